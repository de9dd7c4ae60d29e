// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.ModelNames;
import org.inlayml.store.registry.ModelReference;
import org.inlayml.store.registry.Privilege;

/**
 * Finds and opens the models that routines are given by name, and refuses users who may not. Stateless,
 * thread-safe.
 */
public final class Models {
  private Models() {}

  /**
   * Finds the model that a name stands for now, see {@link ModelNames}, for a user who may predict
   * with it.
   *
   * <p>Errors: {@link MlError#MODEL_NOT_FOUND}, {@link MlError#PROJECT_NOT_LIVE}, {@link
   * MlError#NOT_PERMITTED}.
   */
  public static ModelReference find(Connection connection, String name) throws SQLException {
    return find(connection, name, Privilege.PREDICT);
  }

  /** As {@link #find(Connection, String)}, for a user who has a privilege. */
  public static ModelReference find(Connection connection, String name, Privilege privilege)
      throws SQLException {
    ModelReference model = new ModelNames(connection).resolve(name);
    Rights.require(connection, model, privilege);
    return model;
  }

  /**
   * Opens the model that a name stands for now, for a user who may predict with it. Errors: those
   * of {@link #find} and of {@link ModelStore#open}.
   */
  public static LoadedModel open(Connection connection, String name) throws SQLException {
    return open(connection, find(connection, name));
  }

  /** As {@link #open(Connection, String)}, for a user who has a privilege. */
  public static LoadedModel open(Connection connection, String name, Privilege privilege)
      throws SQLException {
    return open(connection, find(connection, name, privilege));
  }

  /** Opens a model that was found before. */
  static LoadedModel open(Connection connection, ModelReference model) throws SQLException {
    return ModelStore.shared().open(connection, model);
  }
}
