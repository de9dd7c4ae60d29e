// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.value.FeatureValues;
import org.jspecify.annotations.Nullable;

/** {@code ML_PREDICT(model, features)}. */
@SqlRoutine(
    name = "ML_PREDICT",
    kind = SqlRoutine.Kind.FUNCTION,
    returns =
        "DOUBLE: the value of a regression; the probability of the positive class, the second in"
            + " ML_CLASSES, of a binary classification",
    doc =
        "Predicts one number from feature values in the order of ML_FEATURES. Made for WHERE, ORDER"
            + " BY and computed columns. A NULL feature is a missing value; a NULL model gives"
            + " NULL.",
    example = "SELECT sys.ML_PREDICT('diabetes_model', ARRAY[0.05, -0.02]) FROM (VALUES(0));",
    errors = {MlError.MULTI_CLASS, MlError.WRONG_FEATURE_COUNT, MlError.INVALID_VALUE})
public final class MlPredict {
  private MlPredict() {}

  public static @Nullable Double call(
      Connection connection,
      @Doc("The model's handle.") @Nullable String model,
      @Doc("Feature values in order.") @Nullable Object @Nullable [] features)
      throws SQLException {
    return features == null
        ? null
        : PositionalPrediction.number(connection, model, FeatureValues.of(features));
  }
}
