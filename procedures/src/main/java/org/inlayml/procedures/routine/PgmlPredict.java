// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.value.FeatureValues;
import org.jspecify.annotations.Nullable;

/** {@code PGML.PREDICT(model, features)}. */
@SqlRoutine(
    schema = "PGML",
    name = "PREDICT",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "DOUBLE: the number, or the class where its label is a number",
    doc =
        "Predicts from feature values in the order of ML_FEATURES: the number of a regression, the"
            + " cluster, or the class of a classification whose labels are numbers or truth values,"
            + " which are 1 and 0. ML_PREDICT_LABEL gives other labels.",
    example = "CALL pgml.PREDICT('diabetes_model', ARRAY[26.6E0, 5.17E0]);",
    errors = {MlError.MULTI_CLASS, MlError.NOT_IN_FACADE, MlError.WRONG_FEATURE_COUNT})
public final class PgmlPredict {
  private PgmlPredict() {}

  public static @Nullable Double call(
      Connection connection,
      @Doc("The project, for its live version; project:version; or a model's handle or ID.")
          @Nullable String model,
      @Doc("Feature values in order.") @Nullable Object @Nullable [] features)
      throws SQLException {
    return features == null
        ? null
        : PositionalPrediction.value(
            connection, FacadeModels.name(connection, model), FeatureValues.of(features));
  }
}
