// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticCurvatureTest {
  private static final int ROWS = 1_500;

  private static LogisticObjective objective(int classes, boolean weighted, int widest) {
    FeatureMatrix features = Fitting.madeUpFeatures(ROWS, 7, 31);
    TargetVector target = Fitting.madeUpClasses(features, classes, 32);
    double[] weights = new double[weighted ? ROWS : 0];
    Arrays.setAll(weights, i -> 0.5 + i % 3);
    return new LogisticObjective(
        CentredFeatures.of(features, true),
        new TargetVector(target.task(), target.values(), classes, weights),
        0.5,
        widest,
        () -> {});
  }

  @ParameterizedTest
  @CsvSource({"2, false", "2, true", "3, false", "4, true"})
  void the_matrix_multiplies_as_passes_over_the_rows_do(int classes, boolean weighted) {
    LogisticObjective formed = objective(classes, weighted, 1_000);
    LogisticObjective passing = objective(classes, weighted, 0);
    double[] vector = new double[formed.size()];
    Arrays.setAll(vector, i -> 0.1 * (i % 5 - 2));
    double[][] products = new double[4][vector.length];

    formed.evaluate(vector, new double[vector.length]);
    passing.evaluate(vector, new double[vector.length]);
    formed.multiply(vector, products[0]);
    passing.multiply(vector, products[1]);
    formed.diagonal(products[2]);
    passing.diagonal(products[3]);

    assertThat(formed.isFormed()).isTrue();
    assertThat(passing.isFormed()).isFalse();
    assertThat(products[0]).containsExactly(products[1], within(1e-8));
    assertThat(products[2]).containsExactly(products[3], within(1e-8));
  }

  @ParameterizedTest
  @CsvSource({"2, false", "2, true", "3, false", "4, true"})
  void a_penalty_on_absolute_values_leads_to_the_same_end(int classes, boolean weighted) {
    LogisticObjective formed = objective(classes, weighted, 1_000);
    LogisticObjective passing = objective(classes, weighted, 0);
    double[] zero = new double[formed.size()];

    double[] one = ProximalNewton.minimise(formed, zero, 2, 0.5, 100, 1e-7, share -> {});
    double[] other = ProximalNewton.minimise(passing, zero, 2, 0.5, 100, 1e-7, share -> {});

    int stride = zero.length / formed.sums();
    for (int i = 0; i < zero.length; i++) {
      int intercept = i / stride * stride + stride - 1;
      // intercepts of several sums may move together
      double shift = i == intercept && formed.sums() > 1 ? one[stride - 1] - other[stride - 1] : 0;
      assertThat(one[i] - shift).isCloseTo(other[i], within(1e-5));
    }
  }
}
