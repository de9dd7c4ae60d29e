// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that are whole numbers count as so many rows. */
class WeightedRowsTest {
  static Stream<Arguments> learners() {
    return Stream.of(
        Arguments.of(new LogisticLearner(), 2, Map.of("tol", 1e-9)),
        Arguments.of(new LogisticLearner(), 3, Map.of("tol", 1e-9)),
        Arguments.of(new LogisticLearner(), 2, Map.of("penalty", "l1", "tol", 1e-9)),
        Arguments.of(
            new LogisticLearner(),
            3,
            Map.of("penalty", "elasticnet", "l1_ratio", 0.7, "tol", 1e-9)),
        Arguments.of(new LinearDiscriminantAnalysisLearner(), 2, Map.of()),
        Arguments.of(new LinearDiscriminantAnalysisLearner(), 3, Map.of("shrinkage", 0.2)),
        Arguments.of(new PoissonLearner(), 0, Map.of("tol", 1e-8)),
        Arguments.of(new GammaLearner(), 0, Map.of("tol", 1e-8)),
        Arguments.of(new TweedieLearner(), 0, Map.of("power", 1.5, "tol", 1e-8)),
        Arguments.of(new PolynomialRegressionLearner(), 0, Map.of("alpha", 0.5)),
        Arguments.of(
            new PolynomialRegressionLearner(), 0, Map.of("alpha", 0.5, "fit_intercept", false)));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void count_as_so_many_rows(Learner learner, int classes, Map<String, ?> options) {
    FeatureMatrix features = Fitting.madeUpFeatures(120, 4, 41);
    double[] values =
        classes > 0
            ? Fitting.madeUpClasses(features, classes, 42).values()
            : IntStream.range(0, 120).mapToDouble(i -> 1 + i % 7).toArray();
    double[] weights = IntStream.range(0, 120).mapToDouble(i -> 1 + i % 3).toArray();
    int[] repeated =
        IntStream.range(0, 120)
            .flatMap(i -> IntStream.range(0, 1 + i % 3).map(copy -> i))
            .toArray();
    Task task = classes > 0 ? Task.CLASSIFICATION : Task.REGRESSION;
    FitContext context = new FitContext(7, 1, Checkpoint.NONE);

    Model weighted =
        learner.fit(
            features,
            new TargetVector(task, values, classes, weights),
            Fitting.options(learner, options),
            context);
    Model other =
        learner.fit(
            features.select(repeated),
            new TargetVector(values, classes).select(repeated),
            Fitting.options(learner, options),
            context);

    assertThat(learner.spec().has(Trait.WEIGHTED)).isTrue();
    double[][] expected = Fitting.predict(other, features);
    double[][] predicted = Fitting.predict(weighted, features);
    for (int i = 0; i < expected.length; i++) {
      assertThat(predicted[i]).containsExactly(expected[i], within(1e-5));
    }
  }
}
