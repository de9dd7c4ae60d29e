// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.learner.Learner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against scikit-learn 1.2.1: NuSVC, NuSVR, OneClassSVM with tol=1e-8, KernelRidge; of the first
 * five rows of {@link Fitting#features}.
 */
class KernelLearnersTest {
  private static final Map<String, Object> NU = Map.of("nu", 0.4, "tol", 1e-8);

  private static void assertFirst(Model model, double... expected) {
    double[] found = Fitting.first(Fitting.scores(model), 5);
    assertThat(found).hasSameSizeAs(expected).containsExactly(expected, within(2e-6));
  }

  @Test
  void nu_svm_tells_classes_apart_as_scikit_learn_does() {
    Learner learner = new NuSvmLearner();

    assertFirst(
        Fitting.fit(learner, Fitting.classification(2, false), NU),
        -1.5111108,
        1.0773052,
        -1.7481288,
        1.0595934,
        0.1961952);
    assertFirst(
        Fitting.fit(learner, Fitting.classification(2, true), NU),
        -1.5697338,
        1.0264197,
        -1.6442315,
        1.1501286,
        0.5981372);
  }

  @Test
  void nu_svm_predicts_numbers_as_scikit_learn_does() {
    Learner learner = new NuSvmLearner();
    Map<String, Object> options = Map.of("nu", 0.4, "tol", 1e-8, "C", 2);

    assertFirst(
        Fitting.fit(learner, Fitting.regression(false), options),
        -0.8870584,
        1.1860133,
        -1.1736156,
        1.7460852,
        1.3519208);
    assertFirst(
        Fitting.fit(learner, Fitting.regression(true), options),
        -1.0319586,
        1.1638525,
        -1.2903859,
        1.7566896,
        1.3602186);
  }

  @Test
  void one_class_svm_scores_as_scikit_learn_does_turned_round() {
    Learner learner = new OneClassSvmLearner();
    Map<String, Object> options = Map.of("nu", 0.2, "tol", 1e-8);

    assertFirst(
        Fitting.fit(learner, Fitting.unknown(false), options),
        turned(0.0000000, 0.2651992, 0.0751463, 1.0138857, 1.4048555));
    assertFirst(
        Fitting.fit(learner, Fitting.unknown(true), options),
        turned(-0.0078428, 0.4267334, 0.1290717, 1.9415358, 2.7614542));
  }

  private static double[] turned(double... values) {
    return DoubleStream.of(values).map(value -> -value).toArray();
  }

  static Stream<Arguments> ridges() {
    return Stream.of(
        ridge("linear", false, -2.0878036, 0.0369475, -2.0453179, 0.6826792, 0.2605110),
        ridge("rbf", false, -1.1070642, 1.0428954, -1.3376879, 1.7102857, 1.2359368),
        ridge("poly", false, -1.2184709, 1.1015702, -1.4043253, 1.5007074, 1.0210959),
        ridge("laplacian", false, -0.9857207, 1.1105588, -1.1450819, 1.4269749, 1.2913184),
        ridge("sigmoid", false, -0.7626888, 0.7258701, -0.7267928, 1.2895797, 0.9606215),
        ridge("linear", true, -2.1106990, -0.1335944, -2.1538458, 0.6733178, 0.2700820),
        ridge("rbf", true, -1.0984410, 1.0253670, -1.4299195, 1.7084519, 1.2304712),
        ridge("poly", true, -1.1645861, 1.1069577, -1.4632756, 1.5180532, 1.0438080),
        ridge("laplacian", true, -0.9364910, 1.1579202, -1.2194312, 1.4138302, 1.3656526));
  }

  private static Arguments ridge(String kernel, boolean weighted, double... expected) {
    return Arguments.of(kernel, weighted, expected);
  }

  @ParameterizedTest
  @MethodSource("ridges")
  void kernel_ridge_predicts_as_scikit_learn_does(
      String kernel, boolean weighted, double[] expected) {
    Object gamma = kernel.equals("sigmoid") ? 0.1 : "auto";
    Map<String, Object> options = Map.of("kernel", kernel, "alpha", 0.5, "gamma", gamma);

    assertFirst(
        Fitting.fit(new KernelRidgeLearner(), Fitting.regression(weighted), options), expected);
  }
}
