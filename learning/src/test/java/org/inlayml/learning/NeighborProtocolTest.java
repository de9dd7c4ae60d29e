// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Neighbours, clusters and strangers against scikit-learn 1.2.1, by the protocol of {@code
 * shared/data/README.md}.
 */
class NeighborProtocolTest {
  private static final String NEAREST = "k_nearest_neighbors";

  /** Adult and bank-full agree as well, but take long. */
  @ParameterizedTest
  @CsvSource({
    "iris, species",
    "wine, class",
    "breast_cancer, diagnosis",
    "penguins, species",
    "mammography, class"
  })
  void nearest_neighbors_have_the_scores_of_scikit_learn(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.CLASSIFICATION);

    Predictor predictor = set.fit(Algorithms.LEARNERS.find(NEAREST, Task.CLASSIFICATION));

    // not the log loss: ours takes a share of 0 as 1e-15, scikit-learn as 2e-16
    for (Metric metric : new Metric[] {Metric.ACCURACY, Metric.ROC_AUC}) {
      assertThat(set.score(predictor, metric))
          .as(metric.sqlName())
          .isCloseTo(ReferenceSet.score(dataset, "KNN", metric.sqlName()), within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "diabetes, target",
    "wine_quality_white, quality",
    "california_housing, median_house_value"
  })
  void means_of_neighbors_have_the_errors_of_scikit_learn(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.REGRESSION);

    Predictor predictor = set.fit(Algorithms.LEARNERS.find(NEAREST, Task.REGRESSION));

    assertThat(set.score(predictor, Metric.R2))
        .isCloseTo(ReferenceSet.score(dataset, "KNN", "r2"), within(1e-6));
  }

  private static Model fit(
      String algorithm, Task task, FeatureMatrix features, Map<String, ?> values) {
    Learner learner = Algorithms.LEARNERS.find(algorithm, task);
    Options options = Options.check(algorithm, learner.spec().hyperparameters(), values);
    return learner.fit(
        features,
        TargetVector.unknown(task, features.rows()),
        options,
        new FitContext(7, 2, Checkpoint.NONE, Optional.empty()));
  }

  @Test
  void strangers_are_told_as_by_scikit_learn() {
    WholeSet set = WholeSet.read("mammography", "class");
    double[] truth = set.truth();

    Model outliers = fit("LocalOutlierFactor", Task.ANOMALY_DETECTION, set.features(), Map.of());
    Model largest =
        fit(
            "gknn",
            Task.ANOMALY_DETECTION,
            set.features(),
            Map.of("n_neighbors", 10L, "method", "largest"));
    Model mean = fit("gknn", Task.ANOMALY_DETECTION, set.features(), Map.of());

    // scored again, a training row is its own neighbour, which scikit-learn's scores leave out
    assertThat(Metric.ROC_AUC.score(truth, outliers.predict(set.features())))
        .isCloseTo(ReferenceSet.score("mammography", "LOF", "roc_auc"), within(0.005));
    assertThat(Metric.ROC_AUC.score(truth, largest.predict(set.features())))
        .isCloseTo(ReferenceSet.score("mammography", "KNN-distance", "roc_auc"), within(0.005));
    assertThat(Metric.ROC_AUC.score(truth, mean.predict(set.features()))).isGreaterThan(0.82);
  }

  @ParameterizedTest
  @CsvSource({
    "iris, species, 3",
    "wine, class, 3",
    "breast_cancer, diagnosis, 2",
    "penguins, species, 3"
  })
  void clusters_are_those_of_scikit_learn(String dataset, String target, int count) {
    WholeSet set = WholeSet.read(dataset, target);
    Map<String, ?> options = Map.of("n_clusters", (long) count);

    Centroids means = (Centroids) fit("KMeans", Task.CLUSTERING, set.features(), options);
    Model merged = fit("AgglomerativeClustering", Task.CLUSTERING, set.features(), options);

    assertThat(set.inertia(means))
        .isLessThan(1.001 * ReferenceSet.score(dataset, "KMeans", "inertia"));
    assertThat(set.randIndex(means))
        .isCloseTo(ReferenceSet.score(dataset, "KMeans", "ari"), within(0.02));
    assertThat(set.randIndex(merged))
        .isGreaterThan(ReferenceSet.score(dataset, "Agglomerative", "ari") - 0.02);
  }
}
