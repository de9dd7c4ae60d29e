// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QuantizedTreesTest {
  private static final int ROWS = 1000;

  private final Random random = new Random(1);

  @Test
  void every_training_row_reaches_the_same_leaves() {
    for (double unit : new double[] {1, 1e-300, 1e300, 1e-9}) {
      double[][] columns = columns(unit, 0);
      Trees trees = trees(columns);

      Trees quantized = QuantizedTrees.of(trees, columns, () -> {});

      assertThat(leaves(quantized, columns))
          .as("unit %s", unit)
          .isDeepEqualTo(leaves(trees, columns));
    }
  }

  /** Moments in milliseconds lie closer together than floats of their size do. */
  @Test
  void neighbours_with_no_float_between_them_stay_apart() {
    double[][] columns = columns(1, 1.7e12);
    Trees trees = trees(columns);

    Trees quantized = QuantizedTrees.of(trees, columns, () -> {});

    assertThat(leaves(quantized, columns)).isDeepEqualTo(leaves(trees, columns));
  }

  @Test
  void thresholds_are_few_and_floats_where_floats_lie_between() {
    double[][] columns = columns(1, 0);
    Trees trees = trees(columns, 1000, 1);

    Trees quantized = QuantizedTrees.of(trees, columns, () -> {});

    double[] floats = DoubleStream.of(quantized.threshold()).map(t -> (float) t).toArray();
    assertThat(Arrays.equals(quantized.threshold(), floats)).isTrue();
    assertThat(different(quantized.threshold())).isLessThan(different(trees.threshold()));
  }

  @Test
  void leaf_values_are_few_near_and_add_up_in_any_order() {
    double[][] columns = columns(1, 0);
    Trees trees = trees(columns);
    double[] values = trees.values();
    double mean = DoubleStream.of(values).average().orElseThrow();
    double deviation =
        Math.sqrt(
            DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());

    double[] rounded = QuantizedTrees.of(trees, columns, () -> {}).values();

    assertThat(different(rounded)).isLessThan(600);
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(rounded[i] - values[i])).isLessThanOrEqualTo(deviation / 128);
    }
    double forwards = 0;
    double backwards = 0;
    for (int i = 0; i < rounded.length; i++) {
      forwards += rounded[i];
      backwards += rounded[rounded.length - 1 - i];
    }
    assertThat(forwards).isEqualTo(backwards);
  }

  @Test
  void what_is_quantized_stays_as_it_is_when_quantized_again() {
    double[][] columns = columns(1, 0);
    Trees once = QuantizedTrees.of(trees(columns), columns, () -> {});

    Trees twice = QuantizedTrees.of(once, columns, () -> {});

    assertThat(leaves(twice, columns)).isDeepEqualTo(leaves(once, columns));
    assertThat(different(twice.threshold())).isLessThanOrEqualTo(different(once.threshold()));
  }

  @Test
  void equal_leaves_and_nodes_without_rows_are_left_alone() {
    Trees trees =
        new Trees(
            1,
            new int[] {0},
            new double[] {7.25},
            new int[] {~0},
            new int[] {~1},
            new double[] {0.1, 0.1},
            1,
            new int[] {0},
            new double[1],
            Link.IDENTITY,
            1);

    Trees quantized = QuantizedTrees.of(trees, new double[][] {{}}, () -> {});

    assertThat(quantized.threshold()).containsExactly(7.25);
    assertThat(quantized.values()).containsExactly(0.1, 0.1);
  }

  @Test
  void sets_stay_as_they_are() {
    double[][] columns = new double[6][];
    Arrays.setAll(columns, j -> random.ints(ROWS, -1, 60).asDoubleStream().toArray());
    Trees trees = new RandomTrees(3, 6, 6, 90).treesWithSets(0, 20, 31);

    Trees quantized = QuantizedTrees.of(trees, columns, () -> {});

    assertThat(quantized.sets()).isEqualTo(trees.sets());
    assertThat(quantized.categorical()).isEqualTo(trees.categorical());
    for (int node = 0; node < trees.feature().length; node++) {
      if (trees.isCategorical(trees.feature()[node])) {
        assertThat(quantized.threshold()[node]).isEqualTo(trees.threshold()[node]);
      }
    }
  }

  @Test
  void the_pause_ends_the_work() {
    double[][] columns = columns(1, 0);

    assertThatThrownBy(
            () ->
                QuantizedTrees.of(
                    trees(columns),
                    columns,
                    () -> {
                      throw new IllegalStateException("enough");
                    }))
        .hasMessage("enough");
  }

  private double[][] columns(double unit, double offset) {
    double[][] columns = new double[3][];
    for (int feature = 0; feature < columns.length; feature++) {
      columns[feature] =
          random.ints(ROWS, -50_000, 50_000).mapToDouble(i -> offset + i / 100.0 * unit).toArray();
    }
    return columns;
  }

  private Trees trees(double[][] columns) {
    return trees(columns, 10, 127);
  }

  /** Trees that split at the middle between two values of random rows. */
  private Trees trees(double[][] columns, int count, int nodes) {
    double[][] ordered = new double[columns.length][];
    for (int column = 0; column < columns.length; column++) {
      ordered[column] = DoubleStream.of(columns[column]).sorted().toArray();
    }
    int[] feature = random.ints((long) count * nodes, 0, columns.length).toArray();
    double[] threshold = new double[feature.length];
    int[] left = new int[feature.length];
    int[] right = new int[feature.length];
    for (int node = 0; node < feature.length; node++) {
      double[] sorted = ordered[feature[node]];
      int below = random.nextInt(ROWS - 1);
      double middle = sorted[below] / 2 + sorted[below + 1] / 2;
      threshold[node] = middle < sorted[below + 1] ? middle : sorted[below];
      int first = node / nodes * nodes;
      int child = 2 * (node - first) + 1;
      int leaf = node / nodes * (nodes + 1) + child - nodes;
      left[node] = child < nodes ? first + child : ~leaf;
      right[node] = child < nodes ? first + child + 1 : ~(leaf + 1);
    }
    return new Trees(
        columns.length,
        feature,
        threshold,
        left,
        right,
        random.doubles((long) count * (nodes + 1), -3, 5).toArray(),
        1,
        IntStream.range(0, count).map(tree -> tree * nodes).toArray(),
        new double[1],
        Link.IDENTITY,
        1);
  }

  private static long different(double[] values) {
    return DoubleStream.of(values).distinct().count();
  }

  /** Rows × trees. */
  private static int[][] leaves(Trees trees, double[][] columns) {
    int[][] leaves = new int[columns[0].length][trees.roots().length];
    for (int row = 0; row < leaves.length; row++) {
      for (int tree = 0; tree < leaves[row].length; tree++) {
        int node = trees.roots()[tree];
        while (node >= 0) {
          node =
              columns[trees.feature()[node]][row] <= trees.threshold()[node]
                  ? trees.left()[node]
                  : trees.right()[node];
        }
        leaves[row][tree] = ~node;
      }
    }
    return leaves;
  }
}
