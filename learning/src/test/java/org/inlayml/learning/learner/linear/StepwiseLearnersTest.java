// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.learner.linear.Fitting.features;
import static org.inlayml.learning.learner.linear.Fitting.fit;
import static org.inlayml.learning.learner.linear.Fitting.numbers;
import static org.inlayml.learning.learner.linear.Fitting.row;
import static org.inlayml.learning.learner.linear.Fitting.values;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.junit.jupiter.api.Test;

/** Learners that take up one feature after the other, and Bayesian ones. */
class StepwiseLearnersTest {
  private final Learner leastAngle = new LeastAngleLearner();
  private final Learner lasso = new LassoLeastAngleLearner();
  private final Learner pursuit = new OrthogonalMatchingPursuitLearner();
  private final Learner ridge = new BayesianRidgeLearner();
  private final Learner relevance = new RelevanceLearner();

  private final FeatureMatrix orthogonal = features(row(1, 1, -1, -1), row(1, -1, 1, -1));
  private final TargetVector target = numbers(7 + 4, 7 + 2, 7 - 2, 7 - 4);

  private static long nonzero(Linear model) {
    return Arrays.stream(model.coefficients()[0]).filter(c -> c != 0).count();
  }

  @Test
  void the_first_step_ends_where_a_second_feature_is_as_correlated() {
    Linear one = fit(leastAngle, orthogonal, target, Map.of("n_nonzero_coefs", 1));
    Linear all = fit(leastAngle, orthogonal, target, Map.of());

    assertThat(one.coefficients()[0]).containsExactly(row(2, 0), within(1e-14));
    assertThat(all.coefficients()[0]).containsExactly(row(3, 1), within(1e-14));
    assertThat(all.intercepts()[0]).isCloseTo(7, within(1e-14));
  }

  @Test
  void the_path_of_the_lasso_ends_where_the_lasso_is() {
    FeatureMatrix features = Fitting.madeUpFeatures(60, 13, 51);
    TargetVector numbers = Fitting.madeUpNumbers(features, 52);
    for (double alpha : new double[] {3, 0.3, 0.01}) {
      Map<String, Object> exact = Map.of("alpha", alpha, "tol", 1e-14, "max_iter", 1_000_000);

      Linear path = fit(lasso, features, numbers, Map.of("alpha", alpha));
      Linear descent = fit(new LassoLearner(), features, numbers, exact);

      assertThat(values(path, features)).containsExactly(values(descent, features), within(1e-4));
    }
  }

  @Test
  void a_feature_is_laid_down_again_where_its_coefficient_comes_to_zero() {
    Random random = new Random(5);
    int laidDown = 0;
    for (int trial = 0; trial < 30; trial++) {
      double[][] columns = new double[6][12];
      for (int i = 0; i < 12; i++) {
        double common = random.nextGaussian();
        for (double[] column : columns) {
          column[i] = common + 0.5 * random.nextGaussian();
        }
      }
      TargetVector numbers = numbers(random.doubles(12).toArray());
      FeatureMatrix features = features(columns);
      Linear least = fit(new LinearLearner(), features, numbers, Map.of());

      Linear end = fit(lasso, features, numbers, Map.of("alpha", 0));
      Linear short6 = fit(lasso, features, numbers, Map.of("alpha", 0, "max_iter", 6));

      assertThat(end.coefficients()[0]).containsExactly(least.coefficients()[0], within(1e-9));
      laidDown += nonzero(short6) < 6 ? 1 : 0;
    }
    assertThat(laidDown).isBetween(3, 29);
  }

  @Test
  void features_that_others_make_up_are_never_taken_up() {
    double[] x = row(1, 2, 4, 8, 3);
    double[] z = row(0, 1, 0, 2, 5);
    double[] sum = row(1, 3, 4, 10, 8);
    TargetVector numbers = numbers(3, 1, 4, 1, 5);
    Linear least = fit(new LinearLearner(), features(x, z), numbers, Map.of());
    FeatureMatrix features = features(x, x.clone(), z, sum, z.clone());
    Map<String, Object> none = Map.of("tol", 0);

    assertThat(values(fit(leastAngle, features, numbers, Map.of()), features))
        .containsExactly(values(least, features(x, z)), within(1e-9));
    assertThat(values(fit(lasso, features, numbers, Map.of("alpha", 0)), features))
        .containsExactly(values(least, features(x, z)), within(1e-9));
    Linear pursued = fit(pursuit, features, numbers, none);
    assertThat(values(pursued, features))
        .containsExactly(values(least, features(x, z)), within(1e-9));
    assertThat(nonzero(pursued)).isEqualTo(2);
  }

  @Test
  void more_features_than_rows_are_walked_to_the_rows() {
    FeatureMatrix features = Fitting.madeUpFeatures(12, 40, 53);
    TargetVector numbers = Fitting.madeUpNumbers(features, 54);

    assertThat(values(fit(leastAngle, features, numbers, Map.of()), features))
        .containsExactly(numbers.values(), within(1e-6));
    assertThat(values(fit(pursuit, features, numbers, Map.of("tol", 1e-18)), features))
        .containsExactly(numbers.values(), within(1e-6));
  }

  @Test
  void pursuit_takes_a_tenth_of_the_features_unless_told_how_many_or_how_well() {
    FeatureMatrix features = Fitting.madeUpFeatures(200, 30, 55);
    TargetVector numbers = Fitting.madeUpNumbers(features, 56);

    assertThat(nonzero(fit(pursuit, features, numbers, Map.of()))).isEqualTo(3);
    assertThat(nonzero(fit(pursuit, features, numbers, Map.of("n_nonzero_coefs", 5)))).isEqualTo(5);
    assertThat(nonzero(fit(pursuit, features, numbers, Map.of("tol", 1e9)))).isEqualTo(1);
    assertThat(nonzero(fit(pursuit, features, numbers, Map.of("tol", 0)))).isGreaterThan(20);
    assertThat(fit(pursuit, features, numbers, Map.of("fit_intercept", false)).intercepts())
        .containsExactly(0);
  }

  @Test
  void bayesian_ridge_is_a_ridge_whose_penalty_grows_with_the_noise() {
    Random random = new Random(6);
    double[] x = random.doubles(200, -1, 1).toArray();
    double[] quiet = new double[200];
    double[] noisy = new double[200];
    for (int i = 0; i < 200; i++) {
      double noise = random.nextGaussian();
      quiet[i] = 3 * x[i] + 0.01 * noise;
      noisy[i] = 3 * x[i] + 20 * noise;
    }
    double least =
        fit(new LinearLearner(), features(x), numbers(noisy), Map.of()).coefficients()[0][0];

    assertThat(fit(ridge, features(x), numbers(quiet), Map.of()).coefficients()[0][0])
        .isCloseTo(3, within(0.01));
    assertThat(Math.abs(fit(ridge, features(x), numbers(noisy), Map.of()).coefficients()[0][0]))
        .isLessThan(0.99 * Math.abs(least));
  }

  @Test
  void relevance_drops_what_tells_nothing() {
    Random random = new Random(7);
    double[][] columns = new double[8][300];
    double[] y = new double[300];
    for (int i = 0; i < 300; i++) {
      for (double[] column : columns) {
        column[i] = random.nextGaussian();
      }
      y[i] = 2 * columns[2][i] - columns[5][i] + 0.1 * random.nextGaussian();
    }

    Linear model = fit(relevance, features(columns), numbers(y), Map.of());
    Linear none = fit(relevance, features(columns), numbers(y), Map.of("threshold_lambda", 1e-9));

    assertThat(model.coefficients()[0][2]).isCloseTo(2, within(0.05));
    assertThat(model.coefficients()[0][5]).isCloseTo(-1, within(0.05));
    assertThat(nonzero(model)).isBetween(2L, 5L);
    assertThat(nonzero(none)).isZero();
  }

  /** Beside 1e18 a precision of 1 is rounding: equations without one solution. */
  @Test
  void relevance_shares_alike_among_columns_that_repeat() {
    double[] column = row(3e9, -1e9, 2e9, -5e9, 1e9);
    double[] y = Arrays.stream(column).map(value -> 4e-9 * value + 1).toArray();

    FeatureMatrix repeated = features(column, column.clone());
    Linear model = fit(relevance, repeated, numbers(y), Map.of("threshold_lambda", 1e300));

    assertThat(model.coefficients()[0]).containsExactly(row(2e-9, 2e-9), within(1e-12));
    assertThat(model.intercepts()[0]).isCloseTo(1, within(1e-6));
  }

  @Test
  void relevance_is_the_same_by_features_and_by_rows() {
    FeatureMatrix features = Fitting.madeUpFeatures(30, 40, 57);
    TargetVector numbers = Fitting.madeUpNumbers(features, 58);
    int[] all = IntStream.range(0, 60).map(i -> i % 30).toArray();
    double[] halves = new double[60];
    Arrays.fill(halves, 0.5);

    Linear few = fit(relevance, features, numbers, Map.of());
    Linear many =
        fit(
            relevance,
            features.select(all),
            new TargetVector(Task.REGRESSION, numbers.select(all).values(), 0, halves),
            Map.of());

    assertThat(values(many, features)).containsExactly(values(few, features), within(1e-5));
  }

  @Test
  void a_growing_factor_is_the_same_after_features_come_and_go() {
    FeatureMatrix features = Fitting.madeUpFeatures(50, 4, 59);
    double[][] gram = new double[4][4];
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        for (int i = 0; i < 50; i++) {
          gram[a][b] += features.columns()[a][i] * features.columns()[b][i];
        }
      }
    }
    GrowingCholesky changed = new GrowingCholesky(4);
    GrowingCholesky fresh = new GrowingCholesky(4);
    for (int j = 0; j < 4; j++) {
      assertThat(changed.add(gram[j], gram[j][j])).isTrue();
    }
    changed.remove(1);
    fresh.add(row(), gram[0][0]);
    fresh.add(row(gram[2][0]), gram[2][2]);
    fresh.add(row(gram[3][0], gram[3][2]), gram[3][3]);

    assertThat(changed.size()).isEqualTo(3);
    assertThat(changed.solve(row(1, 2, 3)))
        .containsExactly(fresh.solve(row(1, 2, 3)), within(1e-10));
    assertThat(changed.add(row(gram[0][0], gram[0][2], gram[0][3]), gram[0][0])).isFalse();
  }
}
