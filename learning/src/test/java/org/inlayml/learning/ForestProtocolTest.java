// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forests with default hyperparameters against scikit-learn 1.2.1, as {@link ReferenceSet} has. */
class ForestProtocolTest {
  /** Of {@code reference_scores.csv}; bagging and extra trees means of 2 to 5 seeds. */
  @ParameterizedTest
  @CsvSource({
    "diabetes, target, .3013, .2562, .3714",
    "diabetes_raw, target, .3013, .2562, .3714",
    "wine_quality_white, quality, .5242, .4679, .5415",
    "california_housing, median_house_value, .8275, .8072, .8013"
  })
  void numbers_are_explained_as_by_scikit_learn(
      String dataset, String target, double forest, double bagging, double extraTrees) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.REGRESSION);

    assertThat(score(set, "random_forest")).isGreaterThan(forest - 0.01);
    assertThat(score(set, "bagging")).isGreaterThan(bagging - 0.01);
    assertThat(score(set, "extra_trees")).isGreaterThan(extraTrees - 0.01);
  }

  private static double score(ReferenceSet set, String algorithm) {
    return set.score(set.fit(Algorithms.LEARNERS.find(algorithm, Task.REGRESSION)), Metric.R2);
  }
}
