// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.junit.jupiter.api.Test;

class MedianTreesTest {
  /** Stumps at 0.5 of one feature: left the first, right the second value of each. */
  private static MedianTrees stumps(double[][] leaves, double... weights) {
    int count = leaves.length;
    double[] thresholds = new double[count];
    Arrays.fill(thresholds, 0.5);
    return new MedianTrees(
        new Trees(
            1,
            new int[count],
            thresholds,
            IntStream.range(0, count).map(t -> ~(2 * t)).toArray(),
            IntStream.range(0, count).map(t -> ~(2 * t + 1)).toArray(),
            Arrays.stream(leaves).flatMapToDouble(Arrays::stream).toArray(),
            1,
            IntStream.range(0, count).toArray(),
            new double[count],
            Link.IDENTITY,
            count),
        weights);
  }

  private static double at(MedianTrees trees, double feature) {
    double[] outputs = new double[1];
    trees.predict(new double[] {feature}, outputs);
    return outputs[0];
  }

  @Test
  void gives_the_least_value_that_half_of_the_weight_does_not_exceed() {
    MedianTrees alike = stumps(new double[][] {{3, 9}, {1, 7}, {2, 8}, {4, 6}}, 1, 1, 1, 1);
    MedianTrees heavy = stumps(new double[][] {{3, 9}, {1, 7}, {2, 8}, {4, 6}}, 5, 1, 1, 1);

    assertThat(at(alike, 0)).isEqualTo(2);
    assertThat(at(alike, 1)).isEqualTo(7);
    assertThat(at(heavy, 0)).isEqualTo(3);
    assertThat(at(heavy, 1)).isEqualTo(9);
  }

  @Test
  void evaluators_give_the_bits_of_the_definition() {
    SplittableRandom random = new SplittableRandom(1);
    for (int count : new int[] {1, 2, 3, 10, 51}) {
      double[][] leaves = new double[count][];
      double[] weights = new double[count];
      for (int t = 0; t < count; t++) {
        leaves[t] = new double[] {random.nextInt(8), random.nextDouble()};
        weights[t] = 1 + random.nextInt(3);
      }
      MedianTrees trees = stumps(leaves, weights);
      double[] column = {0, 1, 0.5, 0.75};

      double[][] outputs =
          trees.predict(new FeatureMatrix(List.of("A"), new double[][] {column}, 4));

      for (int row = 0; row < 4; row++) {
        int side = column[row] <= 0.5 ? 0 : 1;
        assertThat(outputs[row]).containsExactly(median(leaves, side, weights));
        assertThat(at(trees, column[row])).isEqualTo(outputs[row][0]);
      }
    }
  }

  private static double median(double[][] leaves, int side, double[] weights) {
    int[] order =
        IntStream.range(0, leaves.length)
            .boxed()
            .sorted(Comparator.comparingDouble(t -> leaves[t][side]))
            .mapToInt(Integer::intValue)
            .toArray();
    double total = Arrays.stream(weights).sum();
    double passed = 0;
    for (int t : order) {
      passed += weights[t];
      if (passed >= total / 2) {
        return leaves[t][side];
      }
    }
    throw new IllegalStateException("no tree");
  }

  @Test
  void weights_must_be_above_zero_and_as_many_as_trees() {
    double[][] leaves = {{1, 2}, {3, 4}};
    assertThatIllegalArgumentException().isThrownBy(() -> stumps(leaves, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> stumps(leaves, 1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> stumps(leaves, 1));
  }
}
