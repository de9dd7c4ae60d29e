// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.Iris.fit;
import static org.inlayml.learning.Iris.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.Iris;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.SquareSums;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianMixtureLearnerTest {
  private static final Map<String, Object> EXACT =
      Map.of("n_components", 3, "tol", 1e-9, "max_iter", 2_000, "n_init", 5);

  private final GaussianMixtureLearner learner = new GaussianMixtureLearner();
  private final FeatureMatrix features = Iris.features();
  private final TargetVector unknown = Iris.unknown(Task.CLUSTERING);

  private static double likelihood(Gaussians model, FeatureMatrix rows) {
    double[] weights = new double[rows.rows()];
    Arrays.fill(weights, 1);
    return new Responsibilities(rows, weights, model.outputs(), () -> {}).expect(model)
        + Gaussians.densityConstant(rows.width());
  }

  /**
   * scikit-learn 1.2.1: GaussianMixture(3, covariance_type, n_init=5, tol=1e-9, max_iter=2000),
   * best of four seeds; its score, and predict_proba of row 133 with components by ascending mean.
   */
  @ParameterizedTest
  @CsvSource({
    "full, -1.2012365176, 0.2156333209, 0.7843666791",
    "tied, -1.7090269549, 0.7452860404, 0.2547139596",
    "diag, -2.0478504786, 0.9810041384, 0.0189958616",
    "spherical, -2.5620939675, 0.8675569235, 0.1324430765"
  })
  void agrees_with_scikit_learn(String type, double likelihood, double second, double third) {
    Map<String, Object> options = new HashMap<>(EXACT);
    options.put("covariance_type", type);

    Gaussians model = (Gaussians) fit(learner, features, unknown, options);

    assertThat(likelihood(model, features)).isCloseTo(likelihood, within(1e-6));
    Integer[] order = {0, 1, 2};
    Arrays.sort(order, Comparator.comparingDouble(k -> model.means()[k][0]));
    double[] outputs = Iris.outputs(model)[2];
    assertThat(outputs[order[1]]).isCloseTo(second, within(1e-4));
    assertThat(outputs[order[2]]).isCloseTo(third, within(1e-4));
  }

  @Test
  void more_starts_and_more_steps_are_no_worse() {
    double one = likelihood(mixture(Map.of("n_components", 6)), features);
    double many = likelihood(mixture(Map.of("n_components", 6, "n_init", 8)), features);
    double step = likelihood(mixture(Map.of("n_components", 6, "max_iter", 1)), features);

    assertThat(many).isGreaterThanOrEqualTo(one);
    assertThat(one).isGreaterThan(step);
  }

  private Gaussians mixture(Map<String, ?> options) {
    return (Gaussians) fit(learner, features, unknown, options);
  }

  @Test
  void a_weight_counts_as_so_many_rows() {
    TargetVector weighted = Iris.weighted(unknown);
    int[] repeated = Iris.repeated();

    Gaussians one = (Gaussians) fit(learner, features, weighted, EXACT);
    Gaussians more =
        (Gaussians) fit(learner, features.select(repeated), unknown.select(repeated), EXACT);

    assertThat(likelihood(one, features.select(repeated)))
        .isCloseTo(likelihood(more, features.select(repeated)), within(1e-6));
  }

  @Test
  void goes_on_from_a_model() {
    Gaussians few = mixture(Map.of("n_components", 3, "max_iter", 1));
    FitContext context = new FitContext(7, 1, Checkpoint.NONE, Optional.of(few));

    Gaussians more =
        (Gaussians)
            fit(learner, features, unknown, Map.of("n_components", 3, "tol", 1e-9), context);

    assertThat(likelihood(more, features)).isGreaterThan(likelihood(few, features) + 0.01);
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(learner, features, unknown, Map.of("n_components", 2), context))
        .isEqualTo(
            "option 'n_components' has the value 2, but expects that of the model to go on from,"
                + " 3.");
  }

  @Test
  void more_groups_than_rows_and_groups_without_volume_are_refused() {
    FeatureMatrix few = matrix(new double[] {1, 2, 3}, new double[] {2, 4, 6});
    TargetVector three = TargetVector.unknown(Task.CLUSTERING, 3);

    assertMlError(MlError.INVALID_OPTION, () -> fit(learner, few, three, Map.of("n_components", 4)))
        .isEqualTo(
            "option 'n_components' has the value 4, but expects a whole number up to that of the"
                + " rows, 3.");
    for (String type : new String[] {"full", "tied", "diag", "spherical"}) {
      Map<String, Object> options = Map.of("reg_covar", 0, "covariance_type", type);
      assertMlError(MlError.INVALID_OPTION, () -> fit(learner, few, three, options))
          .contains("option 'reg_covar' has the value 0.0, but expects a greater number");
    }
    assertThat(fit(learner, few, three, Map.of()).outputs()).isEqualTo(3);
  }

  @Test
  void equal_rows_are_one_group() {
    FeatureMatrix equal = matrix(new double[20], new double[20]);

    double[][] outputs =
        fit(learner, equal, TargetVector.unknown(Task.CLUSTERING, 20), Map.of()).predict(equal);

    assertThat(Arrays.stream(outputs[3]).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void a_triangle_is_the_root_of_the_inverse() {
    int width = 13;
    SquareSums sums = new SquareSums(width);
    double[][] rows = new double[40][];
    SplittableRandom random = new SplittableRandom(2);
    Arrays.setAll(rows, i -> random.doubles(width, -1, 1).toArray());
    double[] weights = IntStream.range(0, 40).mapToDouble(i -> 0.5 + i).toArray();
    sums.add(rows, weights, 40, () -> {});

    Triangle triangle = Triangle.of(sums, 7, 0.25, () -> {}).orElseThrow();

    // F C F' = 1
    double[][] factor = new double[width][width];
    int next = 0;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        factor[i][j] = triangle.rows()[next++];
      }
    }
    double logarithm = 0;
    for (int i = 0; i < width; i++) {
      logarithm += Math.log(factor[i][i]);
      for (int j = 0; j < width; j++) {
        double sum = 0;
        for (int a = 0; a < width; a++) {
          for (int b = 0; b < width; b++) {
            double covariance = sums.row(Math.max(a, b))[Math.min(a, b)] / 7 + (a == b ? 0.25 : 0);
            sum += factor[i][a] * covariance * factor[j][b];
          }
        }
        assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
    }
    assertThat(triangle.logarithm()).isCloseTo(logarithm, within(1e-12));
  }
}
