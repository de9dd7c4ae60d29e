// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Coefficients and intercepts against those of scikit-learn 1.2.1: LinearSVC and LinearSVR with
 * tol=1e-9 or less, max_iter=3000000, of {@link Fitting#features}.
 */
class LinearSvmLearnerTest {
  private static final Learner LEARNER = new LinearSvmLearner();

  private static Linear fit(TargetVector target, Map<String, Object> options) {
    Map<String, Object> all = new HashMap<>(options);
    all.putIfAbsent("tol", 1e-9);
    all.putIfAbsent("max_iter", 100_000);
    return (Linear) Fitting.scores(Fitting.fit(LEARNER, target, all));
  }

  private static List<Double> numbers(Linear linear) {
    List<Double> numbers = new ArrayList<>();
    for (int k = 0; k < linear.outputs(); k++) {
      for (double coefficient : linear.coefficients()[k]) {
        numbers.add(coefficient);
      }
      numbers.add(linear.intercepts()[k]);
    }
    return numbers;
  }

  private static void assertNumbers(Linear linear, double... expected) {
    assertThat(numbers(linear).stream().mapToDouble(Double::doubleValue).toArray())
        .containsExactly(expected, within(5e-6));
  }

  static Stream<Arguments> machines() {
    return Stream.of(
        machine(
            Map.of("loss", "squared_hinge"),
            Fitting.classification(2, false),
            1.8985057,
            -0.4017721,
            0.0832272,
            -0.0118236,
            0.0569122),
        machine(
            Map.of(),
            Fitting.classification(2, true),
            2.1019151,
            -0.3260359,
            0.0088443,
            0.1566802,
            0.1073020),
        machine(
            Map.of("fit_intercept", false),
            Fitting.classification(2, false),
            1.8708406,
            -0.3983767,
            0.0942611,
            -0.0224730,
            0),
        machine(
            Map.of("penalty", "l1", "C", 0.1),
            Fitting.classification(2, false),
            1.1982450,
            -0.0642020,
            0,
            0,
            0),
        machine(
            Map.of("loss", "hinge"),
            Fitting.classification(2, false),
            2.7208971,
            -0.6544404,
            0.1537654,
            -0.0421917,
            0.0890152),
        machine(
            Map.of("loss", "hinge"),
            Fitting.classification(2, true),
            3.6294437,
            -0.3447420,
            0.1075595,
            0.5074602,
            0.1754875),
        machine(
            Map.of(),
            Fitting.classification(3, false),
            -2.3634752,
            0.3969693,
            -0.1050848,
            -0.0554025,
            -0.7688980,
            0.0428850,
            -0.1732758,
            0.0504864,
            -0.0918724,
            -0.3360586,
            1.7413059,
            0.0286445,
            0.0496135,
            0.1041470,
            -0.4894715),
        machine(
            Map.of("loss", "squared_epsilon_insensitive", "epsilon", 0.1),
            Fitting.regression(false),
            1.9218230,
            -0.1598864,
            0.2325458,
            0.2198157,
            0.7927357),
        machine(
            Map.of("epsilon", 0.1),
            Fitting.regression(false),
            1.9821699,
            -0.2658468,
            0.1750787,
            0.2319666,
            0.7558989),
        machine(
            Map.of("epsilon", 0.1, "loss", "epsilon_insensitive"),
            Fitting.regression(true),
            1.9790768,
            -0.2147838,
            0.1679557,
            0.4035884,
            0.7328705));
  }

  private static Arguments machine(
      Map<String, Object> options, TargetVector target, double... expected) {
    return Arguments.of(options, target, expected);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void has_the_coefficients_of_scikit_learn(
      Map<String, Object> options, TargetVector target, double[] expected) {
    assertNumbers(fit(target, options), expected);
  }

  @Test
  void a_scaled_up_intercept_is_penalised_less() {
    TargetVector target = Fitting.regression(false);

    double penalised = fit(target, Map.of("C", 0.001)).intercepts()[0];
    double free = fit(target, Map.of("C", 0.001, "intercept_scaling", 100)).intercepts()[0];

    assertThat(Math.abs(free)).isGreaterThan(2 * Math.abs(penalised));
  }

  @Test
  void fewer_sweeps_leave_it_farther_from_the_optimum() {
    TargetVector target = Fitting.classification(2, false);
    Map<String, Object> one = Map.of("loss", "hinge", "max_iter", 1);

    assertThat(numbers(fit(target, one)))
        .isNotEqualTo(numbers(fit(target, Map.of("loss", "hinge"))));
  }

  @Test
  void what_does_not_go_together_is_refused() {
    assertMlError(
            MlError.INVALID_OPTION, () -> fit(Fitting.regression(false), Map.of("loss", "hinge")))
        .isEqualTo(
            "option 'loss' has the value 'hinge', but expects 'epsilon_insensitive' or its other"
                + " form in this task.");
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(Fitting.classification(2, false), Map.of("loss", "hinge", "penalty", "l1")))
        .isEqualTo("option 'penalty' has the value 'l1', but expects 'l2' with the loss 'hinge'.");
  }
}
