// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.ModelNames;
import org.inlayml.store.registry.ModelReference;

/** Finds and opens the models that routines are given by name. Stateless, thread-safe. */
public final class Models {
  private Models() {}

  /**
   * Finds the model that a name stands for now, see {@link ModelNames}.
   *
   * <p>Errors: {@link MlError#MODEL_NOT_FOUND}, {@link MlError#PROJECT_NOT_LIVE}.
   */
  public static ModelReference find(Connection connection, String name) throws SQLException {
    return Dialect.of(connection)
        .glance(connection, () -> new ModelNames(connection).resolve(name));
  }

  /** Opens the model that a name stands for now. Errors: those of {@link ModelStore#open}. */
  public static LoadedModel open(Connection connection, String name) throws SQLException {
    return Dialect.of(connection).glance(connection, () -> openNow(connection, name));
  }

  private static LoadedModel openNow(Connection connection, String name) throws SQLException {
    ModelReference model = find(connection, name);
    try {
      return open(connection, model);
    } catch (MlException e) {
      // the version that was live may have been replaced and dropped since
      if (e.error() == MlError.MODEL_NOT_FOUND && !model.handle().equals(name)) {
        return open(connection, find(connection, name));
      }
      throw e;
    }
  }

  /** Opens a model that was found before. */
  static LoadedModel open(Connection connection, ModelReference model) throws SQLException {
    return ModelStore.shared().open(connection, model);
  }
}
