// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.cluster.SplittingLearner;
import org.inlayml.learning.learner.kernel.GaussianProcessLearner;
import org.inlayml.learning.learner.neighbor.RadialBasisLearner;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;

/** A row that counts three times is as three rows. */
class WeightsAsRepeatedRowsTest {
  private static final int ROWS = 40;
  private static final double[] WEIGHTS =
      IntStream.range(0, ROWS).mapToDouble(i -> 1 + i % 3).toArray();
  private static final int[] REPEATED =
      IntStream.range(0, ROWS).flatMap(i -> IntStream.range(0, 1 + i % 3).map(time -> i)).toArray();
  private static final FeatureMatrix FEATURES = features();

  private static FeatureMatrix features() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] columns = new double[3][];
    Arrays.setAll(columns, j -> random.doubles(ROWS, -1, 1).toArray());
    return new FeatureMatrix(List.of("A", "B", "C"), columns, ROWS);
  }

  private static TargetVector target(int classes) {
    double[][] x = FEATURES.columns();
    double[] values = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double value = x[0][i] * 2 - x[1][i] + Math.sin(9.0 * i) / 2;
      values[i] = classes == 0 ? value : value < -0.5 ? 0 : value < 0.5 ? 1 : classes - 1;
    }
    return new TargetVector(
        classes > 0 ? Task.CLASSIFICATION : Task.REGRESSION, values, classes, WEIGHTS);
  }

  private static Model fit(
      Learner learner, FeatureMatrix features, TargetVector target, Map<String, ?> values) {
    assertThat(learner.spec().has(Trait.WEIGHTED)).isTrue();
    Options options =
        Options.check(learner.spec().name(), learner.spec().hyperparameters(), values);
    return learner.fit(features, target, options, new FitContext(7, 1, Checkpoint.NONE));
  }

  private static void assertAlike(Learner learner, int classes, Map<String, ?> options) {
    TargetVector weighted = target(classes);
    TargetVector once = new TargetVector(weighted.values(), classes);

    double[][] heeded = fit(learner, FEATURES, weighted, options).predict(FEATURES);
    double[][] repeated =
        fit(learner, FEATURES.select(REPEATED), once.select(REPEATED), options).predict(FEATURES);
    double[][] unheeded = fit(learner, FEATURES, once, options).predict(FEATURES);

    double furthest = 0;
    for (int i = 0; i < ROWS; i++) {
      assertThat(heeded[i])
          .as("%s %s", options, classes)
          .containsExactly(repeated[i], within(1e-4));
      furthest = Math.max(furthest, Math.abs(heeded[i][0] - unheeded[i][0]));
    }
    assertThat(furthest).isGreaterThan(1e-3);
  }

  @Test
  void gaussian_processes_of_numbers() {
    Learner learner = new GaussianProcessLearner();

    assertAlike(learner, 0, Map.of("alpha", 0.2, "length_scale", 1, "optimize", false));
    assertAlike(learner, 0, Map.of("alpha", 0.2, "normalize_y", false));
    assertAlike(learner, 0, Map.of());
  }

  @Test
  void gaussian_processes_of_classes() {
    Learner learner = new GaussianProcessLearner();

    assertAlike(learner, 2, Map.of("length_scale", 1, "optimize", false));
    assertAlike(learner, 3, Map.of());
  }

  @Test
  void radial_bases_with_a_bell_a_row() {
    Learner learner = new RadialBasisLearner();

    assertAlike(learner, 0, Map.of("n_centers", 100));
    assertAlike(learner, 0, Map.of("n_centers", 100, "gamma", 0.5));
    assertAlike(learner, 2, Map.of("n_centers", 100, "gamma", 0.5));
  }

  @Test
  void clusters_whose_number_is_found() {
    double[][] columns = new double[2][ROWS];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < ROWS; i++) {
      columns[0][i] = 20 * (i % 4 / 2) + random.nextDouble(-1, 1);
      columns[1][i] = 20 * (i % 2) + random.nextDouble(-1, 1);
    }
    FeatureMatrix clouds = new FeatureMatrix(List.of("A", "B"), columns, ROWS);
    TargetVector unknown = TargetVector.unknown(Task.CLUSTERING, ROWS);
    TargetVector weighted = new TargetVector(Task.CLUSTERING, unknown.values(), 0, WEIGHTS);
    for (String criterion : new String[] {"bic", "silhouette"}) {
      Map<String, ?> options = Map.of("criterion", criterion, "max_clusters", 4);
      SplittingLearner learner = new SplittingLearner();

      double[][] one = sorted(fit(learner, clouds, weighted, options));
      double[][] other =
          sorted(fit(learner, clouds.select(REPEATED), unknown.select(REPEATED), options));

      assertThat(one).hasNumberOfRows(4);
      for (int k = 0; k < 4; k++) {
        assertThat(one[k]).containsExactly(other[k], within(1e-9));
      }
    }
  }

  private static double[][] sorted(Model model) {
    double[][] centers = ((Centroids) model).centers().clone();
    Arrays.sort(centers, Arrays::compare);
    return centers;
  }
}
