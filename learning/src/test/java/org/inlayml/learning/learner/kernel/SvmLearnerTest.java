// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decision values against those of scikit-learn 1.2.1, SVC and SVR with tol=1e-8, of the first five
 * rows of {@link Fitting#features}.
 */
class SvmLearnerTest {
  private static final Learner SVM = new SvmLearner();

  private static void assertFirst(Model model, double... expected) {
    double[] found = Fitting.first(Fitting.scores(model), 5);
    assertThat(found).hasSameSizeAs(expected).containsExactly(expected, within(2e-6));
  }

  static Stream<Arguments> decisions() {
    return Stream.of(
        decision("linear", false, -2.8162879, 0.4034092, -2.8958332, 1.2329545, 0.4753787),
        decision("linear", true, -3.4902517, -0.0807801, -3.8245133, 1.5515323, 0.6880224),
        decision("rbf", false, -1.4637657, 1.0215492, -1.5848725, 1.0553300, 0.2776876),
        decision("rbf", true, -1.7781525, 1.2149054, -1.7878333, 1.4199359, 0.7461061),
        decision("poly", false, -3.5514584, 1.0403040, -2.8970695, 1.0000000, 0.1254647),
        decision("poly", true, -4.3965868, 1.1139669, -3.4132100, 1.2630598, 0.3328948));
  }

  private static Arguments decision(String kernel, boolean weighted, double... expected) {
    return Arguments.of(kernel, weighted, expected);
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void two_classes_have_the_decision_values_of_scikit_learn(
      String kernel, boolean weighted, double[] expected) {
    TargetVector target = Fitting.classification(2, weighted);
    Map<String, Object> options = Map.of("kernel", kernel, "tol", 1e-8, "coef0", 0.5);

    assertFirst(Fitting.fit(SVM, target, options), expected);
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        decision("linear", false, -1.2610084, 0.7416746, -1.3681646, 1.5071771, 1.0475407),
        decision("linear", true, -1.3456793, 0.6214878, -1.5281781, 1.4077879, 1.0000530),
        decision("rbf", false, -0.7670845, 1.4212000, -1.3240043, 1.5228388, 1.1153724),
        decision("rbf", true, -0.6955077, 1.4212001, -1.3599999, 1.5627690, 1.1935781),
        decision("poly", false, -0.8894287, 1.3966722, -1.4749601, 1.2424000, 0.8076356),
        decision("poly", true, -0.6063847, 1.3304581, -1.3600003, 1.3639090, 0.8746320));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_regression_has_the_predictions_of_scikit_learn(
      String kernel, boolean weighted, double[] expected) {
    TargetVector target = Fitting.regression(weighted);
    Map<String, Object> options = Map.of("kernel", kernel, "tol", 1e-8, "coef0", 0.5);

    assertFirst(Fitting.fit(SVM, target, options), expected);
  }

  @Test
  void cost_gamma_and_epsilon_are_those_of_scikit_learn() {
    assertFirst(
        Fitting.fit(
            SVM, Fitting.classification(2, false), Map.of("C", 10, "gamma", 0.3, "tol", 1e-8)),
        -2.6909132,
        1.0900189,
        -3.6218663,
        1.5814903,
        0.2888749);
    assertFirst(
        Fitting.fit(
            SVM,
            Fitting.regression(false),
            Map.of("C", 10, "gamma", "auto", "epsilon", 0.5, "tol", 1e-8)),
        -1.2539482,
        1.1387876,
        -1.2752427,
        1.6766848,
        1.1749257);
  }

  /** scikit-learn's decision values are above 0 for the first class of a pair. */
  @Test
  void each_pair_of_three_classes_has_the_decision_values_of_scikit_learn() {
    double[] turned = {
      1.2115228,
      1.5526276,
      1.1465097,
      -1.3259541,
      -0.5109764,
      0.9572234,
      1.2558725,
      1.4280898,
      1.2203862,
      -1.4350542,
      -1.5012644,
      -0.1907213,
      -1.4566851,
      -1.0000000,
      0.5886672
    };

    assertFirst(
        Fitting.fit(SVM, Fitting.classification(3, false), Map.of("tol", 1e-8)),
        DoubleStream.of(turned).map(value -> -value).toArray());
  }
}
