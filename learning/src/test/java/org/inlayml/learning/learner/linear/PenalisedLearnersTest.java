// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.learner.linear.Fitting.features;
import static org.inlayml.learning.learner.linear.Fitting.fit;
import static org.inlayml.learning.learner.linear.Fitting.numbers;
import static org.inlayml.learning.learner.linear.Fitting.row;
import static org.inlayml.learning.learner.linear.Fitting.values;

import java.util.Map;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PenalisedLearnersTest {
  private final LinearLearner linear = new LinearLearner();
  private final RidgeLearner ridge = new RidgeLearner();
  private final LassoLearner lasso = new LassoLearner();
  private final ElasticNetLearner elasticNet = new ElasticNetLearner();

  /** Centred and orthogonal, each of square sum 4; the products with the target are 10 and 2. */
  private final FeatureMatrix orthogonal = features(row(-1, -1, 1, 1), row(-1, 1, -1, 1));

  private final TargetVector target = numbers(4, 5, 9, 10);

  @Test
  void ridge_shrinks_by_the_formula() {
    Linear model = fit(ridge, orthogonal, target, Map.of("alpha", 2));

    assertThat(model.coefficients()[0]).containsExactly(row(10.0 / 6, 2.0 / 6), within(1e-14));
    assertThat(model.intercepts()[0]).isCloseTo(7, within(1e-14));
  }

  @Test
  void lasso_thresholds_by_the_formula() {
    Linear model = fit(lasso, orthogonal, target, Map.of("alpha", 0.75));

    assertThat(model.coefficients()[0]).containsExactly(row(7.0 / 4, 0), within(1e-14));
    assertThat(model.intercepts()[0]).isCloseTo(7, within(1e-14));
  }

  @Test
  void elastic_net_thresholds_and_shrinks_by_the_formula() {
    Linear model = fit(elasticNet, orthogonal, target, Map.of("alpha", 0.5, "l1_ratio", 0.75));

    assertThat(model.coefficients()[0])
        .containsExactly(row((10 - 1.5) / 4.5, (2 - 1.5) / 4.5), within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"40, 15, 0.5", "15, 40, 0.5", "3000, 20, 100", "1, 3, 1", "30, 31, 1e-3"})
  void ridge_makes_the_gradient_zero_whatever_the_shape(int rows, int width, double alpha) {
    FeatureMatrix features = Fitting.madeUpFeatures(rows, width, 11);
    TargetVector numbers = Fitting.madeUpNumbers(features, 12);

    Linear model = fit(ridge, features, numbers, Map.of("alpha", alpha));

    double[] slopes = slopes(model, features, numbers);
    for (int j = 0; j < width; j++) {
      assertThat(slopes[j])
          .as("slope %s", j)
          .isCloseTo(alpha * model.coefficients()[0][j], within(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({"40, 15, 0.3", "15, 40, 0.3", "3000, 20, 1.5"})
  void lasso_and_elastic_net_end_where_no_slope_exceeds_the_penalty(
      int rows, int width, double alpha) {
    FeatureMatrix features = Fitting.madeUpFeatures(rows, width, 13);
    TargetVector numbers = Fitting.madeUpNumbers(features, 14);
    Map<String, Object> options = Map.of("alpha", alpha, "tol", 1e-12, "max_iter", 100_000);

    assertOptimal(fit(lasso, features, numbers, options), features, numbers, alpha, 0);
    assertOptimal(
        fit(elasticNet, features, numbers, options), features, numbers, alpha / 2, alpha / 2);
  }

  private static void assertOptimal(
      Linear model, FeatureMatrix features, TargetVector target, double absolute, double squared) {
    double[] slopes = slopes(model, features, target);
    for (int j = 0; j < slopes.length; j++) {
      double weight = model.coefficients()[0][j];
      double pull = slopes[j] / features.rows() - squared * weight;
      if (weight == 0) {
        assertThat(Math.abs(pull)).as("slope %s", j).isLessThanOrEqualTo(absolute + 1e-4);
      } else {
        assertThat(pull).as("slope %s", j).isCloseTo(Math.copySign(absolute, weight), within(1e-4));
      }
    }
    assertThat(model.coefficients()[0]).as("some are dropped").contains(0.0);
  }

  @Test
  void lasso_drops_everything_under_a_large_penalty() {
    Linear model = fit(lasso, orthogonal, target, Map.of("alpha", 2.51));

    assertThat(model.coefficients()[0]).containsExactly(0, 0);
    assertThat(model.intercepts()).containsExactly(7);
  }

  @Test
  void each_without_penalty_is_least_squares() {
    FeatureMatrix features = Fitting.madeUpFeatures(50, 6, 15);
    TargetVector numbers = Fitting.madeUpNumbers(features, 16);
    Map<String, Object> none = Map.of("alpha", 0);

    double[] expected = fit(linear, features, numbers, Map.of()).coefficients()[0];

    assertThat(fit(ridge, features, numbers, none).coefficients()[0]).containsExactly(expected);
    assertThat(fit(lasso, features, numbers, none).coefficients()[0]).containsExactly(expected);
    assertThat(fit(elasticNet, features, numbers, none).coefficients()[0])
        .containsExactly(expected);
  }

  @Test
  void elastic_net_is_ridge_at_one_end_and_lasso_at_the_other() {
    FeatureMatrix features = Fitting.madeUpFeatures(50, 6, 17);
    TargetVector numbers = Fitting.madeUpNumbers(features, 18);

    assertThat(fit(elasticNet, features, numbers, Map.of("l1_ratio", 0)).coefficients()[0])
        .containsExactly(
            fit(ridge, features, numbers, Map.of("alpha", 50)).coefficients()[0], within(1e-12));
    assertThat(fit(elasticNet, features, numbers, Map.of("l1_ratio", 1)).coefficients()[0])
        .containsExactly(fit(lasso, features, numbers, Map.of()).coefficients()[0]);
  }

  @Test
  void stops_after_the_sweeps_allowed() {
    FeatureMatrix features = Fitting.madeUpFeatures(50, 6, 19);
    TargetVector numbers = Fitting.madeUpNumbers(features, 20);

    double[] once =
        fit(lasso, features, numbers, Map.of("alpha", 0.1, "max_iter", 1)).coefficients()[0];
    double[] often = fit(lasso, features, numbers, Map.of("alpha", 0.1)).coefficients()[0];

    assertThat(once).isNotEqualTo(often);
  }

  @Test
  void a_constant_target_needs_no_coefficients() {
    TargetVector constant = numbers(3, 3, 3, 3);

    assertThat(fit(ridge, orthogonal, constant, Map.of()).coefficients()[0]).containsOnly(0);
    assertThat(fit(lasso, orthogonal, constant, Map.of()).coefficients()[0]).containsOnly(0);
    assertThat(values(fit(elasticNet, orthogonal, constant, Map.of()), orthogonal)).containsOnly(3);
  }

  /** Per column its product, centred, with the residuals. */
  private static double[] slopes(Linear model, FeatureMatrix features, TargetVector target) {
    double[] predictions = values(model, features);
    double[] slopes = new double[features.width()];
    for (int j = 0; j < slopes.length; j++) {
      double[] column = features.columns()[j];
      double mean = CentredFeatures.mean(column, features.rows());
      for (int i = 0; i < predictions.length; i++) {
        slopes[j] += (column[i] - mean) * (target.values()[i] - predictions[i]);
      }
    }
    return slopes;
  }
}
