// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.Deployer;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.VersionName;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** {@code ML_RETIRE(model)}. */
@SqlRoutine(
    name = "ML_RETIRE",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: what was retired",
    doc =
        "Takes a project out of service, so that it has no live version until the next ML_DEPLOY;"
            + " or, given project:version, has that version never deployed again. Models stay, and"
            + " can be named by project:version. Belongs to the caller's transaction.",
    example = "CALL sys.ML_RETIRE('help_retired');",
    errors = {
      MlError.PROJECT_NOT_FOUND,
      MlError.NOT_PERMITTED,
      MlError.PROJECT_NOT_LIVE,
      MlError.VERSION_NOT_FOUND,
      MlError.VERSION_IS_LIVE
    })
public final class MlRetire {
  private MlRetire() {}

  public static String call(
      Connection connection, @Doc("The project, or project:version.") @Nullable String model)
      throws SQLException {
    return Session.write(
        connection, session -> retire(session, Arguments.required("model", "ML_RETIRE", model)));
  }

  private static String retire(Session session, String name) throws SQLException {
    Connection connection = session.connection();
    ModelStore.shared().lock(connection);
    Registry registry = new Registry(connection);
    Optional<VersionName> version = VersionName.of(name);
    if (version.isPresent() && registry.find(name).isEmpty()) {
      retire(
          session,
          Rights.change(connection, version.get().project(), Privilege.DEPLOY),
          version.get().version());
      return name;
    }
    Project project = Rights.change(connection, name, Privilege.DEPLOY);
    if (project.liveVersion().isEmpty()) {
      throw MlError.PROJECT_NOT_LIVE.with(name, "");
    }
    if (project.abTest().isPresent()) {
      throw MlError.VERSION_IS_LIVE.with(
          project.handle(project.liveVersion().getAsInt()), " in an A/B test, which has to end");
    }
    new Deployer(session).retire(project, "retired");
    return name;
  }

  private static void retire(Session session, Project project, int number) throws SQLException {
    Connection connection = session.connection();
    Versions versions = new Versions(connection);
    ModelVersion version = versions.get(project, number);
    if (project.liveVersion().equals(OptionalInt.of(number))
        || new Registry(connection).testedVersions(project).contains(number)) {
      throw MlError.VERSION_IS_LIVE.with(project.handle(number), "");
    }
    if (version.status() == Status.DROPPED) {
      throw new Registry(connection).versionNotFound(project, number);
    }
    versions.setStatus(version, Status.RETIRED);
    new Audit(connection, session.dialect().user(connection))
        .record("ML_RETIRE", project.name(), OptionalInt.of(number), Map.of());
  }
}
