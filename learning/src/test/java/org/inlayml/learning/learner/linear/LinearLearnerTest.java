// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.inlayml.learning.learner.linear.Fitting.features;
import static org.inlayml.learning.learner.linear.Fitting.fit;
import static org.inlayml.learning.learner.linear.Fitting.numbers;
import static org.inlayml.learning.learner.linear.Fitting.row;
import static org.inlayml.learning.learner.linear.Fitting.values;

import java.util.Arrays;
import java.util.Map;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;

class LinearLearnerTest {
  private static final Map<String, Object> NO_INTERCEPT = Map.of("fit_intercept", false);

  private final LinearLearner learner = new LinearLearner();

  @Test
  void finds_the_line_that_the_rows_lie_on() {
    FeatureMatrix features = features(row(1, 2, 4, 8), row(0, 1, 0, 1));

    Linear model = fit(learner, features, numbers(5, 6, 11, 18), Map.of());

    assertThat(model.coefficients()[0]).containsExactly(row(2, -1), within(1e-13));
    assertThat(model.intercepts()[0]).isCloseTo(3, within(1e-13));
    assertThat(model.link()).isEqualTo(Link.IDENTITY);
    assertThat(model.outputs()).isEqualTo(1);
  }

  @Test
  void shares_the_weight_among_equal_columns_and_predicts_as_if_there_were_one() {
    double[] x = row(1, 2, 3, 5);
    TargetVector target = numbers(1, 4, 2, 7);

    Linear one = fit(learner, features(x), target, Map.of());
    Linear three = fit(learner, features(x, x.clone(), x.clone()), target, Map.of());

    double third = one.coefficients()[0][0] / 3;
    assertThat(three.coefficients()[0]).containsExactly(row(third, third, third), within(1e-14));
    assertThat(values(three, features(x, x, x)))
        .containsExactly(values(one, features(x)), within(1e-13));
  }

  @Test
  void predicts_the_means_of_groups_from_a_full_one_hot() {
    FeatureMatrix features = features(row(1, 1, 0, 0, 0), row(0, 0, 1, 1, 0), row(0, 0, 0, 0, 1));

    Linear model = fit(learner, features, numbers(1, 3, 10, 20, -7), Map.of());

    assertThat(values(model, features)).containsExactly(row(2, 2, 15, 15, -7), within(1e-13));
  }

  @Test
  void gives_a_constant_column_no_weight_though_its_mean_is_rounded() {
    double[] constant = new double[1000];
    Arrays.fill(constant, 1e9 + 0.1);
    double[] x = Fitting.madeUpFeatures(1000, 1, 3).columns()[0];
    TargetVector target = Fitting.madeUpNumbers(features(x), 4);

    Linear with = fit(learner, features(constant, x), target, Map.of());
    Linear without = fit(learner, features(x), target, Map.of());

    assertThat(with.coefficients()[0]).containsExactly(0, without.coefficients()[0][0]);
    assertThat(with.intercepts()).containsExactly(without.intercepts());
  }

  @Test
  void uses_a_constant_column_where_there_is_no_intercept() {
    FeatureMatrix features = features(row(2, 2, 2));

    Linear model = fit(learner, features, numbers(1, 2, 6), NO_INTERCEPT);

    assertThat(model.coefficients()[0]).containsExactly(row(1.5), within(1e-15));
    assertThat(model.intercepts()).containsExactly(0);
  }

  @Test
  void predicts_the_target_of_a_single_row() {
    FeatureMatrix features = features(row(3), row(4));

    Linear model = fit(learner, features, numbers(25), Map.of());

    assertThat(model.coefficients()[0]).containsExactly(0, 0);
    assertThat(model.intercepts()).containsExactly(25);
  }

  @Test
  void takes_the_shortest_coefficients_where_there_are_more_columns_than_rows() {
    FeatureMatrix features = features(row(3), row(4));

    Linear model = fit(learner, features, numbers(25), NO_INTERCEPT);

    assertThat(model.coefficients()[0]).containsExactly(row(3, 4), within(1e-14));
  }

  @Test
  void fits_every_row_where_there_are_more_columns_than_rows() {
    FeatureMatrix features = Fitting.madeUpFeatures(20, 35, 5);
    TargetVector target = Fitting.madeUpNumbers(features, 6);

    Linear model = fit(learner, features, target, Map.of());

    assertThat(values(model, features)).containsExactly(target.values(), within(1e-10));
  }

  /** NIST StRD, Longley: condition 5e9 before centring; certified to 15 digits. */
  @Test
  void agrees_with_the_certified_values_of_longley() {
    FeatureMatrix features =
        features(
            row(
                83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6,
                114.2, 115.7, 116.9),
            row(
                234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180,
                442769, 444546, 482704, 502601, 518173, 554894),
            row(
                2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931,
                4806, 4007),
            row(
                1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514,
                2572, 2827),
            row(
                107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734,
                120445, 121950, 123366, 125368, 127852, 130081),
            row(
                1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960,
                1961, 1962));
    TargetVector target =
        numbers(
            60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513,
            68655, 69564, 69331, 70551);

    Linear model = fit(learner, features, target, Map.of());

    double[] certified =
        row(
            15.0618722713733,
            -0.358191792925910E-01,
            -2.02022980381683,
            -1.03322686717359,
            -0.511041056535807E-01,
            1829.15146461355);
    for (int j = 0; j < certified.length; j++) {
      assertThat(model.coefficients()[0][j])
          .as("coefficient %s", j)
          .isCloseTo(certified[j], withinPercentage(1e-8));
    }
    assertThat(model.intercepts()[0]).isCloseTo(-3482258.63459582, withinPercentage(1e-8));
  }

  @Test
  void leaves_residuals_orthogonal_to_every_column_over_many_blocks_of_rows() {
    FeatureMatrix features = Fitting.madeUpFeatures(30_000, 12, 8);
    TargetVector target = Fitting.madeUpNumbers(features, 9);

    Linear model = fit(learner, features, target, Map.of());

    double[] predictions = values(model, features);
    for (double[] column : features.columns()) {
      double product = 0;
      double square = 0;
      for (int i = 0; i < predictions.length; i++) {
        product += column[i] * (target.values()[i] - predictions[i]);
        square += column[i] * column[i];
      }
      assertThat(product / square).isCloseTo(0, within(1e-13));
    }
  }

  @Test
  void estimates_memory_that_does_not_grow_with_the_rows() {
    long few = learner.memory(50_000, 1000, 0, Fitting.options(learner, Map.of()));
    long many = learner.memory(50_000_000, 1000, 0, Fitting.options(learner, Map.of()));

    assertThat(many).isEqualTo(few).isBetween(8_000_000L, 10_000_000L);
  }

  /**
   * The equations of the second are dependent to within rounding: it is solved as least squares.
   */
  @Test
  void ridge_by_equations_is_ridge_by_least_squares() {
    FeatureMatrix tall = Fitting.madeUpFeatures(300, 6, 9);
    double[] column = tall.columns()[0];
    FeatureMatrix repeated = features(column, column.clone(), tall.columns()[1]);
    for (FeatureMatrix rows : new FeatureMatrix[] {tall, repeated}) {
      TargetVector target = Fitting.madeUpNumbers(rows, 10);
      for (double alpha : new double[] {1e-9, 1, 1e6}) {
        Linear ridge = fit(new RidgeLearner(), rows, target, Map.of("alpha", alpha));
        Linear least =
            LinearLearner.fit(rows, target, true, alpha, new FitContext(7, 1, Checkpoint.NONE));

        assertThat(ridge.coefficients()[0]).containsExactly(least.coefficients()[0], within(1e-10));
        assertThat(ridge.intercepts()).containsExactly(least.intercepts(), within(1e-10));
      }
    }
  }
}
