// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.learner.linear.Fitting.features;
import static org.inlayml.learning.learner.linear.Fitting.fit;
import static org.inlayml.learning.learner.linear.Fitting.numbers;
import static org.inlayml.learning.learner.linear.Fitting.row;
import static org.inlayml.learning.learner.linear.Fitting.values;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learners that outliers hardly move. */
class RobustLearnersTest {
  private final Learner huber = new HuberLearner();
  private final Learner quantile = new QuantileLearner();
  private final Learner ransac = new RansacLearner();
  private final Learner theilSen = new TheilSenLearner();

  /** y = 3 a - 2 b + 10, but every fifth row is far off. */
  private final FeatureMatrix features = Fitting.madeUpFeatures(100, 2, 61);

  private final TargetVector spoilt = spoilt(0);

  private TargetVector spoilt(double noise) {
    Random random = new Random(62);
    double[] values = new double[100];
    for (int i = 0; i < 100; i++) {
      values[i] = 3 * features.columns()[0][i] - 2 * features.columns()[1][i] + 10;
      values[i] += i % 5 == 0 ? 500 + 100 * random.nextDouble() : noise * random.nextGaussian();
    }
    return numbers(values);
  }

  private static void assertIsTheLine(Linear model, double tolerance) {
    assertThat(model.coefficients()[0]).containsExactly(row(3, -2), within(tolerance));
    assertThat(model.intercepts()[0]).isCloseTo(10, within(10 * tolerance));
  }

  @Test
  void outliers_do_not_move_the_line() {
    assertIsTheLine(fit(huber, features, spoilt, Map.of("alpha", 0)), 1e-4);
    assertIsTheLine(fit(quantile, features, spoilt, Map.of("alpha", 0)), 1e-6);
    assertIsTheLine(fit(ransac, features, spoilt, Map.of("residual_threshold", 1)), 1e-10);
    assertIsTheLine(fit(theilSen, features, spoilt, Map.of()), 0.2);
  }

  @Test
  void huber_is_least_squares_where_nothing_is_an_outlier() {
    TargetVector target = Fitting.madeUpNumbers(features, 63);
    Linear least = fit(new LinearLearner(), features, target, Map.of());

    Linear model = fit(huber, features, target, Map.of("epsilon", 100, "alpha", 0));

    assertThat(model.coefficients()[0]).containsExactly(least.coefficients()[0], within(1e-8));
  }

  @Test
  void huber_stops_after_the_steps_allowed_or_where_it_is_flat_enough() {
    TargetVector target = spoilt(1);
    Linear exact = fit(huber, features, target, Map.of());

    Linear one = fit(huber, features, target, Map.of("max_iter", 1));
    Linear flat = fit(huber, features, target, Map.of("tol", 1e9));

    assertThat(one.coefficients()[0]).isNotEqualTo(exact.coefficients()[0]);
    assertThat(flat.coefficients()[0]).isNotEqualTo(one.coefficients()[0]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.5, 0.9})
  void the_given_share_of_rows_is_below_the_quantile(double share) {
    FeatureMatrix many = Fitting.madeUpFeatures(1_000, 6, 64);
    TargetVector target = Fitting.madeUpNumbers(many, 65);

    Linear model = fit(quantile, many, target, Map.of("quantile", share, "alpha", 0));

    double[] predicted = values(model, many);
    long below =
        IntStream.range(0, 1_000).filter(i -> target.values()[i] < predicted[i] - 1e-9).count();
    long notAbove =
        IntStream.range(0, 1_000).filter(i -> target.values()[i] <= predicted[i] + 1e-9).count();
    assertThat((double) below).isLessThanOrEqualTo(1_000 * share);
    assertThat((double) notAbove).isGreaterThanOrEqualTo(1_000 * share);
    // as many rows lie on the plane as there are coefficients that are not made up by others
    assertThat(notAbove - below).isBetween(4L, 7L);
  }

  @Test
  void quantile_without_features_that_pay_is_the_quantile_of_the_target() {
    TargetVector target = numbers(1, 2, 3, 4, 100);
    FeatureMatrix one = features(row(0.1, -0.1, 0.2, 0, -0.2));

    Linear model = fit(quantile, one, target, Map.of("alpha", 1e6));

    assertThat(model.coefficients()[0]).containsExactly(0);
    assertThat(model.intercepts()[0]).isCloseTo(3, within(1e-9));
    assertThat(fit(quantile, one, target, Map.of("fit_intercept", false)).intercepts())
        .containsExactly(0);
  }

  @Test
  void a_quantile_copes_with_equal_columns_and_equal_targets() {
    double[] x = row(1, 2, 3, 4, 5, 6, 7, 8);
    FeatureMatrix equal = features(x, x.clone(), row(2, 4, 6, 8, 10, 12, 14, 16));
    TargetVector target = numbers(0, 0, 0, 0, 0, 1, 0, 0);

    Linear model = fit(quantile, equal, target, Map.of("alpha", 0));

    assertThat(values(model, equal)).containsExactly(new double[8], within(1e-6));
  }

  @Test
  void drawing_learners_repeat_with_the_seed() {
    for (Learner learner : new Learner[] {ransac, theilSen}) {
      FeatureMatrix many = Fitting.madeUpFeatures(300, 3, 66);
      TargetVector target = Fitting.madeUpNumbers(many, 67);
      Linear one = fit(learner, many, target, Map.of(), new FitContext(1, 1, Checkpoint.NONE));
      Linear again = fit(learner, many, target, Map.of(), new FitContext(1, 3, Checkpoint.NONE));
      Linear other = fit(learner, many, target, Map.of(), new FitContext(2, 1, Checkpoint.NONE));

      assertThat(again.coefficients()).isDeepEqualTo(one.coefficients());
      assertThat(other.coefficients()[0]).isNotEqualTo(one.coefficients()[0]);
    }
  }

  @Test
  void ransac_measures_by_squares_and_draws_as_many_rows_as_told() {
    TargetVector target = spoilt(1);
    Map<String, Object> absolute = Map.of("residual_threshold", 4, "min_samples", 10);
    Map<String, Object> squared =
        Map.of("residual_threshold", 16, "min_samples", 0.1, "loss", "squared_error");

    Linear one = fit(ransac, features, target, absolute);
    Linear other = fit(ransac, features, target, squared);

    assertThat(other.coefficients()[0]).containsExactly(one.coefficients()[0], within(1e-12));
  }

  @Test
  void ransac_tries_more_models_the_surer_it_is_to_be() {
    TargetVector target = spoilt(5);
    double[] tried = new double[4];
    List<Map<String, Object>> options =
        List.of(
            Map.of("max_trials", 1),
            Map.of("stop_probability", 0.0),
            Map.of(),
            Map.of("stop_probability", 1.0, "max_trials", 60));
    for (int i = 0; i < 4; i++) {
      int at = i;
      fit(
          ransac,
          features,
          target,
          options.get(i),
          new FitContext(7, 1, share -> tried[at] += share > 0 ? 1 : 0));
    }

    assertThat(tried[0]).isZero();
    assertThat(tried[1]).isZero();
    assertThat(tried[2]).isBetween(1.0, 58.0);
    assertThat(tried[3]).isEqualTo(59);
  }

  @Test
  void ransac_says_what_cannot_be() {
    assertMlError(
            MlError.INVALID_OPTION, () -> fit(ransac, features, spoilt, Map.of("min_samples", 101)))
        .contains("a whole number from 1 to 100");
    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                fit(
                    ransac,
                    features,
                    spoilt(1),
                    Map.of("residual_threshold", 0, "min_samples", 50)))
        .contains("a greater number");
  }

  @Test
  void theil_sen_takes_all_sets_where_they_are_few() {
    FeatureMatrix line = features(row(0, 1, 2, 3));
    TargetVector target = numbers(1, 3, 5, 100);

    Linear model = fit(theilSen, line, target, Map.of("tol", 1e-12, "max_iter", 100_000));

    // scikit-learn 1.2.1, TheilSenRegressor(tol=1e-12, max_iter=100000)
    assertThat(model.coefficients()[0][0]).isCloseTo(2, within(1e-6));
    assertThat(model.intercepts()[0]).isCloseTo(1, within(1e-6));
  }

  @Test
  void theil_sen_without_intercept_is_the_median_slope() {
    FeatureMatrix line = features(row(1, 2, 4));

    Linear model = fit(theilSen, line, numbers(2, 6, 400), Map.of("fit_intercept", false));

    assertThat(model.coefficients()[0][0]).isCloseTo(3, within(1e-12));
    assertThat(model.intercepts()).containsExactly(0);
  }

  @Test
  void theil_sen_draws_sets_of_the_size_and_number_told() {
    Map<String, Object> all = Map.of("n_subsamples", 100, "max_subpopulation", 1);
    Linear least = fit(new LinearLearner(), features, spoilt, Map.of());

    assertThat(fit(theilSen, features, spoilt, all).coefficients()[0])
        .containsExactly(least.coefficients()[0], within(1e-9));
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(theilSen, features, spoilt, Map.of("n_subsamples", 2)))
        .contains("a whole number from 3 to 100");
  }

  @Test
  void the_shortest_solution_is_that_of_the_singular_values() {
    Random random = new Random(68);
    for (int[] shape :
        new int[][] {{5, 5, 5}, {9, 5, 3}, {4, 7, 4}, {4, 7, 2}, {1, 3, 1}, {6, 1, 1}}) {
      double[][] rows = new double[shape[0]][shape[1] + 1];
      for (int k = 0; k < shape[2]; k++) {
        double[] direction = random.doubles(shape[1]).toArray();
        for (double[] row : rows) {
          double weight = random.nextGaussian();
          for (int j = 0; j < shape[1]; j++) {
            row[j] += weight * direction[j];
          }
          row[shape[1]] = random.nextGaussian();
        }
      }
      double[][] copy = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);

      double[] exact =
          LeastSquares.solve(new ReducedProblem(copy, shape[1], 0, shape[0]), 0, Checkpoint.NONE);

      assertThat(ShortestSolution.of(rows)).containsExactly(exact, within(1e-8));
    }
  }

  @Test
  void the_spatial_median_of_a_point_set_may_be_one_of_its_points() {
    double[][] points = {{0, 0}, {2, 0}, {-2, 0}, {0, 2}, {0, -2}, {0.1, 0}};

    assertThat(SpatialMedian.of(points, 10_000, 1e-14, Checkpoint.NONE))
        .containsExactly(row(0, 0), within(1e-3));
    assertThat(SpatialMedian.median(row(4, 1, 3, 2))).isEqualTo(2.5);
  }
}
