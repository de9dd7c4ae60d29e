// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.hsqldb.persist.HsqlDatabaseProperties;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.jspecify.annotations.Nullable;

/**
 * A field of HSQLDB that is not public. HSQLDB on the module path, or another version of it, may
 * keep it closed; that shows when it is used, not before. Immutable, thread-safe.
 *
 * <p>Errors: {@link MlError#ENGINE_CLOSED} from all but {@link #of}.
 *
 * @param failure why it is closed
 */
record HsqldbField(
    Class<?> owner, String name, @Nullable VarHandle access, @Nullable Exception failure) {

  static HsqldbField of(Class<?> owner, String name) {
    try {
      VarHandle access =
          MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
              .unreflectVarHandle(owner.getDeclaredField(name));
      return new HsqldbField(owner, name, access, null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return new HsqldbField(owner, name, null, e);
    }
  }

  /**
   * @param object whose field; null for a static one
   */
  Object get(@Nullable Object object) {
    return object == null ? open().get() : open().get(object);
  }

  void set(Object object, Object value) {
    open().set(object, value);
  }

  /** The field itself, fast where it is used with the very types of the field and its owner. */
  VarHandle open() {
    if (access == null) {
      throw closed(failure == null ? new IllegalStateException() : failure);
    }
    return access;
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
