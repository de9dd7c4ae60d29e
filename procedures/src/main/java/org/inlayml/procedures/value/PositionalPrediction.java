// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.session.StatementModels;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/** Predictions from feature values in the order of the model's features. */
public final class PositionalPrediction {
  private PositionalPrediction() {}

  /** The value, or the probability of the positive class. */
  public static double number(Connection connection, String handle, @Nullable Object[] values)
      throws SQLException {
    LoadedModel model = StatementModels.open(connection, handle).model();
    Target target = model.predictor().target();
    double[] outputs = outputs(model, values);
    if (target.classes().isEmpty()) {
      return outputs[0];
    } else if (target.isBinary()) {
      return outputs[1];
    }
    throw MlError.MULTI_CLASS.with(
        handle, target.classes().size(), "ML_PREDICT", "ML_PREDICT_LABEL or ML_PREDICT_PROBA");
  }

  /** The label of the most probable class. */
  public static String label(Connection connection, String handle, @Nullable Object[] values)
      throws SQLException {
    LoadedModel model = classifier(connection, handle, "ML_PREDICT_LABEL");
    return AnswerWriter.label(model.predictor().target(), outputs(model, values));
  }

  /** One probability a class. */
  public static Double[] probabilities(
      Connection connection, String handle, @Nullable Object[] values) throws SQLException {
    LoadedModel model = classifier(connection, handle, "ML_PREDICT_PROBA");
    double[] outputs = outputs(model, values);
    Double[] probabilities = new Double[outputs.length];
    for (int k = 0; k < outputs.length; k++) {
      probabilities[k] = outputs[k];
    }
    return probabilities;
  }

  /** Opens a model that has classes. Errors: {@link MlError#NOT_A_CLASSIFIER}. */
  public static LoadedModel classifier(Connection connection, String handle, String routine)
      throws SQLException {
    LoadedModel model = StatementModels.open(connection, handle).model();
    Target target = model.predictor().target();
    if (target.classes().isEmpty()) {
      throw MlError.NOT_A_CLASSIFIER.with(handle, target.task().sqlName(), routine);
    }
    return model;
  }

  private static double[] outputs(LoadedModel model, @Nullable Object[] values)
      throws SQLException {
    Predictor predictor = model.predictor();
    List<Feature> features = predictor.pipeline().features();
    if (values.length != features.size()) {
      throw MlError.WRONG_FEATURE_COUNT.with(
          model.handle(),
          features.size(),
          String.join(", ", features.stream().map(Feature::name).toList()),
          values.length);
    }
    Predictor.Scratch scratch = predictor.scratch();
    for (int i = 0; i < values.length; i++) {
      FeatureValue.put(scratch.row(), i, features.get(i), values[i]);
    }
    return predictor.predict(scratch);
  }
}
