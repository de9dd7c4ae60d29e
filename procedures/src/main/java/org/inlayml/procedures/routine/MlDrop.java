// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.Attachments;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.VersionDropper;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Snapshots;
import org.inlayml.store.registry.VersionName;
import org.jspecify.annotations.Nullable;

/** {@code ML_DROP(model, behavior)}. */
@SqlRoutine(
    name = "ML_DROP",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of what was dropped",
    doc =
        "Drops a model, a version of a project, or a whole project. With RESTRICT, the default, a"
            + " model that is attached to a table, or a project that has versions, is not dropped;"
            + " with CASCADE tables are detached first, which commits, and all versions go. A live"
            + " version is never dropped but with its project. What ML.MODEL_VERSION and"
            + " ML.DEPLOYMENT record of a version stays. Belongs to the caller's transaction"
            + " otherwise.",
    example = "CALL sys.ML_DROP('help_dropped', 'RESTRICT');",
    errors = {
      MlError.MODEL_IN_USE,
      MlError.PROJECT_IN_USE,
      MlError.VERSION_IS_LIVE,
      MlError.VERSION_NOT_FOUND,
      MlError.NOT_PERMITTED,
      MlError.INVALID_ARGUMENT
    })
public final class MlDrop {
  private MlDrop() {}

  public static String call(
      Connection connection,
      @Doc("The model's handle, project:version, or a project.") @Nullable String model)
      throws SQLException {
    return call(connection, model, null);
  }

  public static String call(
      Connection connection,
      @Doc("The model's handle, project:version, or a project.") @Nullable String model,
      @Doc("'RESTRICT', 'CASCADE', or NULL for RESTRICT.") @Nullable String behavior)
      throws SQLException {
    return Session.write(connection, session -> drop(session, model, behavior));
  }

  static String drop(Session session, @Nullable String model, @Nullable String behavior)
      throws SQLException {
    String handle = Arguments.required("model", "ML_DROP", model);
    boolean cascade =
        switch (behavior == null ? "RESTRICT" : behavior.toUpperCase(Locale.ROOT)) {
          case "RESTRICT" -> false;
          case "CASCADE" -> true;
          default ->
              throw MlError.INVALID_ARGUMENT.with(
                  "behavior", "ML_DROP", "'" + behavior + "'", "'RESTRICT', 'CASCADE' or NULL");
        };
    Connection connection = session.connection();
    ModelStore.shared().lock(connection);
    Registry registry = new Registry(connection);
    Optional<VersionName> version = VersionName.of(handle);
    boolean isHandle = new ModelCatalog(connection).find(handle).isPresent();
    if (version.isPresent() && registry.find(version.get().project()).isPresent()) {
      Project project = Rights.change(connection, version.get().project(), Privilege.OWN);
      detach(session, handle, cascade);
      new VersionDropper(session).drop(project, version.get().version());
      audit(session, project.name(), OptionalInt.of(version.get().version()));
    } else if (!isHandle && registry.find(handle).isPresent()) {
      new VersionDropper(session).drop(Rights.change(connection, handle, Privilege.OWN), cascade);
      audit(session, handle, OptionalInt.empty());
    } else {
      OptionalLong snapshot =
          new Snapshots(connection).ofModel(new ModelCatalog(connection).get(handle).id());
      detach(session, handle, cascade);
      ModelStore.shared().drop(connection, handle);
      if (snapshot.isPresent()) {
        new Snapshots(connection).deleteUnused(snapshot.getAsLong());
      }
      audit(session, handle, OptionalInt.empty());
    }
    return handle;
  }

  private static void detach(Session session, String handle, boolean cascade) throws SQLException {
    Attachments attachments = new Attachments(session);
    List<Attachment> users = attachments.ofModel(handle);
    if (!users.isEmpty() && !cascade) {
      throw MlError.MODEL_IN_USE.with(
          handle, String.join(", ", users.stream().map(a -> a.table().text()).toList()));
    }
    for (Attachment attachment : users) {
      attachments.remove(attachment);
    }
  }

  private static void audit(Session session, String object, OptionalInt version)
      throws SQLException {
    Connection connection = session.connection();
    new Audit(connection, session.dialect().user(connection))
        .record("ML_DROP", object, version, Map.of());
  }
}
