// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Isotonic;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StochasticLearningTest {
  private static final FitContext FRESH = new FitContext(7, 1, Checkpoint.NONE);

  private final FeatureMatrix features = standardised(Fitting.madeUpFeatures(400, 6, 51));
  private final Learner descent = new StochasticGradientDescentLearner();

  private static FeatureMatrix standardised(FeatureMatrix features) {
    double[][] columns = new double[features.width()][];
    for (int j = 0; j < columns.length; j++) {
      double[] column = features.columns()[j];
      double mean = CentredFeatures.mean(column, column.length);
      double square = Arrays.stream(column).map(v -> (v - mean) * (v - mean)).average().orElse(1);
      columns[j] = Arrays.stream(column).map(v -> (v - mean) / Math.sqrt(square)).toArray();
    }
    return Fitting.features(columns);
  }

  private static Model fit(
      Learner learner,
      FeatureMatrix features,
      TargetVector target,
      Map<String, ?> options,
      FitContext context) {
    return learner.fit(features, target, Fitting.options(learner, options), context);
  }

  private double accuracy(Model model, TargetVector target) {
    double[][] outputs = Fitting.predict(model, features);
    int right = 0;
    for (int i = 0; i < outputs.length; i++) {
      double[] row = outputs[i];
      right += row[(int) target.values()[i]] >= Arrays.stream(row).max().orElseThrow() ? 1 : 0;
    }
    return (double) right / outputs.length;
  }

  private double determination(Model model, TargetVector target) {
    double[] predicted = Fitting.values(model, features);
    double mean = CentredFeatures.mean(target.values(), predicted.length);
    double error = 0;
    double spread = 0;
    for (int i = 0; i < predicted.length; i++) {
      error += Math.pow(predicted[i] - target.values()[i], 2);
      spread += Math.pow(mean - target.values()[i], 2);
    }
    return 1 - error / spread;
  }

  @ParameterizedTest
  @CsvSource({
    "hinge, l2, optimal, 2",
    "log_loss, l1, optimal, 2",
    "log_loss, elasticnet, optimal, 3",
    "modified_huber, l2, constant, 3",
    "squared_hinge, none, invscaling, 2",
    "perceptron, l2, adaptive, 3"
  })
  void every_loss_penalty_and_rate_tells_classes(
      String loss, String penalty, String rate, int classes) {
    TargetVector target = Fitting.madeUpClasses(features, classes, 52);

    Model model =
        fit(
            descent,
            features,
            target,
            Map.of("loss", loss, "penalty", penalty, "learning_rate", rate, "alpha", 1e-3),
            FRESH);

    assertThat(accuracy(model, target)).isGreaterThan(classes == 2 ? 0.75 : 0.6);
  }

  @ParameterizedTest
  @CsvSource({
    "squared_error, invscaling",
    "huber, constant",
    "epsilon_insensitive, adaptive",
    "squared_epsilon_insensitive, invscaling"
  })
  void every_loss_tells_numbers(String loss, String rate) {
    TargetVector target = Fitting.madeUpNumbers(features, 53);

    Model model =
        fit(
            descent,
            features,
            target,
            Map.of("loss", loss, "learning_rate", rate, "power_t", 0.2, "eta0", 0.02),
            FRESH);

    assertThat(determination(model, target)).isGreaterThan(0.4);
  }

  @Test
  void losses_with_probabilities_of_their_own_are_not_calibrated() {
    TargetVector target = Fitting.madeUpClasses(features, 2, 52);

    Model logistic = fit(descent, features, target, Map.of("loss", "log_loss"), FRESH);
    Model clipped = fit(descent, features, target, Map.of("loss", "modified_huber"), FRESH);

    assertThat(((Linear) logistic).link()).isEqualTo(Link.LOGISTIC);
    assertThat(((Calibrated) clipped).calibration()).isInstanceOf(Isotonic.class);
  }

  @Test
  void absolute_penalties_make_coefficients_zero() {
    TargetVector target = Fitting.madeUpNumbers(features, 53);

    Linear model =
        (Linear)
            fit(
                descent,
                features,
                target,
                Map.of("penalty", "elasticnet", "l1_ratio", 0.9, "alpha", 100, "average", false),
                FRESH);

    assertThat(model.coefficients()[0]).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "2, l2, true",
    "3, none, true",
    "2, l1, false",
    "2, elasticnet, false",
    "0, l2, false"
  })
  void the_mean_is_taken_of_classes_unless_coefficients_shall_be_zero(
      int classes, String penalty, boolean mean) {
    TargetVector target =
        classes > 0
            ? Fitting.madeUpClasses(features, classes, 54)
            : Fitting.madeUpNumbers(features, 54);

    Model usual = fit(descent, features, target, Map.of("penalty", penalty), FRESH);
    Model same = fit(descent, features, target, Map.of("penalty", penalty, "average", mean), FRESH);
    Model other =
        fit(descent, features, target, Map.of("penalty", penalty, "average", !mean), FRESH);

    assertThat(Fitting.predict(usual, features)).isDeepEqualTo(Fitting.predict(same, features));
    assertThat(
            Arrays.deepEquals(Fitting.predict(usual, features), Fitting.predict(other, features)))
        .isFalse();
  }

  @Test
  void a_loss_of_the_other_task_is_refused() {
    TargetVector target = Fitting.madeUpNumbers(features, 53);

    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(descent, features, target, Map.of("loss", "hinge"), FRESH))
        .startsWith("option 'loss' has the value 'hinge', but expects for regression one of ");
  }

  static Stream<Arguments> learners() {
    return Stream.of(
        Arguments.of(new StochasticGradientDescentLearner(), 2),
        Arguments.of(new StochasticGradientDescentLearner(), 0),
        Arguments.of(new PerceptronLearner(), 3),
        Arguments.of(new PassiveAggressiveLearner(), 2),
        Arguments.of(new PassiveAggressiveLearner(), 0));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void goes_on_from_a_model_of_half_of_the_rows(Learner learner, int classes) {
    TargetVector target =
        classes > 0
            ? Fitting.madeUpClasses(features, classes, 54)
            : Fitting.madeUpNumbers(features, 54);
    int[] half = new int[200];
    int[] rest = new int[200];
    Arrays.setAll(half, i -> 2 * i);
    Arrays.setAll(rest, i -> 2 * i + 1);
    Map<String, ?> once = Map.of("max_iter", 1);

    Model first = fit(learner, features.select(half), target.select(half), Map.of(), FRESH);
    FitContext onwards = new FitContext(7, 1, Checkpoint.NONE, Optional.of(first));
    Model second = fit(learner, features.select(rest), target.select(rest), once, onwards);
    Model scratch = fit(learner, features.select(rest), target.select(rest), once, FRESH);

    assertThat(Fitting.predict(second, features))
        .isNotEqualTo(Fitting.predict(first, features))
        .isNotEqualTo(Fitting.predict(scratch, features));
    Model all = fit(learner, features, target, Map.of(), FRESH);
    if (classes > 0) {
      assertThat(accuracy(second, target)).isGreaterThan(accuracy(all, target) - 0.06);
    } else {
      assertThat(determination(second, target)).isGreaterThan(determination(all, target) - 0.06);
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void stops_early_by_rows_held_out(Learner learner, int classes) {
    TargetVector target =
        classes > 0
            ? Fitting.madeUpClasses(features, classes, 55)
            : Fitting.madeUpNumbers(features, 55);
    Map<String, ?> options =
        Map.of(
            "early_stopping",
            true,
            "validation_fraction",
            0.25,
            "n_iter_no_change",
            3,
            "tol",
            1e-4);

    Model model = fit(learner, features, target, options, FRESH);
    Model usual = fit(learner, features, target, Map.of(), FRESH);

    assertThat(Fitting.predict(model, features)).isNotEqualTo(Fitting.predict(usual, features));
  }

  @Test
  void passive_aggressive_variants_differ_and_small_steps_keep_coefficients_small() {
    TargetVector target = Fitting.madeUpNumbers(features, 56);
    Learner learner = new PassiveAggressiveLearner();

    Linear cut = (Linear) fit(learner, features, target, Map.of("C", 1e-4), FRESH);
    Linear damped =
        (Linear)
            fit(
                learner,
                features,
                target,
                Map.of("C", 1e-4, "loss", "squared_epsilon_insensitive", "epsilon", 0.2),
                FRESH);
    Linear usual = (Linear) fit(learner, features, target, Map.of(), FRESH);

    assertThat(cut.coefficients()[0]).isNotEqualTo(damped.coefficients()[0]);
    assertThat(Math.abs(cut.coefficients()[0][0])).isLessThan(Math.abs(usual.coefficients()[0][0]));
  }
}
