// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.value.FeatureValues;
import org.jspecify.annotations.Nullable;

/** {@code RUSTYDB.PREDICT(model, features)}. */
@SqlRoutine(
    schema = "RUSTYDB",
    name = "PREDICT",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "DOUBLE: the number, or the probability of the positive class",
    doc = "Predicts from feature values in the order of ML_FEATURES, as ML_PREDICT.",
    example = "CALL rustydb.PREDICT('diabetes_model', ARRAY[26.6E0, 5.17E0]);",
    errors = {MlError.MULTI_CLASS, MlError.WRONG_FEATURE_COUNT})
public final class RustydbPredict {
  private RustydbPredict() {}

  public static @Nullable Double call(
      Connection connection,
      @Doc("The project, for its live version; project:version; or a model's handle or ID.")
          @Nullable String model,
      @Doc("Feature values in order.") @Nullable Object @Nullable [] features)
      throws SQLException {
    return features == null
        ? null
        : PositionalPrediction.number(
            connection, FacadeModels.name(connection, model), FeatureValues.of(features));
  }
}
