// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** {@code HELIOSDB.ML_COMPARE_MODELS(model_name, version_a, version_b)}. */
@SqlRoutine(
    schema = "HELIOSDB",
    name = "ML_COMPARE_MODELS",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "one row for each of both versions",
    doc =
        "Shows what the registry holds of two versions of a project, one beside the other. In FROM,"
            + " H2 takes the call as it is, HSQLDB within TABLE().",
    example = "CALL heliosdb.ML_COMPARE_MODELS('help_tested', '1.0.0', '2.0.0');",
    errors = {MlError.PROJECT_NOT_FOUND, MlError.VERSION_NOT_FOUND, MlError.INVALID_ARGUMENT})
public final class HeliosdbMlCompareModels {
  static final List<Column> COLUMNS =
      List.of(
          new Column("MODEL_VERSION", Long.class, "The number of the version."),
          new Column("ALGORITHM", String.class, "What it was trained with."),
          new Column("METRIC", String.class, "The project's metric, or NULL."),
          new Column("SCORE", Double.class, "By that metric on the rows held out, or NULL."),
          new Column("PRODUCTION_READY", Boolean.class, "Whether it is live."));

  private static final String NAME = "HELIOSDB.ML_COMPARE_MODELS";

  private HeliosdbMlCompareModels() {}

  public static ResultSet call(
      Connection connection,
      @Doc("The model, that is the project.") @Nullable String modelName,
      @Doc("The number of a version, also as in 1.0.0.") @Nullable String versionA,
      @Doc("The number of another one.") @Nullable String versionB)
      throws SQLException {
    return Session.rows(
        connection,
        COLUMNS,
        session -> {
          Registry registry = new Registry(connection);
          Project project = registry.get(Arguments.required("model_name", NAME, modelName));
          Rights.require(connection, project, Privilege.READ);
          List<List<@Nullable Object>> rows = new ArrayList<>();
          rows.add(row(connection, project, Arguments.required("version_a", NAME, versionA)));
          rows.add(row(connection, project, Arguments.required("version_b", NAME, versionB)));
          return rows;
        });
  }

  private static List<@Nullable Object> row(Connection connection, Project project, String version)
      throws SQLException {
    int number = FacadeModels.version(NAME, "version", version);
    ModelVersion found = new Versions(connection).get(project, number);
    return Arrays.asList(
        (long) number,
        found.algorithm(),
        project.metric().orElse(null),
        found.score().isPresent() ? found.score().getAsDouble() : null,
        project.liveVersion().equals(OptionalInt.of(number)));
  }
}
