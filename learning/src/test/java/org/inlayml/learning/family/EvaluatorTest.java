// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedRows;
import org.junit.jupiter.api.Test;

/** All forms of a model give the bits of the model itself. */
class EvaluatorTest {
  private static final int[] COUNTS = {1, 2, 3, 8, 15, 16, 17, 33, 64, 70};

  @Test
  void masks_of_small_trees_give_the_bits_of_the_trees() {
    for (int round = 0; round < 80; round++) {
      int inputs = 1 + round % 7;
      RandomTrees random = new RandomTrees(round, inputs, inputs - round % 3 % inputs, 40);
      int mostLeaves = round % 2 == 0 ? 32 : 64;
      Trees trees = random.trees(round % 4, COUNTS[round % COUNTS.length], mostLeaves);
      TreeShapes shapes = TreeShapes.of(trees);
      Splits splits = new Splits(trees);
      assertThat(MaskedChunk.suits(splits, shapes, trees.leafWidth())).isTrue();

      Evaluator evaluator = new MaskedTrees(trees, splits, shapes);

      checkAll(round, trees, evaluator, random, inputs - round % 3 % inputs);
    }
  }

  @Test
  void masks_of_trees_with_sets_give_the_bits_of_the_trees() {
    for (int round = 0; round < 80; round++) {
      int inputs = 1 + round % 7;
      int indicators = inputs - round % 3 % inputs;
      RandomTrees random = new RandomTrees(round, inputs, indicators, 40 + 40 * (round % 16));
      int mostLeaves = round % 2 == 0 ? 32 : 64;
      Trees trees = random.treesWithSets(round % 4, COUNTS[round % COUNTS.length], mostLeaves);
      TreeShapes shapes = TreeShapes.of(trees);
      Splits splits = new Splits(trees);
      assertThat(MaskedChunk.suits(splits, shapes, trees.leafWidth())).isTrue();

      Evaluator evaluator = new MaskedTrees(trees, splits, shapes);

      checkAll(round, trees, evaluator, random, indicators);
      checkAll(round, trees, trees.evaluator(), random, indicators);
    }
  }

  @Test
  void trees_with_sets_have_masks_where_they_are_small() {
    assertThat(new RandomTrees(1, 9, 9, 200).treesWithSets(0, 100, 31).evaluator())
        .isInstanceOf(MaskedTrees.class);
    assertThat(new RandomTrees(1, 9, 9, 200).treesWithSets(0, 100, 300).evaluator())
        .isInstanceOf(PlainEvaluator.class);
  }

  @Test
  void packed_trees_give_the_bits_of_the_trees() {
    for (int round = 0; round < 80; round++) {
      int inputs = 1 + round % 9;
      RandomTrees random =
          new RandomTrees(round, inputs, inputs - round % 3 % inputs, 1 + 9 * round);
      Trees trees = random.trees(round % 4, COUNTS[round % COUNTS.length], 1 + 5 * round);
      Splits splits = new Splits(trees);
      assertThat(PackedTrees.suits(trees, splits)).isTrue();

      Evaluator evaluator = new PackedTrees(trees, splits, TreeShapes.of(trees));

      checkAll(round, trees, evaluator, random, inputs - round % 3 % inputs);
    }
  }

  @Test
  void compact_trees_give_the_bits_of_the_plain_walk() {
    int fitting = 0;
    for (int round = 0; round < 120; round++) {
      int inputs = 1 + round % 20;
      RandomTrees random =
          new RandomTrees(round, inputs, inputs - round % 3 % inputs, 1 + 9 * round);
      Trees trees = random.trees(round % 4, COUNTS[round % COUNTS.length], 1 + 5 * round);
      Splits splits = new Splits(trees);
      TreeShapes shapes = TreeShapes.of(trees);
      if (CompactTrees.fits(trees, splits, shapes)) {
        fitting++;

        Evaluator evaluator = new CompactTrees(trees, splits, shapes);

        checkAll(round, trees, evaluator, random, inputs - round % 3 % inputs);
      }
    }
    assertThat(fitting).isGreaterThan(100);
  }

  @Test
  void trees_as_they_are_give_their_own_bits() {
    for (int round = 0; round < 20; round++) {
      RandomTrees random = new RandomTrees(round, 6, 3, 20);
      Trees trees = random.trees(round % 4, 3, 12);

      checkAll(round, trees, new PlainEvaluator(trees), random, 3);
    }
  }

  @Test
  void the_form_that_is_chosen_gives_the_bits_of_the_trees() {
    int[][] shapes = {{1, 8}, {100, 31}, {100, 64}, {40, 65}, {30, 700}, {2, 2}, {90, 2}, {5, 1}};
    for (int round = 0; round < 4 * shapes.length; round++) {
      int inputs = round % 3 == 0 ? 150 : 12;
      RandomTrees random = new RandomTrees(round, inputs, 10, 300);
      Trees trees = random.trees(round % 4, shapes[round / 4][0], shapes[round / 4][1]);

      checkAll(round, trees, trees.evaluator(), random, 10);
    }
  }

  @Test
  void small_trees_have_masks_large_ones_are_packed_and_a_few_are_left_as_they_are() {
    assertThat(new RandomTrees(1, 9, 9, 200).trees(0, 100, 31).evaluator())
        .isInstanceOf(MaskedTrees.class);
    assertThat(new RandomTrees(1, 9, 9, 200).trees(0, 100, 300).evaluator())
        .isInstanceOf(PackedTrees.class);
    assertThat(new RandomTrees(1, 60, 60, 200).trees(0, 100, 31).evaluator())
        .as("masks of many inputs cost more than steps")
        .isInstanceOf(PackedTrees.class);
    assertThat(new RandomTrees(1, 9, 9, 200).trees(0, 1, 31).evaluator())
        .isInstanceOf(PlainEvaluator.class);
    assertThat(new RandomTrees(1, 9_000, 9_000, 2).trees(2, 200, 2_000).evaluator())
        .as("more inputs than a packed node has bits for")
        .isInstanceOf(PlainEvaluator.class);
  }

  @Test
  void a_chain_of_nodes_is_descended_to_its_end() {
    int depth = 300;
    int[] left = IntStream.range(0, depth).map(i -> ~i).toArray();
    int[] right = IntStream.range(0, depth).map(i -> i + 1 < depth ? i + 1 : ~depth).toArray();
    double[] thresholds = IntStream.range(0, depth).asDoubleStream().toArray();
    double[] values = IntStream.rangeClosed(0, depth).mapToDouble(i -> 1.0 / (i + 1)).toArray();
    Trees chain =
        new Trees(
            1,
            new int[depth],
            thresholds,
            left,
            right,
            values,
            1,
            new int[] {0, 5, 0, ~7},
            new double[] {0.1},
            Link.IDENTITY,
            1);

    Evaluator evaluator = new PackedTrees(chain, new Splits(chain), TreeShapes.of(chain));

    double[][] rows = new double[depth + 2][];
    Arrays.setAll(rows, i -> new double[] {i - 0.5});
    check("chain", chain, evaluator, rows, 1);
  }

  @Test
  void linear_models_give_their_own_bits_though_zeros_are_left_out() {
    SplittableRandom random = new SplittableRandom(5);
    Link[] links = Link.values();
    for (int round = 0; round < 120; round++) {
      Link link = links[round % links.length];
      int outputs = link == Link.LOGISTIC ? 2 : 1 + random.nextInt(3);
      int inputs = 1 + random.nextInt(11);
      double[][] coefficients = new double[link.sums(outputs)][];
      for (int k = 0; k < coefficients.length; k++) {
        coefficients[k] = odd(random, round, inputs);
      }
      double[] intercepts = odd(random, round, coefficients.length);
      Linear linear = new Linear(coefficients, intercepts, link, outputs);
      int indicators = random.nextInt(inputs + 1);
      RandomTrees rows = new RandomTrees(round, inputs, indicators, 10);

      checkAll(round, linear, linear.evaluator(), rows, indicators);
    }
  }

  /** In some rounds what forbids leaving zeros out: infinite weights, an intercept of -0. */
  private static double[] odd(SplittableRandom random, int round, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (random.nextInt(8)) {
            case 0 -> 0.0;
            case 1 -> round % 10 == 9 ? Double.POSITIVE_INFINITY : 1;
            case 2 -> round % 10 > 7 ? -0.0 : -1;
            default -> random.nextDouble(-2, 2);
          };
    }
    return values;
  }

  static void checkAll(
      int round, Model model, Evaluator evaluator, RandomTrees random, int indicators) {
    for (int count : new int[] {0, 1, 7, round % 20 == 0 ? EncodedBlock.ROWS : 40}) {
      check("round " + round, model, evaluator, random.rows(count), indicators);
    }
  }

  static void check(
      String name, Model model, Evaluator evaluator, double[][] rows, int indicators) {
    double[][] expected = new double[rows.length][model.outputs()];
    double[][] whole = new double[rows.length][model.outputs()];
    double[][] sparse = new double[rows.length][model.outputs()];
    Evaluator.OfRows single = evaluator.forRows();
    for (int i = 0; i < rows.length; i++) {
      model.predict(rows[i], expected[i]);
      single.predict(EncodedRows.whole(rows[i]), whole[i]);
      single.predict(EncodedRows.sparse(rows[i], indicators), sparse[i]);
    }
    Evaluator.OfBlocks blocks = evaluator.forBlocks();

    assertThat(bits(whole)).as("%s, row by row", name).isDeepEqualTo(bits(expected));
    assertThat(bits(sparse)).as("%s, zeros left out", name).isDeepEqualTo(bits(expected));
    for (int from : new int[] {0, rows.length / 2}) {
      long[][] last = bits(Arrays.copyOfRange(expected, from, rows.length));
      assertThat(bits(predict(blocks, model, rows, model.inputs(), from)))
          .as("%s, columns from %s", name, from)
          .isDeepEqualTo(last);
      assertThat(bits(predict(blocks, model, rows, indicators, from)))
          .as("%s, columns and indicators from %s", name, from)
          .isDeepEqualTo(last);
    }
    assertThat(evaluator.bytes()).isNotNegative();
  }

  private static long[][] bits(double[][] values) {
    return Arrays.stream(values)
        .map(row -> Arrays.stream(row).mapToLong(Double::doubleToLongBits).toArray())
        .toArray(long[][]::new);
  }

  private static double[][] predict(
      Evaluator.OfBlocks blocks, Model model, double[][] rows, int indicators, int from) {
    int to = 3;
    int count = rows.length - from;
    EncodedBlock block = EncodedRows.block(rows, model.inputs(), indicators);
    block.take(from, count);
    double[][] columns = new double[model.outputs()][to + count];
    blocks.predict(block, columns, to);
    double[][] predicted = new double[count][model.outputs()];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < columns.length; k++) {
        predicted[i][k] = columns[k][to + i];
      }
    }
    return predicted;
  }
}
