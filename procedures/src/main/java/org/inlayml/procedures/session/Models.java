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
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.VersionName;

/**
 * Finds and opens the models that routines are given by name, and refuses users who may not.
 * Stateless, thread-safe.
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
    return opened(
        connection,
        name,
        model -> {
          Rights.require(connection, model, privilege);
          return model;
        });
  }

  /**
   * Opens the model that a name stands for now, for a user who may predict with it. Errors: those
   * of {@link #find} and of {@link ModelStore#open}.
   */
  public static LoadedModel open(Connection connection, String name) throws SQLException {
    return open(connection, name, Privilege.PREDICT);
  }

  /** As {@link #open(Connection, String)}, for a user who has a privilege. */
  public static LoadedModel open(Connection connection, String name, Privilege privilege)
      throws SQLException {
    return opened(
        connection,
        name,
        model -> {
          Rights.require(connection, model, privilege);
          return open(connection, model);
        });
  }

  /**
   * Opens what answers to a name now, for a user who may predict with it: the model, and that which
   * is tested against it. Errors: as {@link #open(Connection, String)}, and those of the check.
   */
  public static ServedModel serve(Session session, String name, ModelCheck check)
      throws SQLException {
    return opened(
        session.connection(),
        name,
        model -> {
          Rights.require(session.connection(), model, Privilege.PREDICT);
          return serve(session, model, check);
        });
  }

  /** As {@link #serve(Session, String, ModelCheck)}, of a model that was found before. */
  static ServedModel serve(Session session, ModelReference found, ModelCheck check)
      throws SQLException {
    ServedModel served = serve(session.connection(), found);
    if (found.version().isPresent()) {
      check.require(session, served.model());
      if (served.trial().isPresent()) {
        check.require(session, served.trial().get().b());
      }
    }
    return served;
  }

  /** What is done with a model that was found. */
  interface Opening<T> {
    T open(ModelReference model) throws SQLException;
  }

  /** Finds the model that a name stands for, whoever may have it. */
  static <T> T opened(Connection connection, String name, Opening<T> opening) throws SQLException {
    return Dialect.of(connection)
        .glance(
            connection,
            () -> {
              ModelNames names = new ModelNames(connection);
              ModelReference model = names.resolve(name);
              try {
                return opening.open(model);
              } catch (MlException e) {
                // the version that was live may have been replaced and dropped since
                if (e.error() == MlError.MODEL_NOT_FOUND && !model.handle().equals(name)) {
                  return opening.open(names.resolve(name));
                }
                throw e;
              }
            });
  }

  private static ServedModel serve(Connection connection, ModelReference found)
      throws SQLException {
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
    ModelNames names = new ModelNames(connection);
    ModelReference a =
        running.versionA() == version.get().version()
            ? found
            : names.resolve(new VersionName(project, running.versionA()).text()).under(id);
    ModelReference b = names.resolve(new VersionName(project, running.versionB()).text());
    return new ServedModel(
        open(connection, a), Optional.of(new Trial(running, open(connection, b))));
  }

  /**
   * Opens the model of an identity, whatever it is called, for a user who may read of it; empty
   * where it was dropped. Errors: {@link MlError#NOT_PERMITTED}.
   */
  public static Optional<OpenModel> identified(Connection connection, UUID uuid)
      throws SQLException {
    Optional<ModelReference> model = new ModelNames(connection).find(uuid);
    if (model.isEmpty()) {
      return Optional.empty();
    }
    Rights.require(connection, model.get(), Privilege.READ);
    return Optional.of(
        OpenModel.of(new ServedModel(open(connection, model.get()), Optional.empty())));
  }

  /** Opens a model that was found before. */
  static LoadedModel open(Connection connection, ModelReference model) throws SQLException {
    return ModelStore.shared().open(connection, model);
  }
}
