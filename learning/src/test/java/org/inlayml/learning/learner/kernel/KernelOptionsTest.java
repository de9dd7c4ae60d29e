// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.Arrays;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction.Kind;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;

/** What the options of kernels and support vector machines do, and what weights mean. */
class KernelOptionsTest {
  private static final Learner SVM = new SvmLearner();
  private static final TargetVector NUMBERS = Fitting.regression(false);

  private static Kernel regression(Map<String, Object> options) {
    return (Kernel) Fitting.fit(SVM, NUMBERS, options);
  }

  @Test
  void gamma_is_a_number_or_follows_from_the_features() {
    assertThat(regression(Map.of("gamma", "0.25")).function().gamma()).isEqualTo(0.25);
    assertThat(regression(Map.of("gamma", "AUTO")).function().gamma()).isEqualTo(0.25);
    assertThat(regression(Map.of()).function().gamma()).isCloseTo(0.7278, within(0.05));
    assertMlError(MlError.INVALID_OPTION, () -> regression(Map.of("gamma", "wide")))
        .isEqualTo(
            "option 'gamma' has the value 'wide', but expects a number from 0 to infinity, or one"
                + " of 'scale', 'auto'.");
  }

  @Test
  void kernel_degree_and_coef0_are_those_of_the_function() {
    Kernel model = regression(Map.of("kernel", "poly", "degree", 2, "coef0", 1));

    assertThat(model.function().kind()).isEqualTo(Kind.POLYNOMIAL);
    assertThat(model.function().degree()).isEqualTo(2);
    assertThat(model.function().coef0()).isEqualTo(1);
    assertThat(regression(Map.of("kernel", "laplacian")).function().kind())
        .isEqualTo(Kind.LAPLACIAN);
    assertThat(regression(Map.of("kernel", "sigmoid")).function().kind()).isEqualTo(Kind.SIGMOID);
  }

  @Test
  void few_steps_leave_few_supports() {
    assertThat(regression(Map.of("max_iter", 2)).size()).isLessThanOrEqualTo(4);
  }

  /** 1 MB holds the matrix of 362 rows. */
  @Test
  void a_small_cache_changes_nothing_but_the_time() {
    int[] often = new int[600];
    Arrays.setAll(often, i -> i * 7 % Fitting.ROWS);
    FeatureMatrix features = Fitting.features().select(often);
    for (int classes : new int[] {0, 2, 3}) {
      TargetVector target =
          (classes == 0 ? NUMBERS : Fitting.classification(classes, false)).select(often);

      Model small = Fitting.fit(SVM, features, target, Map.of("cache_size", 1));
      Model large = Fitting.fit(SVM, features, target, Map.of());

      double[] expected = Fitting.first(large, Fitting.ROWS);
      assertThat(Fitting.first(small, Fitting.ROWS)).containsExactly(expected, within(1e-3));
    }
  }

  @Test
  void weights_count_as_repeated_rows() {
    FeatureMatrix repeated = Fitting.features().select(Fitting.repeated());
    Map<String, Object> exact = Map.of("tol", 1e-9, "gamma", 0.5);
    for (Learner learner : new Learner[] {SVM, new NuSvmLearner(), new OneClassSvmLearner()}) {
      TargetVector weighted =
          learner instanceof OneClassSvmLearner ? Fitting.unknown(true) : Fitting.regression(true);
      TargetVector alike = learner instanceof OneClassSvmLearner ? Fitting.unknown(false) : NUMBERS;

      Model one = Fitting.scores(Fitting.fit(learner, weighted, exact));
      Model other =
          Fitting.scores(Fitting.fit(learner, repeated, alike.select(Fitting.repeated()), exact));

      assertThat(Fitting.first(one, Fitting.ROWS))
          .containsExactly(Fitting.first(other, Fitting.ROWS), within(1e-5));
    }
  }

  @Test
  void a_nu_that_no_boundary_has_is_refused() {
    double[] labels = new double[Fitting.ROWS];
    labels[3] = 1;
    labels[8] = 1;
    labels[9] = 1;
    TargetVector target = new TargetVector(labels, 2);

    assertMlError(
            MlError.INVALID_OPTION,
            () -> Fitting.fit(new NuSvmLearner(), target, Map.of("nu", 0.4)))
        .startsWith("option 'nu' has the value 0.4, but expects at most twice the share");
    assertThat(Fitting.fit(new NuSvmLearner(), target, Map.of()).outputs()).isEqualTo(2);
  }

  @Test
  void contamination_sets_the_threshold_of_strangeness_else_the_boundary_does() {
    Learner learner = new OneClassSvmLearner();

    Model given = Fitting.fit(learner, Fitting.unknown(false), Map.of("contamination", 0.1));
    Model own = Fitting.fit(learner, Fitting.unknown(false), Map.of("nu", 0.3));

    assertThat(anomalies(given)).isEqualTo(9);
    // rows on the boundary, some ten, are on either side of it by rounding
    assertThat(anomalies(own)).isBetween(15L, 37L);
  }

  private static long anomalies(Model model) {
    return Arrays.stream(model.predict(Fitting.features())).filter(o -> o[1] > 0.5).count();
  }

  @Test
  void huge_values_and_equal_rows_do_no_harm() {
    double[] huge = new double[Fitting.ROWS];
    Arrays.setAll(huge, i -> i % 2 == 0 ? 1e300 : -1e300);
    FeatureMatrix odd = Fitting.features(huge, new double[Fitting.ROWS]);
    for (String kernel : new String[] {"rbf", "linear", "poly", "sigmoid", "laplacian"}) {
      for (int classes : new int[] {0, 2, 3}) {
        TargetVector target = classes == 0 ? NUMBERS : Fitting.classification(classes, false);

        Model model = Fitting.fit(SVM, odd, target, Map.of("kernel", kernel, "max_iter", 1_000));

        assertThat(Arrays.stream(model.predict(odd)).flatMapToDouble(Arrays::stream))
            .allMatch(Double::isFinite);
      }
    }
  }
}
