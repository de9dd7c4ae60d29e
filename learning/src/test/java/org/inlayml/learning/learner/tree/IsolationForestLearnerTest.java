// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.junit.jupiter.api.Test;

class IsolationForestLearnerTest {
  private static final FeatureMatrix FEATURES = withOneFarAway();

  private static FeatureMatrix withOneFarAway() {
    FeatureMatrix features = Samples.features(1, 1_000, 4);
    for (double[] column : features.columns()) {
      column[17] = 5;
    }
    return features;
  }

  private static Calibrated fit(Map<String, ?> options) {
    Model model =
        Samples.fitAny(
            new IsolationForestLearner(),
            FEATURES,
            TargetVector.unknown(Task.ANOMALY_DETECTION, FEATURES.rows()),
            options);
    return (Calibrated) model;
  }

  private static Trees trees(Map<String, ?> options) {
    return (Trees) fit(options).scores();
  }

  private static double[] anomaly(Model model) {
    return Arrays.stream(model.predict(FEATURES)).mapToDouble(outputs -> outputs[1]).toArray();
  }

  @Test
  void the_row_far_away_is_the_strangest() {
    double[] anomaly = anomaly(fit(Map.of()));

    assertThat(anomaly[17]).isEqualTo(Arrays.stream(anomaly).max().orElseThrow());
    assertThat(anomaly[17]).isGreaterThan(0.6);
  }

  @Test
  void as_many_rows_are_anomalies_as_contamination_says() {
    for (double share : new double[] {0.01, 0.2}) {
      double[] anomaly = anomaly(fit(Map.of("contamination", share)));

      assertThat(Arrays.stream(anomaly).filter(p -> p > 0.5).count() / 1_000.0)
          .isCloseTo(share, within(0.003));
    }
  }

  /** Of 4 rows each apart: c(4) = 2 (ln 3 + 0.5772) - 6 / 4 = 1.8517 cuts is all a row takes. */
  @Test
  void scores_are_mean_cuts_as_a_share_of_those_of_random_rows() {
    Trees one = trees(Map.of("n_estimators", 1, "max_samples", 4));

    assertThat(IsolationForestLearner.cuts(4)).isCloseTo(1.8516559, within(1e-6));
    double unit = IsolationForestLearner.cuts(4);
    // At depth 2 at most: a leaf of one row after one or two cuts, or of two or three.
    for (double value : one.values()) {
      assertThat(value).isBetween(-(2 + IsolationForestLearner.cuts(3)) / unit, -1 / unit);
    }
    assertThat(Arrays.stream(one.values()).map(v -> Math.rint(-v * unit * 1e6) / 1e6).boxed())
        .containsAnyOf(1.0, 2.0, 3.0);
  }

  @Test
  void samples_and_features_are_as_many_as_asked_for() {
    assertThat(trees(Map.of("n_estimators", 3, "max_samples", 2)).values()).hasSize(6);
    assertThat(trees(Map.of("n_estimators", 30)).roots()).hasSize(30);
    assertThat(
            Arrays.stream(trees(Map.of("n_estimators", 1, "max_features", 0.25)).feature())
                .distinct()
                .count())
        .isEqualTo(1);
    assertThat(trees(Map.of("bootstrap", true)).threshold())
        .isNotEqualTo(trees(Map.of("bootstrap", false)).threshold());
  }

  @Test
  void rows_that_are_all_alike_are_all_normal() {
    FeatureMatrix alike = Samples.matrix(new double[50], new double[50]);
    Model model =
        Samples.fitAny(
            new IsolationForestLearner(),
            alike,
            TargetVector.unknown(Task.ANOMALY_DETECTION, 50),
            Map.of());

    assertThat(Arrays.stream(model.predict(alike)).allMatch(outputs -> outputs[1] <= 0.5)).isTrue();
  }
}
