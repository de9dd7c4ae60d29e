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
    assertThat(evidence(Map.of("length_scale", 1, "alpha", 0.1, "normalize_y", false), 0.1, false))
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

  @Test
  void classes_have_the_probabilities_of_scikit_learn() {
    Map<String, Object> given = Map.of("length_scale", 0.7, "optimize", false);

    assertThat(classification(2, given))
        .containsExactly(
            new double[] {
              0.8047301, 0.1952699, 0.3061054, 0.6938946, 0.8316859, 0.1683141, 0.2579424,
              0.7420576, 0.4173905, 0.5826095
            },
            within(1e-3));
    assertThat(classification(3, given))
        .containsExactly(
            new double[] {
              0.6137334, 0.2307781, 0.1554884, 0.1709971, 0.5480277, 0.2809752, 0.6683057,
              0.1924638, 0.1392305, 0.1031788, 0.4367529, 0.4600682, 0.1256520, 0.5218248,
              0.3525233
            },
            within(1e-3));
  }

  /** scikit-learn finds the lengths 1.06, and 1.07, 0.681, 1.19 of the three classes. */
  @Test
  void each_class_has_the_length_that_scikit_learn_finds() {
    assertThat(classification(2, Map.of("length_scale", 1)))
        .containsExactly(
            new double[] {
              0.8595376, 0.1404624, 0.3632969, 0.6367031, 0.8802191, 0.1197809, 0.2532785,
              0.7467215, 0.4035694, 0.5964306
            },
            within(5e-3));
    assertThat(classification(3, Map.of("length_scale", 1, "max_iter_predict", 50)))
        .containsExactly(
            new double[] {
              0.6596256, 0.2415724, 0.0988020, 0.1850608, 0.5527001, 0.2622391, 0.7141875,
              0.2022504, 0.0835621, 0.0905995, 0.4382905, 0.4711100, 0.1372298, 0.5180732,
              0.3446970
            },
            within(5e-3));
  }

  private static double[] classification(int classes, Map<String, Object> options) {
    return Fitting.first(Fitting.fit(LEARNER, Fitting.classification(classes, false), options), 5);
  }

  private static double evidence(Map<String, Object> options, double noise, boolean normalised) {
    Kernel model = (Kernel) Fitting.fit(LEARNER, Fitting.regression(false), options);
    return new GaussianRegression(
            Fitting.features(), Fitting.regression(false), normalised, new Work(Checkpoint.NONE))
        .evidence(model.function(), noise);
  }
}
