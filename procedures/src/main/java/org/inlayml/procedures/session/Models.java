// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.AbTest;
import org.inlayml.store.registry.AbTests;
import org.inlayml.store.registry.ModelNames;
import org.inlayml.store.registry.ModelReference;
import org.inlayml.store.registry.VersionName;

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
    return opened(connection, name, model -> open(connection, model));
  }

  /**
   * Opens what answers to a name now: the model, and that which is tested against it. Errors: those
   * of {@link ModelStore#open}.
   */
  public static ServedModel serve(Connection connection, String name) throws SQLException {
    return opened(connection, name, model -> serve(connection, model));
  }

  /** Opens a model that was found. */
  private interface Opening<T> {
    T open(ModelReference model) throws SQLException;
  }

  private static <T> T opened(Connection connection, String name, Opening<T> opening)
      throws SQLException {
    return Dialect.of(connection)
        .glance(
            connection,
            () -> {
              ModelReference model = find(connection, name);
              try {
                return opening.open(model);
              } catch (MlException e) {
                // the version that was live may have been replaced and dropped since
                if (e.error() == MlError.MODEL_NOT_FOUND && !model.handle().equals(name)) {
                  return opening.open(find(connection, name));
                }
                throw e;
              }
            });
  }

  /** As {@link #serve(Connection, String)}, of a model that was found before. */
  static ServedModel serve(Connection connection, ModelReference found) throws SQLException {
    Optional<ModelReference.Version> version = found.version();
    Optional<Long> id = version.flatMap(ModelReference.Version::abTest);
    Optional<AbTest> test =
        id.isEmpty() ? Optional.empty() : new AbTests(connection).find(id.get());
    if (version.isEmpty() || test.isEmpty()) {
      return new ServedModel(open(connection, found), Optional.empty());
    }
    // what the row of the project said is what counts: a test never changes, nor does a version
    String project = version.get().project();
    AbTest running = test.get();
    ModelReference a =
        running.versionA() == version.get().version()
            ? found
            : find(connection, new VersionName(project, running.versionA()).text()).under(id);
    LoadedModel b = open(connection, new VersionName(project, running.versionB()).text());
    return new ServedModel(open(connection, a), Optional.of(new Trial(running, b)));
  }

  /** Opens the model of an identity, whatever it is called; empty where it was dropped. */
  public static Optional<OpenModel> identified(Connection connection, UUID uuid)
      throws SQLException {
    Optional<ModelReference> model = new ModelNames(connection).find(uuid);
    return model.isPresent()
        ? Optional.of(
            OpenModel.of(new ServedModel(open(connection, model.get()), Optional.empty())))
        : Optional.empty();
  }

  /** Opens a model that was found before. */
  static LoadedModel open(Connection connection, ModelReference model) throws SQLException {
    return ModelStore.shared().open(connection, model);
  }
}
