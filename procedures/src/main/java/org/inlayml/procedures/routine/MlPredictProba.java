// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.value.FeatureValues;
import org.jspecify.annotations.Nullable;

/** {@code ML_PREDICT_PROBA(model, features)}. */
@SqlRoutine(
    name = "ML_PREDICT_PROBA",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "DOUBLE ARRAY: one probability a class, in the order of ML_CLASSES",
    doc =
        "Predicts the probabilities of all classes from feature values in the order of"
            + " ML_FEATURES. A NULL feature is a missing value; a NULL model gives NULL.",
    example =
        "SELECT sys.ML_PREDICT_PROBA('iris_model', ARRAY[5.1, 3.5, 1.4, 0.2]) FROM (VALUES(0));",
    errors = {MlError.NOT_A_CLASSIFIER, MlError.WRONG_FEATURE_COUNT, MlError.INVALID_VALUE})
public final class MlPredictProba {
  private MlPredictProba() {}

  public static Double @Nullable [] call(
      Connection connection,
      @Doc("The model's handle.") @Nullable String model,
      @Doc("Feature values in order.") @Nullable Object @Nullable [] features)
      throws SQLException {
    return features == null
        ? null
        : PositionalPrediction.probabilities(connection, model, FeatureValues.of(features));
  }
}
