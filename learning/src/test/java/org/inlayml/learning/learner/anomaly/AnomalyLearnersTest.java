// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.inlayml.learning.WholeSet;
import org.inlayml.learning.family.Blend;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Exceedance;
import org.inlayml.learning.family.LocalOutliers;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Neighbors;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;

class AnomalyLearnersTest {
  private static final WholeSet IRIS = WholeSet.read("iris", "species");
  private static final double[][] NEW_ROWS = {
    {0.1, -0.2, 0.3, 0.4}, {2.5, 2, -3, 1}, {-1, 0.5, -1.1, -1.2}, {0.55, -0.4, 0.7, 0.6}
  };

  private static Model fit(Learner learner, double[] labels, Map<String, ?> values) {
    Options options =
        Options.check(learner.spec().name(), learner.spec().hyperparameters(), values);
    TargetVector target = new TargetVector(Task.ANOMALY_DETECTION, labels, 0, new double[0]);
    return learner.fit(IRIS.features(), target, options, new FitContext(7, 2, Checkpoint.NONE));
  }

  private static double[] unknown() {
    return TargetVector.unknown(Task.ANOMALY_DETECTION, 150).values();
  }

  private static double[] scores(Model model) {
    double[] output = new double[1];
    return Arrays.stream(NEW_ROWS)
        .mapToDouble(
            row -> {
              model.predict(row, output);
              return output[0];
            })
        .toArray();
  }

  /** LocalOutlierFactor(novelty=True) of scikit-learn 1.2.1 on standardised iris. */
  @Test
  void local_outlier_factors_are_those_of_scikit_learn() {
    LocalOutlierFactorLearner learner = new LocalOutlierFactorLearner();
    Map<String, ?> other = Map.of("n_neighbors", 7L, "metric", "manhattan", "p", 1);

    Calibrated usual = (Calibrated) fit(learner, unknown(), Map.of());
    Calibrated manhattan = (Calibrated) fit(learner, unknown(), other);

    assertThat(scores(usual.scores()))
        .containsExactly(
            new double[] {
              0.9806845375462677, 4.398071363772763, 0.9448145844114038, 0.9537305724303986
            },
            within(1e-9));
    assertThat(scores(manhattan.scores()))
        .containsExactly(
            new double[] {
              0.9805666040232789, 4.817060807288172, 1.1437285792745804, 0.9738556844226764
            },
            within(1e-9));
    // of the factors of the training rows themselves the quantile .99 and its way to the median
    Exceedance threshold = (Exceedance) usual.calibration();
    assertThat(threshold.threshold()).isCloseTo(1.8982321072392343, within(1e-9));
    assertThat(threshold.scale()).isCloseTo(1.8982321072392343 - 1.0324715672044782, within(1e-9));
  }

  @Test
  void a_training_row_does_not_count_as_its_own_neighbor() {
    NeighborDistanceLearner learner = new NeighborDistanceLearner();

    Calibrated nearest =
        (Calibrated) fit(learner, unknown(), Map.of("n_neighbors", 1L, "contamination", 0.4999999));

    // half of the flowers have another one nearer than that, none is at distance 0 of itself
    assertThat(((Exceedance) nearest.calibration()).threshold()).isGreaterThan(0.1);
  }

  @Test
  void mean_median_and_largest_distance_are_scores() {
    NeighborDistanceLearner learner = new NeighborDistanceLearner();
    Map<String, Object> options = new HashMap<>(Map.of("n_neighbors", 4L));
    double[][] byMethod = new double[3][];
    String[] methods = {"mean", "median", "largest"};
    for (int i = 0; i < methods.length; i++) {
      options.put("method", methods[i]);
      byMethod[i] = scores(((Calibrated) fit(learner, unknown(), options)).scores());
    }

    for (int row = 0; row < NEW_ROWS.length; row++) {
      double[] distances = distances(NEW_ROWS[row]);
      double mean = (distances[0] + distances[1] + distances[2] + distances[3]) / 4;
      assertThat(byMethod[0][row]).isCloseTo(mean, within(1e-12));
      assertThat(byMethod[1][row]).isCloseTo((distances[1] + distances[2]) / 2, within(1e-12));
      assertThat(byMethod[2][row]).isCloseTo(distances[3], within(1e-12));
    }
  }

  private static double[] distances(double[] row) {
    return Arrays.stream(IRIS.features().toRows())
        .mapToDouble(
            other -> {
              double square = 0;
              for (int j = 0; j < row.length; j++) {
                square += (row[j] - other[j]) * (row[j] - other[j]);
              }
              return Math.sqrt(square);
            })
        .sorted()
        .toArray();
  }

  @Test
  void a_sample_bounds_the_model() {
    Map<String, ?> options = Map.of("max_samples", 40L);

    Calibrated distances = (Calibrated) fit(new NeighborDistanceLearner(), unknown(), options);
    Calibrated factors = (Calibrated) fit(new LocalOutlierFactorLearner(), unknown(), options);

    assertThat(((Neighbors) distances.scores()).points().rows()).isEqualTo(40);
    assertThat(((LocalOutliers) factors.scores()).points().rows()).isEqualTo(40);
  }

  /** Flowers of the third kind are no strangers by distance, but may be said to be. */
  @Test
  void labels_have_a_say_where_there_are_enough() {
    NeighborDistanceLearner learner = new NeighborDistanceLearner();
    double[] some = unknown();
    double[] truth = Arrays.stream(IRIS.truth()).map(c -> c == 2 ? 1 : 0).toArray();
    for (int i = 0; i < some.length; i += 4) {
      some[i] = truth[i];
    }

    Model blended = fit(learner, some, Map.of());
    Model unlabelled = fit(learner, some, Map.of("min_labels", 39L));

    assertThat(unlabelled).isInstanceOf(Calibrated.class);
    assertThat(blended).isInstanceOf(Blend.class);
    assertThat(((Blend) blended).weight()).isGreaterThan(0.3);
    assertThat(Metric.F1.score(truth, blended.predict(IRIS.features()))).isGreaterThan(0.85);
    assertThat(Metric.F1.score(truth, unlabelled.predict(IRIS.features()))).isLessThan(0.2);
    for (String score : new String[] {"accuracy", "precision", "recall", "f1"}) {
      Blend other =
          (Blend) fit(learner, some, Map.of("ensemble_score", score, "supervised_n_neighbors", 3L));
      assertThat(((Neighbors) other.second()).neighbors()).isEqualTo(3);
      assertThat(other.weight()).isBetween(0.3, 1.0);
    }
  }
}
