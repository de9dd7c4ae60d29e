// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.learner.linear.Fitting.fit;
import static org.inlayml.learning.learner.linear.Fitting.values;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What weights of rows do, and what odd rows do not do. */
class WeightedLinearLearnersTest {
  private static final Map<String, Object> DEFAULTS = Map.of();

  static Stream<Learner> weighted() {
    return Stream.of(
        new LinearLearner(),
        new RidgeLearner(),
        new LassoLearner(),
        new ElasticNetLearner(),
        new LeastAngleLearner(),
        new LassoLeastAngleLearner(),
        new OrthogonalMatchingPursuitLearner(),
        new BayesianRidgeLearner(),
        new RelevanceLearner(),
        new HuberLearner(),
        new QuantileLearner());
  }

  static Stream<Learner> all() {
    return Stream.concat(weighted(), Stream.of(new RansacLearner(), new TheilSenLearner()));
  }

  private static TargetVector target(double[] values, double[] weights) {
    return new TargetVector(Task.REGRESSION, values, 0, weights);
  }

  @ParameterizedTest
  @MethodSource("weighted")
  void a_row_of_weight_three_is_as_three_rows(Learner learner) {
    for (int rows : new int[] {80, 12}) {
      FeatureMatrix features = Fitting.madeUpFeatures(rows, 15, 41);
      double[] values = Fitting.madeUpNumbers(features, 42).values();
      double[] weights = IntStream.range(0, rows).mapToDouble(i -> 1 + i % 3).toArray();
      int[] repeated =
          IntStream.range(0, rows)
              .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 3))
              .toArray();

      Linear one = fit(learner, features, target(values, weights), DEFAULTS);
      Linear other =
          fit(
              learner,
              features.select(repeated),
              target(values, new double[0]).select(repeated),
              DEFAULTS);

      assertThat(learner.spec().has(Trait.WEIGHTED)).isTrue();
      assertThat(values(one, features)).containsExactly(values(other, features), within(2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("weighted")
  void equal_weights_are_as_none(Learner learner) {
    FeatureMatrix features = Fitting.madeUpFeatures(90, 8, 43);
    double[] values = Fitting.madeUpNumbers(features, 44).values();
    double[] ones = new double[90];
    Arrays.fill(ones, 1);

    Linear one = fit(learner, features, target(values, ones), DEFAULTS);
    Linear other = fit(learner, features, target(values, new double[0]), DEFAULTS);

    assertThat(values(one, features)).containsExactly(values(other, features), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("weighted")
  void rows_without_weight_hardly_count(Learner learner) {
    FeatureMatrix features = Fitting.madeUpFeatures(90, 3, 45);
    double[] values = Fitting.madeUpNumbers(features, 46).values();
    double[] weights = new double[90];
    Arrays.fill(weights, 1e-12);
    Arrays.fill(weights, 10, 50, 1);
    int[] some = IntStream.range(10, 50).toArray();

    Linear one = fit(learner, features, target(values, weights), DEFAULTS);
    Linear other =
        fit(learner, features.select(some), target(values, new double[0]).select(some), DEFAULTS);

    assertThat(values(one, features)).containsExactly(values(other, features), within(1e-3));
  }

  @ParameterizedTest
  @MethodSource("all")
  void odd_rows_give_a_model_or_a_named_error(Learner learner) {
    double[] line = {1, 2, 3, 4, 5, 6};
    double[] none = new double[6];
    double[] huge = {1e300, -1e300, 1e300, 3e299, 0, 1};
    double[] tiny = {1e-300, -1e-300, 0, 2e-300, 0, 1e-300};
    double[][][] cases = {
      {line, line, none}, {none, none, line}, {line, huge, none}, {huge, line, line},
      {tiny, line, tiny}, {line, tiny, line}, {none, tiny, huge}, {huge, huge, huge}
    };
    for (double[][] columns : cases) {
      for (double[] values : new double[][] {line, none, huge, tiny}) {
        Linear model;
        try {
          model =
              fit(learner, Fitting.features(columns), Fitting.numbers(values.clone()), DEFAULTS);
        } catch (MlException e) {
          continue;
        }
        assertThat(model.intercepts()[0]).isFinite();
        assertThat(Arrays.stream(model.coefficients()[0]).allMatch(Double::isFinite)).isTrue();
      }
    }
  }
}
