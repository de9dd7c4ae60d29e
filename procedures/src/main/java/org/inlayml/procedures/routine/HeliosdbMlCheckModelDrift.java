// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code HELIOSDB.ML_CHECK_MODEL_DRIFT(model_name, new_rows, drift_threshold)}. */
@SqlRoutine(
    schema = "HELIOSDB",
    name = "ML_CHECK_MODEL_DRIFT",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "BOOLEAN: whether a feature or the predictions drifted",
    doc =
        "Compares rows with those of training, as ML_DRIFT, which says more: TRUE where one of its"
            + " verdicts is major.",
    example = "CALL heliosdb.ML_CHECK_MODEL_DRIFT('iris_model', 'PUBLIC.IRIS', 0.25);",
    errors = {MlError.MODEL_NOT_FOUND, MlError.NO_STATISTICS, MlError.COLUMNS_DIFFER})
public final class HeliosdbMlCheckModelDrift {
  private HeliosdbMlCheckModelDrift() {}

  public static Boolean call(
      Connection connection,
      @Doc("The model, that is the project.") @Nullable String modelName,
      @Doc("The new rows, such as those of the last 7 days: schema.table, a view, or a query.")
          @Nullable String newRows,
      @Doc("The population stability index from which on it is a drift; NULL is 0.25.")
          @Nullable Double driftThreshold)
      throws SQLException {
    int verdict = MlDrift.COLUMNS.stream().map(column -> column.name()).toList().indexOf("VERDICT");
    String options =
        driftThreshold == null
            ? null
            : Json.write(
                Map.of("major", driftThreshold, "moderate", Math.min(driftThreshold, 0.1)));
    return Session.read(
        connection,
        session ->
            MlDrift.measure(session, modelName, newRows, options).stream()
                .anyMatch(row -> "major".equals(row.get(verdict))));
  }
}
