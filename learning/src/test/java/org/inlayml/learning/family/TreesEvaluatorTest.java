// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreesEvaluatorTest {
  private static final int INPUTS = 5;

  @Test
  void gives_the_bits_of_the_trees_row_by_row_and_in_batches() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 60; round++) {
      Trees trees = trees(random, round % 4, random.nextInt(14));
      double[][] rows = rows(random, random.nextInt(9) + (round % 10 == 0 ? 600 : 0));

      Evaluator evaluator = trees.evaluator();

      double[][] batch = new double[rows.length][trees.outputs()];
      evaluator.predict(rows, batch);
      for (int row = 0; row < rows.length; row++) {
        double[] expected = new double[trees.outputs()];
        trees.predict(rows[row], expected);
        double[] single = new double[trees.outputs()];
        evaluator.predict(rows[row], single);
        assertThat(single).as("round %s, row %s", round, row).containsExactly(expected);
        assertThat(batch[row]).as("round %s, row %s", round, row).containsExactly(expected);
      }
    }
  }

  /** Trees of any shape, leaves alone among them: a number, two classes, three as votes, rounds. */
  private static Trees trees(SplittableRandom random, int kind, int count) {
    Link link =
        switch (kind) {
          case 0 -> Link.IDENTITY;
          case 1 -> Link.LOGISTIC;
          case 2 -> Link.NORMALIZED;
          default -> Link.SOFTMAX;
        };
    int outputs = kind == 0 ? 1 : kind == 1 ? 2 : 3;
    int leafWidth = kind == 2 ? 3 : 1;
    List<int[]> nodes = new ArrayList<>();
    List<Double> thresholds = new ArrayList<>();
    int[] leaves = {0};
    int[] roots = new int[count];
    for (int tree = 0; tree < count; tree++) {
      roots[tree] = grow(random, random.nextInt(9), nodes, thresholds, leaves);
    }
    return new Trees(
        INPUTS,
        nodes.stream().mapToInt(n -> n[0]).toArray(),
        thresholds.stream().mapToDouble(t -> t).toArray(),
        nodes.stream().mapToInt(n -> n[1]).toArray(),
        nodes.stream().mapToInt(n -> n[2]).toArray(),
        random.doubles((long) leaves[0] * leafWidth).toArray(),
        leafWidth,
        roots,
        random.doubles(link.sums(outputs)).toArray(),
        link,
        outputs);
  }

  private static int grow(
      SplittableRandom random,
      int depth,
      List<int[]> nodes,
      List<Double> thresholds,
      int[] leaves) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return ~leaves[0]++;
    }
    int[] node = {random.nextInt(INPUTS), 0, 0};
    int number = nodes.size();
    nodes.add(node);
    thresholds.add((double) random.nextInt(5));
    node[1] = grow(random, depth - 1, nodes, thresholds, leaves);
    node[2] = grow(random, depth - 1, nodes, thresholds, leaves);
    return number;
  }

  /** Values that often equal a threshold, and the largest ones there are. */
  private static double[][] rows(SplittableRandom random, int count) {
    double[][] rows = new double[count][INPUTS];
    for (double[] row : rows) {
      for (int i = 0; i < INPUTS; i++) {
        row[i] =
            switch (random.nextInt(8)) {
              case 0 -> Double.MAX_VALUE;
              case 1 -> -Double.MAX_VALUE;
              case 2 -> -0.0;
              default -> random.nextInt(5);
            };
      }
    }
    return rows;
  }
}
