// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code HELIOSDB.ML_MODEL_METRICS(model_name)}. */
@SqlRoutine(
    schema = "HELIOSDB",
    name = "ML_MODEL_METRICS",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "rows in the order of time",
    doc =
        "Lists how good a model was found to be, as sys.ML_MODEL_METRICS, with the date called as in"
            + " HeliosDB. In FROM, H2 takes the call as it is, HSQLDB within TABLE().",
    example = "CALL heliosdb.ML_MODEL_METRICS('iris_model');",
    errors = {MlError.MODEL_NOT_FOUND})
public final class HeliosdbMlModelMetrics {
  static final List<Column> COLUMNS =
      List.of(
          new Column("MODEL_VERSION", Long.class, "Of the project; NULL for a model without one."),
          new Column("EVENT", String.class, "training, candidate, deployment, or production."),
          new Column("METRIC", String.class, "What SCORE is; NULL where nothing was scored."),
          new Column("SCORE", Double.class, "The score; higher is better."),
          new Column("EVALUATION_DATE", OffsetDateTime.class, "When, or the day that it is of."));

  private static final int VERSION = 0;
  private static final int EVENT = 1;
  private static final int METRIC = 2;
  private static final int SCORE = 3;
  private static final int MEASURED_AT = 6;

  private HeliosdbMlModelMetrics() {}

  public static ResultSet call(
      Connection connection, @Doc("The model, that is the project.") @Nullable String modelName)
      throws SQLException {
    return Session.rows(
        connection,
        COLUMNS,
        session -> {
          String name = Arguments.required("model_name", "HELIOSDB.ML_MODEL_METRICS", modelName);
          return MlModelMetrics.rows(session, name).stream()
              .map(HeliosdbMlModelMetrics::row)
              .toList();
        });
  }

  private static List<@Nullable Object> row(List<@Nullable Object> row) {
    return Arrays.asList(
        row.get(VERSION), row.get(EVENT), row.get(METRIC), row.get(SCORE), row.get(MEASURED_AT));
  }
}
