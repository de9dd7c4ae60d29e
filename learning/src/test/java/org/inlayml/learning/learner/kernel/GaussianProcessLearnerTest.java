// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.junit.jupiter.api.Test;

/**
 * Against scikit-learn 1.2.1, GaussianProcessRegressor and GaussianProcessClassifier with the
 * kernel RBF, of the first five rows of {@link Fitting#features}.
 */
class GaussianProcessLearnerTest {
  private static final Learner LEARNER = new GaussianProcessLearner();

  private static double[] regression(Map<String, Object> options) {
    return Fitting.first(Fitting.fit(LEARNER, Fitting.regression(false), options), 5);
  }

  @Test
  void a_given_length_and_noise_give_the_predictions_of_scikit_learn() {
    Map<String, Object> given =
        Map.of("length_scale", 0.7, "alpha", 0.1, "optimize", false, "normalize_y", false);

    assertThat(regression(given))
        .containsExactly(
            new double[] {-1.1900712, 1.3090784, -1.2692501, 1.5262046, 1.2476016}, within(1e-6));
    assertThat(regression(Map.of("length_scale", 0.7, "alpha", 0.1, "optimize", false)))
        .containsExactly(
            new double[] {-1.1733135, 1.3091281, -1.2528236, 1.4951683, 1.2521202}, within(1e-6));
  }

  /** scikit-learn finds 1.30 with -92.579199, 1.71 with -61.091366. */
  @Test
  void the_length_found_is_as_likely_as_that_of_scikit_learn() {
    assertThat(
            evidence(Map.of("length_scale", 1, "alpha", 0.1, "normalize_y", false), 0.1, false))
        .isCloseTo(-92.579199, within(1e-3));
    assertThat(
            evidence(Map.of("length_scale", 1, "alpha", 0.2, "n_restarts_optimizer", 2), 0.2, true))
        .isCloseTo(-61.091366, within(1e-3));
    assertThat(regression(Map.of("length_scale", 1, "alpha", 0.1, "normalize_y", false)))
        .containsExactly(
            new double[] {-1.1537390, 1.2430898, -1.3686832, 1.6706678, 1.1497272}, within(0.005));
  }

  /** scikit-learn with a WhiteKernel besides finds -57.903727. */
  @Test
  void noise_is_learnt_where_none_is_given() {
    assertThat(regression(Map.of()))
        .containsExactly(
            new double[] {-1.1561324, 1.1224130, -1.3967290, 1.6561676, 1.1262409}, within(0.01));
  }

  private static double evidence(Map<String, Object> options, double noise, boolean normalised) {
    Kernel model = (Kernel) Fitting.fit(LEARNER, Fitting.regression(false), options);
    return new GaussianRegression(
            Fitting.features(), Fitting.numbers(), normalised, new Work(Checkpoint.NONE))
        .evidence(model.function(), noise);
  }
}
