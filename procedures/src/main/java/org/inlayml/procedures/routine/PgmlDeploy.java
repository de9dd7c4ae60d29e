// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Deployment;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.VersionName;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** {@code PGML.DEPLOY(project_name, strategy, algorithm)}, {@code PGML.DEPLOY(model_id)}. */
@SqlRoutine(
    schema = "PGML",
    name = "DEPLOY",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "one row",
    doc =
        "Makes a version of a project live, as ML_DEPLOY. With one argument it is that version:"
            + " project:version, or its ID in PGML.TRAINED_MODELS, as text; of a project it is the"
            + " one with the best score.",
    example = "CALL pgml.DEPLOY('iris_project', 'most_recent');",
    errors = {
      MlError.PROJECT_NOT_FOUND,
      MlError.VERSION_NOT_FOUND,
      MlError.NOTHING_TO_DEPLOY,
      MlError.DEPLOY_REFUSED,
      MlError.TEST_FAILED
    })
public final class PgmlDeploy {
  static final List<Column> COLUMNS =
      List.of(
          new Column("PROJECT", String.class, "The project."),
          new Column("STRATEGY", String.class, "How the version was chosen."),
          new Column("ALGORITHM", String.class, "What it was trained with."));

  private static final String NAME = "PGML.DEPLOY";

  private PgmlDeploy() {}

  public static ResultSet call(Connection connection, @Nullable String model) throws SQLException {
    return Session.writtenRows(
        connection,
        COLUMNS,
        Arrays.asList(NAME, model),
        session -> {
          String given = Arguments.required("project_name", NAME, model);
          String name = String.valueOf(FacadeModels.name(connection, given));
          Optional<VersionName> version = VersionName.of(name);
          return version.isPresent()
              ? deploy(
                  session, version.get().project(), String.valueOf(version.get().version()), null)
              : deploy(session, name, "best_score", null);
        });
  }

  public static ResultSet call(
      Connection connection, @Nullable String projectName, @Nullable String strategy)
      throws SQLException {
    return call(connection, projectName, strategy, null);
  }

  public static ResultSet call(
      Connection connection,
      @Doc("The project.") @Nullable String projectName,
      @Doc("most_recent, best_score (also best_fit) or rollback.") @Nullable String strategy,
      @Doc("Only versions of this algorithm are chosen from; NULL for all.")
          @Nullable String algorithm)
      throws SQLException {
    return Session.writtenRows(
        connection,
        COLUMNS,
        Arrays.asList(NAME, projectName, strategy, algorithm),
        session -> {
          String project = Arguments.required("project_name", NAME, projectName);
          String chosen = Arguments.required("strategy", NAME, strategy);
          return deploy(
              session, project, chosen.equals("best_fit") ? "best_score" : chosen, algorithm);
        });
  }

  private static List<List<@Nullable Object>> deploy(
      Session session, String projectName, String version, @Nullable String algorithm)
      throws SQLException {
    String options = algorithm == null ? null : Json.write(Map.of("algorithm", algorithm));
    String deployed = MlDeploy.deploy(session, projectName, version, options);
    VersionName name = VersionName.of(deployed).orElseThrow();
    Registry registry = new Registry(session.connection());
    Project project = registry.get(name.project());
    return List.of(
        Arrays.asList(
            project.name(),
            registry.lastDeployment(project.id()).map(Deployment::strategy).orElse(version),
            new Versions(session.connection()).get(project, name.version()).algorithm()));
  }
}
