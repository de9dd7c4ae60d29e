// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.Iris.fit;
import static org.inlayml.learning.Iris.matrix;
import static org.inlayml.learning.Iris.outputs;

import java.util.Arrays;
import java.util.Map;
import org.inlayml.learning.Iris;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Projection;
import org.inlayml.learning.family.ReconstructionError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of scikit-learn 1.2.1: transform of rows 0, 70 and 133 of iris, fitted on all. */
class DecompositionLearnersTest {
  private static final Learner PCA = new PcaLearner();
  private static final Learner SVD = new SvdLearner();

  private final FeatureMatrix features = Iris.features();
  private final TargetVector unknown = Iris.unknown(Task.DECOMPOSITION);

  private Projection fitted(Learner learner, Map<String, ?> options) {
    return (Projection) fit(learner, features, unknown, options);
  }

  private static void assertOutputs(Model model, double[]... expected) {
    double[][] outputs = outputs(model);
    for (int i = 0; i < expected.length; i++) {
      assertThat(outputs[i]).containsExactly(expected[i], within(1e-8));
    }
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void pca_agrees_with_scikit_learn() {
    Projection all = fitted(PCA, Map.of());
    assertOutputs(
        all,
        row(-2.684125626, 0.3193972466, -0.0279148276, -0.0022624371),
        row(1.1162831774, -0.0846168522, 0.4596209914, 0.0750315529),
        row(1.4441612423, -0.1434134105, -0.1532338881, 0.1909963579));
    assertThat(all.explained())
        .containsExactly(row(0.9246187232, 0.0530664831, 0.0171026098, 0.0052121839), within(1e-9));
    assertOutputs(
        fitted(PCA, Map.of("n_components", 3, "whiten", true)),
        row(-1.3053378633, 0.6483693158, -0.0998171568),
        row(0.5428682933, -0.1717703304, 1.6435014831),
        row(0.7023212074, -0.2911260376, -0.5479299837));
    assertOutputs(
        fitted(PCA, Map.of("n_components", 0.95)),
        row(-2.684125626, 0.3193972466),
        row(1.1162831774, -0.0846168522),
        row(1.4441612423, -0.1434134105));
  }

  @Test
  void svd_agrees_with_scikit_learn() {
    assertOutputs(
        fitted(SVD, Map.of()),
        row(5.912747141, 2.3020332166),
        row(8.4124899972, -0.593982991),
        row(8.6644291903, -0.8085089547));
    assertThat(fitted(SVD, Map.of("n_components", 3)).outputs()).isEqualTo(3);
  }

  /** More features than rows go another way, which ends at the same place. */
  @Test
  void both_ways_to_the_components_agree() {
    double[][] columns = new double[30][];
    for (int j = 0; j < columns.length; j++) {
      double[] one = features.columns()[j % 4];
      double[] other = features.columns()[(j + 1) % 4];
      int shift = j;
      columns[j] = new double[40];
      Arrays.setAll(columns[j], i -> one[3 * i] * (shift % 3 - 0.5) + other[i + shift]);
    }
    FeatureMatrix tall = matrix(columns);
    int[] twice = new int[80];
    Arrays.setAll(twice, i -> i % 20);
    int[] once = Arrays.copyOf(twice, 20);
    TargetVector of80 = TargetVector.unknown(Task.DECOMPOSITION, 80);
    TargetVector of20 = TargetVector.unknown(Task.DECOMPOSITION, 20);

    Projection byFeatures =
        (Projection) fit(PCA, tall.select(twice), of80, Map.of("n_components", 6));
    Projection byRows = (Projection) fit(PCA, tall.select(once), of20, Map.of("n_components", 6));

    assertThat(byRows.explained()).containsExactly(byFeatures.explained(), within(1e-9));
    for (int k = 0; k < 6; k++) {
      assertThat(byRows.components()[k]).containsExactly(byFeatures.components()[k], within(1e-8));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_weight_counts_as_so_many_rows(boolean centred) {
    Learner learner = centred ? PCA : SVD;
    int[] repeated = Iris.repeated();

    Projection weighted =
        (Projection) fit(learner, features, Iris.weighted(unknown), Map.of("n_components", 2));
    Projection more =
        (Projection)
            fit(
                learner,
                features.select(repeated),
                unknown.select(repeated),
                Map.of("n_components", 2));

    for (int k = 0; k < 2; k++) {
      assertThat(weighted.components()[k]).containsExactly(more.components()[k], within(1e-9));
    }
    assertThat(weighted.explained()).containsExactly(more.explained(), within(1e-9));
  }

  @Test
  void components_that_there_are_not_are_refused() {
    for (double count : new double[] {5, 1.5}) {
      assertMlError(MlError.INVALID_OPTION, () -> fitted(PCA, Map.of("n_components", count)))
          .contains("a whole number of components up to 4, the lesser of rows and features");
    }
    assertMlError(MlError.INVALID_OPTION, () -> fitted(SVD, Map.of("n_components", 5)))
        .contains("up to 4");
  }

  @Test
  void what_does_not_vary_has_components_of_length_1() {
    FeatureMatrix equal = matrix(row(2, 2, 2), row(3, 3, 3));
    FeatureMatrix single = matrix(row(2), row(3));
    for (FeatureMatrix rows : new FeatureMatrix[] {equal, single}) {
      TargetVector target = TargetVector.unknown(Task.DECOMPOSITION, rows.rows());
      Projection model = (Projection) fit(PCA, rows, target, Map.of("whiten", true));
      for (double[] component : model.components()) {
        assertThat(Arrays.stream(component).map(c -> c * c).sum()).isCloseTo(1, within(1e-12));
      }
      assertThat(model.predict(rows)[0][0]).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void numbers_beyond_squaring_are_refused() {
    for (FeatureMatrix huge :
        new FeatureMatrix[] {
          matrix(row(1e300, -1e300, 1)), matrix(row(1e300, -1e300), row(1, 2), row(3, 2))
        }) {
      TargetVector target = TargetVector.unknown(Task.DECOMPOSITION, huge.rows());
      assertMlError(MlError.INVALID_VALUE, () -> fit(PCA, huge, target, Map.of()))
          .contains("numbers below 1e150");
    }
  }

  @Test
  void anomalies_lie_far_out_or_aside() {
    double[] x = new double[101];
    double[] y = new double[101];
    Arrays.setAll(x, i -> i - 50);
    Arrays.setAll(y, i -> i - 50 + (i % 3 - 1));
    x[100] = 20;
    y[100] = -20;
    FeatureMatrix rows = matrix(x, y);
    TargetVector target = TargetVector.unknown(Task.ANOMALY_DETECTION, 101);

    Calibrated model = (Calibrated) fit(PCA, rows, target, Map.of("contamination", 0.005));

    double[][] outputs = model.predict(rows);
    assertThat(outputs[100][1]).isGreaterThan(0.5);
    assertThat(Arrays.stream(outputs).filter(o -> o[1] > 0.5)).hasSize(1);
    assertThat(((ReconstructionError) model.scores()).components()).hasDimensions(1, 2);
  }

  /** The whole covariance: Mahalanobis' distance. */
  @Test
  void with_all_components_the_score_is_the_distance_in_standard_deviations() {
    TargetVector target = Iris.unknown(Task.ANOMALY_DETECTION);

    Calibrated model = (Calibrated) fit(PCA, features, target, Map.of("n_components", 4));

    double[][] whitened = fitted(PCA, Map.of("whiten", true)).predict(features);
    double[][] scores = model.scores().predict(features);
    for (int i = 0; i < scores.length; i++) {
      double distance = Arrays.stream(whitened[i]).map(c -> c * c).sum();
      assertThat(scores[i][0]).isCloseTo(distance, within(1e-8));
    }
  }
}
