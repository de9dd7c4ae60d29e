// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.StatementModels;
import org.inlayml.procedures.value.FeatureValues;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/** Predictions from feature values in the order of the model's features; called for each row. */
public final class PositionalPrediction {
  private PositionalPrediction() {}

  /**
   * The value, the probability of the positive class or of an anomaly, or the cluster's number;
   * null where the model is.
   */
  public static @Nullable Double number(
      Connection connection, @Nullable String handle, FeatureValues values) throws SQLException {
    return handle == null
        ? null
        : Session.row(
            connection,
            () -> {
              OpenModel open =
                  answering(
                      StatementModels.open(connection, handle, SchemaCheck::requireToAnswer),
                      values);
              double[] outputs = open.predictor().predict(open.scratch());
              return number(handle, open.predictor().target(), outputs);
            });
  }

  private static double number(String handle, Target target, double[] outputs) {
    return switch (target.task()) {
      case REGRESSION -> outputs[0];
      case ANOMALY_DETECTION -> outputs[1];
      case CLUSTERING -> Double.parseDouble(target.label(outputs));
      case CLASSIFICATION -> {
        if (outputs.length > 2) {
          throw MlError.MULTI_CLASS.with(
              handle,
              outputs.length + " classes",
              "ML_PREDICT",
              "ML_PREDICT_LABEL or ML_PREDICT_PROBA");
        }
        yield outputs[1];
      }
      case DECOMPOSITION ->
          throw MlError.MULTI_CLASS.with(
              handle, outputs.length + " components", "ML_PREDICT", "ML_PREDICT_PROBA");
    };
  }

  /**
   * The value, the cluster's number, or the class where its label is a number or a truth value;
   * null where the model is.
   */
  public static @Nullable Double value(
      Connection connection, @Nullable String handle, FeatureValues values) throws SQLException {
    return handle == null
        ? null
        : Session.row(
            connection,
            () -> {
              OpenModel open =
                  answering(
                      StatementModels.open(connection, handle, SchemaCheck::requireToAnswer),
                      values);
              Target target = open.predictor().target();
              double[] outputs = open.predictor().predict(open.scratch());
              return target.task() == Task.CLASSIFICATION
                  ? number(handle, target.label(outputs))
                  : number(handle, target, outputs);
            });
  }

  private static double number(String handle, String label) {
    if (label.equals("true")) {
      return 1;
    } else if (label.equals("false")) {
      return 0;
    }
    try {
      return Double.parseDouble(label);
    } catch (NumberFormatException e) {
      throw MlError.NOT_IN_FACADE.causedBy(
          e,
          "PGML.PREDICT",
          "classes that are no numbers, as model '" + handle + "' has",
          "Use ML_PREDICT_LABEL");
    }
  }

  /** The label of the most probable class; null where the model is. */
  public static @Nullable String label(
      Connection connection, @Nullable String handle, FeatureValues values) throws SQLException {
    return handle == null
        ? null
        : Session.row(
            connection,
            () -> {
              OpenModel open = classifier(connection, handle, "ML_PREDICT_LABEL");
              if (open.predictor().target().task() == Task.DECOMPOSITION) {
                throw notAClassifier(handle, Task.DECOMPOSITION, "ML_PREDICT_LABEL");
              }
              OpenModel answering = answering(open, values);
              double[] outputs = answering.predictor().predict(answering.scratch());
              return answering.predictor().target().label(outputs);
            });
  }

  /** All outputs: one probability a class, or the components; null where the model is. */
  public static Double @Nullable [] probabilities(
      Connection connection, @Nullable String handle, FeatureValues values) throws SQLException {
    return handle == null
        ? null
        : Session.row(
            connection,
            () -> {
              OpenModel open =
                  answering(classifier(connection, handle, "ML_PREDICT_PROBA"), values);
              double[] outputs = open.predictor().predict(open.scratch());
              Double[] probabilities = new Double[outputs.length];
              for (int k = 0; k < outputs.length; k++) {
                probabilities[k] = outputs[k];
              }
              return probabilities;
            });
  }

  /** Opens a model whose outputs have labels. Errors: {@link MlError#NOT_A_CLASSIFIER}. */
  public static OpenModel classifier(Connection connection, String handle, String routine)
      throws SQLException {
    OpenModel open = StatementModels.open(connection, handle, SchemaCheck::requireToAnswer);
    classes(open.model(), handle, routine);
    return open;
  }

  /** The labels of a model's outputs. Errors: {@link MlError#NOT_A_CLASSIFIER}. */
  static List<String> classes(LoadedModel model, String handle, String routine) {
    Target target = model.predictor().target();
    if (target.classes().isEmpty()) {
      throw notAClassifier(handle, target.task(), routine);
    }
    return target.classes();
  }

  private static RuntimeException notAClassifier(String handle, Task task, String routine) {
    return MlError.NOT_A_CLASSIFIER.with(handle, task.sqlName(), routine);
  }

  /** Reads the row and gives the model that answers it, in whose scratch the row then stands. */
  private static OpenModel answering(OpenModel open, FeatureValues values) throws SQLException {
    List<Feature> features = open.predictor().pipeline().features();
    if (values.count() != features.size()) {
      throw wrongCount(open.model(), features, values.count());
    }
    Row row = open.scratch().row();
    for (int i = 0; i < features.size(); i++) {
      values.put(row, i, features.get(i));
    }
    return open.answering(null);
  }

  private static RuntimeException wrongCount(LoadedModel model, List<Feature> features, int count) {
    return MlError.WRONG_FEATURE_COUNT.with(
        model.handle(),
        features.size(),
        String.join(", ", features.stream().map(Feature::name).toList()),
        count);
  }
}
