// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels of supports: one row or many, the bits are the same. */
class KernelTest {
  @ParameterizedTest
  @EnumSource(KernelFunction.Kind.class)
  void blocks_give_the_bits_of_single_rows(KernelFunction.Kind kind) {
    SplittableRandom random = new SplittableRandom(7);
    for (int width : new int[] {1, 3, 4, 7, 20}) {
      double[][] columns = new double[width][];
      for (int j = 0; j < width; j++) {
        columns[j] = random.doubles(700, -2, 2).toArray();
      }
      FeatureMatrix features =
          new FeatureMatrix(
              IntStream.range(0, width).mapToObj(j -> "F" + j).toList(), columns, 700);
      Kernel model =
          new Kernel(
              new KernelFunction(kind, 0.4, 0.3, 3),
              width,
              random.doubles(5L * width, -2, 2).toArray(),
              new int[][] {{0, 2, 4}, {}, {1, 2, 3}},
              new double[][] {{0.1, -3, 2}, {}, {1, 0.5, -0.25}},
              new double[] {0.5, 7, -1});
      double[][] rows = features.toRows();

      double[][] blocks = model.predict(features);

      for (int i = 0; i < rows.length; i++) {
        double[] outputs = new double[3];
        model.predict(rows[i], outputs);
        assertThat(blocks[i]).containsExactly(outputs);
      }
    }
  }

  @Test
  void decay_is_the_exponential_function_to_two_units_in_the_last_place() {
    SplittableRandom random = new SplittableRandom(5);
    double[] values = new double[2_000];
    double[] factors = random.doubles(1_000, 0, 700).toArray();
    System.arraycopy(factors, 0, values, 0, 1_000);

    Decay.exp(-1, values, 1_000);

    for (int i = 0; i < 1_000; i++) {
      double exact = StrictMath.exp(-factors[i]);
      assertThat(values[i]).isEqualTo(Decay.exp(-factors[i]));
      assertThat(Math.abs(values[i] - exact)).isLessThanOrEqualTo(2 * Math.ulp(exact));
    }
    assertThat(Decay.exp(-0.0)).isEqualTo(1);
    assertThat(Decay.exp(-1e308)).isZero();
    assertThat(Decay.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Decay.exp(Double.NaN)).isZero();
  }

  /** The pairs of a classifier that has probabilities give these back. */
  @Test
  void coupling_finds_the_probabilities_that_the_pairs_come_from() {
    double[] truth = {0.1, 0.6, 0.05, 0.25};
    int[] classes = {0, 2, 3, 4};
    double[] scores = new double[6 + 8];
    int pair = 0;
    for (int a = 0; a < 4; a++) {
      for (int b = a + 1; b < 4; b++) {
        scores[pair++] = Math.log(truth[b] / truth[a]);
      }
    }
    double[] slopes = new double[6];
    Arrays.fill(slopes, 1);
    PairwiseSigmoids coupling = new PairwiseSigmoids(5, classes, slopes, new double[6]);
    double[] outputs = new double[5];

    coupling.apply(scores, outputs);

    assertThat(coupling.room()).isEqualTo(14);
    assertThat(outputs).containsExactly(new double[] {0.1, 0, 0.6, 0.05, 0.25}, within(1e-8));
  }
}
