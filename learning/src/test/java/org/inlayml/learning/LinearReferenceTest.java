// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Linear learners, with and without options and weights, against scikit-learn. */
class LinearReferenceTest {
  private static final Map<String, ReferenceSet> SETS = new ConcurrentHashMap<>();

  private static ReferenceSet read(String dataset, String target) {
    return ReferenceSet.read(dataset, target, Task.REGRESSION);
  }

  static List<String> lines() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                requireNonNull(
                    LinearReferenceTest.class.getResourceAsStream("linear-scikit-learn.csv")),
                UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void agrees_with_scikit_learn(String line) {
    String[] cells = line.split(",", -1);
    double[] numbers = Arrays.stream(cells).skip(5).mapToDouble(Double::parseDouble).toArray();
    ReferenceSet set = SETS.computeIfAbsent(cells[0], dataset -> read(dataset, cells[1]));
    Map<String, Object> options = new LinkedHashMap<>();
    Arrays.stream(cells[3].split(";"))
        .filter(option -> !option.isEmpty())
        .forEach(
            option ->
                options.put(
                    option.substring(0, option.indexOf('=')),
                    option.substring(option.indexOf('=') + 1)));

    Predictor predictor = fit(set, cells[2], options, cells[4].equals("weighted"), 7);

    assertThat(-set.score(predictor, Metric.NEG_ROOT_MEAN_SQUARED_ERROR))
        .isCloseTo(numbers[0], withinPercentage(1e-4));
    double[][] predictions = predictor.predict(set.test());
    for (int i = 1; i < numbers.length; i++) {
      assertThat(predictions[i - 1][0])
          .as("test row %s", i - 1)
          .isCloseTo(numbers[i], within(1e-6 * Math.abs(numbers[0])));
    }
  }

  /** R2 of scikit-learn 1.2.1, mean of up to four seeds. */
  @ParameterizedTest
  @CsvSource({
    "diabetes, target, RANSACRegressor, -0.042",
    "diabetes, target, TheilSenRegressor, 0.409",
    "california_housing, median_house_value, RANSACRegressor, 0.522",
    "california_housing, median_house_value, TheilSenRegressor, 0.644",
    "wine_quality_white, quality, RANSACRegressor, 0.078",
    "wine_quality_white, quality, TheilSenRegressor, 0.291"
  })
  void drawing_learners_score_as_scikit_learn(
      String dataset, String target, String algorithm, double expected) {
    ReferenceSet set = SETS.computeIfAbsent(dataset, d -> read(d, target));
    int seeds = algorithm.startsWith("RANSAC") ? 5 : 1;
    double score = 0;
    for (int seed = 0; seed < seeds; seed++) {
      score += set.score(fit(set, algorithm, Map.of(), false, seed), Metric.R2) / seeds;
    }

    assertThat(score).isGreaterThan(expected - (seeds > 1 ? 0.02 : 0.01));
  }

  private static Predictor fit(
      ReferenceSet set, String algorithm, Map<String, ?> values, boolean weighted, long seed) {
    Learner learner = Algorithms.LEARNERS.find(algorithm, Task.REGRESSION);
    Pipeline pipeline =
        PipelineFitter.fit(set.train(), learner.spec().rules(Set.of(), Set.of())).pipeline();
    FeatureMatrix features = pipeline.encode(set.train());
    double[] weights = new double[weighted ? features.rows() : 0];
    Arrays.setAll(weights, i -> 1 + i % 3);
    TargetVector target = new TargetVector(Task.REGRESSION, set.trainTruth().values(), 0, weights);
    Options options = Options.check(algorithm, learner.spec().hyperparameters(), values);
    FitContext context = new FitContext(seed, 2, Checkpoint.NONE);
    return new Predictor(set.target(), pipeline, learner.fit(features, target, options, context));
  }
}
