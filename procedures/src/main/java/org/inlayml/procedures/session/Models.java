// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
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
    return new ModelNames(connection).resolve(name);
  }

  /** Opens the model that a name stands for now. Errors: those of {@link ModelStore#open}. */
  public static LoadedModel open(Connection connection, String name) throws SQLException {
    return open(connection, find(connection, name));
  }

  /** Opens the model of an identity, whatever it is called; empty where it was dropped. */
  public static Optional<OpenModel> identified(Connection connection, UUID uuid)
      throws SQLException {
    Optional<ModelReference> model = new ModelNames(connection).find(uuid);
    return model.isPresent()
        ? Optional.of(OpenModel.of(open(connection, model.get())))
        : Optional.empty();
  }

  /** Opens a model that was found before. */
  static LoadedModel open(Connection connection, ModelReference model) throws SQLException {
    return ModelStore.shared().open(connection, model);
  }
}
