// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TwoSidedTreesTest {
  @Test
  void trees_of_two_sides_give_their_own_bits() {
    int[][] shapes = {{1, 8}, {100, 31}, {100, 64}, {30, 300}};
    for (int round = 0; round < 6 * shapes.length; round++) {
      int inputs = 9;
      int[] twice = {0, 2, 7};
      RandomTrees random = new RandomTrees(round, inputs + twice.length, 10, 300);
      int[] shape = shapes[round / 6];
      Trees trees =
          round % 2 == 0
              ? random.trees(round % 4, shape[0], shape[1])
              : random.treesWithSets(round % 4, shape[0], shape[1]);
      TwoSidedTrees both = new TwoSidedTrees(trees, twice);
      int indicators = round % 3 == 0 ? inputs : 6;

      EvaluatorTest.checkAll(
          round, both, both.evaluator(), new RandomTrees(round, inputs, 9, 300), inputs);
      EvaluatorTest.checkAll(
          round,
          both,
          both.evaluator(),
          new RandomTrees(round, inputs, indicators, 300),
          indicators);
    }
  }

  @Test
  void inputs_stand_twice_only_where_a_node_tests_the_second() {
    RandomTrees random = new RandomTrees(1, 6, 6, 20);
    Trees doubled = random.trees(0, 5, 9);
    double[][] rows = new RandomTrees(2, 3, 3, 20).rows(200);

    Model model = TwoSidedTrees.of(doubled);

    assertThat(model.inputs()).isEqualTo(3);
    for (double[] row : rows) {
      double[] all = Arrays.copyOf(row, 6);
      for (int i = 0; i < 3; i++) {
        all[3 + i] = row[i] == -Double.MAX_VALUE ? Double.MAX_VALUE : row[i];
      }
      double[] expected = new double[1];
      double[] given = new double[1];
      doubled.predict(all, expected);
      model.predict(row, given);
      assertThat(given).isEqualTo(expected);
    }
    assertThat(TwoSidedTrees.doubled(model).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(doubled);
    int[] low = Arrays.stream(doubled.feature()).map(feature -> feature % 3).toArray();
    Model plain = TwoSidedTrees.of(doubled.withInputs(6, low));
    assertThat(plain).isInstanceOf(Trees.class);
    assertThat(plain.inputs()).isEqualTo(3);
  }

  @Test
  void only_inputs_that_are_there_stand_twice() {
    Trees trees = new RandomTrees(1, 5, 5, 20).trees(0, 5, 9);

    for (int[] twice : new int[][] {{4}, {-1}, {1, 1}, {1, 0}, {0, 1, 2, 3, 4}}) {
      assertThatThrownBy(() -> new TwoSidedTrees(trees, twice))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
