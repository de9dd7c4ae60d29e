// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.drift.MetricHistory;
import org.inlayml.procedures.drift.MetricHistory.Measured;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_MODEL_METRICS(model)}. */
@SqlRoutine(
    name = "ML_MODEL_METRICS",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "rows in the order of time",
    doc =
        "Lists how good a model, or each version of a project, was found to be: in training, at"
            + " deployments, and by day where ML.PREDICTION_LOG has predictions whose truth is in"
            + " ML.ACTUAL. In FROM, H2 takes sys.ML_MODEL_METRICS(...), HSQLDB"
            + " TABLE(sys.ML_MODEL_METRICS(...)).",
    example = "CALL sys.ML_MODEL_METRICS('iris_model');",
    errors = {MlError.MODEL_NOT_FOUND})
public final class MlModelMetrics {
  static final List<Column> COLUMNS =
      List.of(
          new Column("VERSION", Long.class, "Of the project; NULL for a model without one."),
          new Column("EVENT", String.class, "training, candidate, deployment, or production."),
          new Column("METRIC", String.class, "What SCORE is; NULL where nothing was scored."),
          new Column(
              "SCORE", Double.class, "Higher is better, but for a mean_absolute_error by day."),
          new Column(
              "COMPARED_WITH",
              Double.class,
              "In training what always the same answer scores; at a deployment what the version"
                  + " before scored on the same rows."),
          new Column("ROW_COUNT", Long.class, "How many rows the score is of, where known."),
          new Column("MEASURED_AT", OffsetDateTime.class, "When, or the day that it is of."),
          new Column("DETAIL", String.class, "The algorithm, the reason, or the uncertainty."));

  private MlModelMetrics() {}

  public static ResultSet call(
      Connection connection,
      @Doc("The model's handle, a project for all its versions, or project:version.")
          @Nullable String model)
      throws SQLException {
    return Session.rows(
        connection,
        COLUMNS,
        session -> {
          String name = Arguments.required("model", "ML_MODEL_METRICS", model);
          return rows(session, name);
        });
  }

  static List<List<@Nullable Object>> rows(Session session, String name) throws SQLException {
    return new MetricHistory(session)
        .of(name).stream().sorted(Comparator.comparing(Measured::at)).map(Measured::row).toList();
  }
}
