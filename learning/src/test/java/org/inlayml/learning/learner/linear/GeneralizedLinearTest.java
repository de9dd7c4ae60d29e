// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.learner.linear.Fitting.features;
import static org.inlayml.learning.learner.linear.Fitting.numbers;
import static org.inlayml.learning.learner.linear.Fitting.row;

import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Polynomial;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;

class GeneralizedLinearTest {
  private static final Map<String, Object> FREE = Map.of("alpha", 0, "tol", 1e-9);

  @Test
  void poisson_knows_the_means_of_two_groups() {
    FeatureMatrix flag = features(row(0, 0, 0, 1, 1, 1));

    Linear model = Fitting.fit(new PoissonLearner(), flag, numbers(0, 1, 2, 3, 5, 7), FREE);

    assertThat(model.link()).isEqualTo(Link.EXPONENTIAL);
    assertThat(Fitting.values(model, flag)).containsExactly(row(1, 1, 1, 5, 5, 5), within(1e-5));
  }

  @Test
  void counts_that_are_all_0_are_predicted_as_hardly_anything() {
    FeatureMatrix x = features(row(1, 2, 3));

    Linear model = Fitting.fit(new PoissonLearner(), x, numbers(0, 0, 0), Map.of());

    assertThat(Fitting.values(model, x)[1]).isBetween(0.0, 1e-9);
  }

  @Test
  void numbers_that_a_distribution_has_not_are_named() {
    FeatureMatrix x = features(row(1, 2));

    assertMlError(
            MlError.INVALID_VALUE,
            () -> Fitting.fit(new PoissonLearner(), x, numbers(1, -1), Map.of()))
        .isEqualTo(
            "column 'target' expects numbers from 0 on, which poisson learns, but a value given is"
                + " below 0.");
    assertMlError(
            MlError.INVALID_VALUE,
            () -> Fitting.fit(new GammaLearner(), x, numbers(1, 0), Map.of()))
        .contains("numbers above 0, which gamma learns");
  }

  @Test
  void powers_between_0_and_1_have_no_distribution() {
    FeatureMatrix x = features(row(1, 2));

    assertMlError(
            MlError.INVALID_OPTION,
            () -> Fitting.fit(new TweedieLearner(), x, numbers(1, 2), Map.of("power", 0.5)))
        .contains("there is no distribution between");
    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                Fitting.fit(
                    new TweedieLearner(),
                    x,
                    numbers(1, 2),
                    Map.of("power", 1, "link", "identity", "fit_intercept", false)))
        .contains("fit_intercept");
  }

  @Test
  void takes_no_more_steps_than_allowed() {
    FeatureMatrix features = Fitting.madeUpFeatures(100, 3, 61);
    TargetVector counts = Fitting.madeUpClasses(features, 5, 62);
    TargetVector numbers = new TargetVector(counts.values(), 0);

    Linear once = Fitting.fit(new PoissonLearner(), features, numbers, Map.of("max_iter", 1));
    Linear often = Fitting.fit(new PoissonLearner(), features, numbers, Map.of("tol", 1e-9));

    assertThat(once.coefficients()[0][0]).isNotEqualTo(often.coefficients()[0][0]);
  }

  @Test
  void a_polynomial_finds_the_curve_that_the_rows_lie_on() {
    FeatureMatrix x = features(row(-2, -1, 0, 1, 2, 3));
    TargetVector target = numbers(11, 4, 1, 2, 7, 16); // 1 - x + 2 x²

    Polynomial curve = polynomial(x, target, Map.of("degree", 2));

    assertThat(curve.sums().coefficients()[0]).containsExactly(row(-1, 2), within(1e-9));
    assertThat(curve.sums().intercepts()[0]).isCloseTo(1, within(1e-9));
  }

  @Test
  void a_polynomial_of_more_products_than_rows_goes_through_all_rows() {
    FeatureMatrix features = Fitting.madeUpFeatures(20, 6, 63);
    TargetVector target = Fitting.madeUpNumbers(features, 64);

    Polynomial model = polynomial(features, target, Map.of());

    assertThat(model.parents()).hasSize(6 + 21);
    assertThat(Fitting.values(model, features)).containsExactly(target.values(), within(1e-5));
  }

  @Test
  void interactions_alone_leave_out_squares() {
    FeatureMatrix features = Fitting.madeUpFeatures(40, 4, 65);
    TargetVector target = Fitting.madeUpNumbers(features, 66);

    Polynomial model =
        polynomial(features, target, Map.of("degree", 3, "interaction_only", true, "alpha", 1));

    assertThat(model.parents()).hasSize(4 + 6 + 4);
  }

  @Test
  void a_polynomial_that_no_memory_can_hold_is_refused() {
    double[][] columns = new double[1_000][2];
    columns[0][1] = 1;

    assertMlError(
            MlError.NOT_ENOUGH_MEMORY,
            () -> polynomial(features(columns), numbers(1, 2), Map.of("degree", 4)))
        .startsWith("a polynomial of degree 4 in 1000 features needs about ");
    PolynomialRegressionLearner learner = new PolynomialRegressionLearner();
    assertThat(learner.memory(100_000, 1_000, 0, Fitting.options(learner, Map.of("degree", 3))))
        .isGreaterThan(100L << 30);
  }

  private static Polynomial polynomial(
      FeatureMatrix features, TargetVector target, Map<String, ?> options) {
    PolynomialRegressionLearner learner = new PolynomialRegressionLearner();
    return (Polynomial)
        learner.fit(
            features,
            target,
            Fitting.options(learner, options),
            new FitContext(1, 1, Checkpoint.NONE));
  }
}
