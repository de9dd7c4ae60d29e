// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.value.FeatureValues;
import org.jspecify.annotations.Nullable;

/** {@code PGML.PREDICT_PROBA(model, features)}. */
@SqlRoutine(
    schema = "PGML",
    name = "PREDICT_PROBA",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "DOUBLE ARRAY: a probability for each class",
    doc = "Gives the probabilities of the classes in the order of ML_CLASSES, as ML_PREDICT_PROBA.",
    example = "CALL pgml.PREDICT_PROBA('iris_model', ARRAY[5.0E0, 3.6E0, 1.4E0, 0.2E0]);",
    errors = {MlError.NOT_A_CLASSIFIER, MlError.WRONG_FEATURE_COUNT})
public final class PgmlPredictProba {
  private PgmlPredictProba() {}

  public static Double @Nullable [] call(
      Connection connection,
      @Doc("The project, for its live version; project:version; or a model's handle or ID.")
          @Nullable String model,
      @Doc("Feature values in order.") @Nullable Object @Nullable [] features)
      throws SQLException {
    return features == null
        ? null
        : PositionalPrediction.probabilities(
            connection, FacadeModels.name(connection, model), FeatureValues.of(features));
  }
}
