// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.reflect.Field;
import org.hsqldb.persist.HsqlDatabaseProperties;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.jspecify.annotations.Nullable;

/**
 * A field of HSQLDB that is not public. HSQLDB on the module path, or another version of it, may
 * keep it closed; that shows when it is used, not before. Immutable, thread-safe.
 *
 * <p>Errors: {@link MlError#ENGINE_CLOSED} from {@link #get} and {@link #set}.
 *
 * @param failure why it is closed
 */
record HsqldbField(
    Class<?> owner, String name, @Nullable Field field, @Nullable Exception failure) {

  static HsqldbField of(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return new HsqldbField(owner, name, field, null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return new HsqldbField(owner, name, null, e);
    }
  }

  /**
   * @param object whose field; null for a static one
   */
  Object get(@Nullable Object object) {
    try {
      return open().get(object);
    } catch (IllegalAccessException e) {
      throw closed(e);
    }
  }

  void set(Object object, Object value) {
    try {
      open().set(object, value);
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw closed(e);
    }
  }

  private Field open() {
    if (field == null) {
      throw closed(failure == null ? new IllegalStateException() : failure);
    }
    return field;
  }

  private MlException closed(Exception cause) {
    return MlError.ENGINE_CLOSED.causedBy(cause, version(), owner.getSimpleName() + "." + name);
  }

  /** Read at run time: the compiler would write the value of the constant into our class. */
  private static String version() {
    try {
      return String.valueOf(HsqlDatabaseProperties.class.getField("THIS_FULL_VERSION").get(null));
    } catch (ReflectiveOperationException e) {
      return "of unknown version";
    }
  }
}
