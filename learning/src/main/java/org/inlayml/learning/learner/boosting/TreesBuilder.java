// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.family.Evaluator;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.family.TwoSidedTrees;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * Turns grown trees into the arrays of {@link Trees}, behind those of a model to go on from. In
 * these every input stands twice, as {@link TwoSidedTrees#of} takes it.
 */
final class TreesBuilder {
  private int[] feature;
  private double[] threshold;
  private int[] left;
  private int[] right;
  private double[] values;
  private int[] roots;
  private final boolean[] categorical;
  private long[] sets;
  private int nodes;
  private int leaves;
  private int trees;
  private int setCount;

  /**
   * @param before the model to go on from, of which all is kept
   * @param grown what will be added
   */
  TreesBuilder(Trees before, List<GrownTree> grown) {
    nodes = before.feature().length;
    leaves = before.values().length;
    trees = before.roots().length;
    setCount = before.sets().length / Split.WORDS;
    int moreNodes = grown.stream().mapToInt(tree -> tree.splits().length).sum();
    int moreSets =
        (int)
            grown.stream()
                .flatMap(tree -> Arrays.stream(tree.splits()))
                .filter(Split::isCategorical)
                .count();
    feature = Arrays.copyOf(before.feature(), nodes + moreNodes);
    threshold = Arrays.copyOf(before.threshold(), nodes + moreNodes);
    left = Arrays.copyOf(before.left(), nodes + moreNodes);
    right = Arrays.copyOf(before.right(), nodes + moreNodes);
    values = Arrays.copyOf(before.values(), leaves + moreNodes + grown.size());
    roots = Arrays.copyOf(before.roots(), trees + grown.size());
    sets = Arrays.copyOf(before.sets(), before.sets().length + moreSets * Split.WORDS);
    categorical = Arrays.copyOf(before.categorical(), sets.length == 0 ? 0 : before.inputs() / 2);
  }

  /** No trees. */
  static Trees empty(int features, double[] start, Link link, int outputs) {
    return new Trees(
        2 * features,
        new int[0],
        new double[0],
        new int[0],
        new int[0],
        new double[0],
        1,
        new int[0],
        start,
        link,
        outputs);
  }

  /** All trees as one model. */
  static Model join(Trees before, List<GrownTree> grown, BinnedRows binned) {
    TreesBuilder builder = new TreesBuilder(before, grown);
    grown.forEach(tree -> builder.add(tree, binned));
    return TwoSidedTrees.of(
        new Trees(
            before.inputs(),
            builder.feature,
            builder.threshold,
            builder.left,
            builder.right,
            builder.values,
            1,
            builder.roots,
            before.start(),
            before.link(),
            before.outputs(),
            builder.categorical,
            builder.sets));
  }

  private void add(GrownTree tree, BinnedRows binned) {
    roots[trees++] = moved(tree.root());
    for (int node = 0; node < tree.splits().length; node++) {
      Split split = tree.splits()[node];
      feature[nodes + node] = split.feature() + (split.missingRight() ? binned.width() : 0);
      left[nodes + node] = moved(tree.left()[node]);
      right[nodes + node] = moved(tree.right()[node]);
      if (split.isCategorical()) {
        System.arraycopy(split.left(), 0, sets, setCount * Split.WORDS, Split.WORDS);
        categorical[split.feature()] = true;
        threshold[nodes + node] = setCount++;
      } else {
        threshold[nodes + node] = binned.thresholds()[split.feature()][split.bin()];
      }
    }
    System.arraycopy(tree.values(), 0, values, leaves, tree.values().length);
    nodes += tree.splits().length;
    leaves += tree.values().length;
  }

  private int moved(int child) {
    return child >= 0 ? child + nodes : child - leaves;
  }

  /** What the trees of a model add up to for every row: sums × rows. */
  static double[][] sums(Trees trees, FeatureMatrix features, Crew crew) {
    double[][] sums = new double[trees.start().length][features.rows()];
    if (trees.roots().length == 0) {
      for (int k = 0; k < sums.length; k++) {
        Arrays.fill(sums[k], trees.start()[k]);
      }
      return sums;
    }
    Evaluator.OfBlocks blocks = TwoSidedTrees.of(trees.withoutLink()).evaluator().forBlocks();
    EncodedBlock block = features.block();
    for (int from = 0; from < features.rows(); from += EncodedBlock.ROWS) {
      crew.check();
      block.take(from, Math.min(EncodedBlock.ROWS, features.rows() - from));
      blocks.predict(block, sums, from);
    }
    return sums;
  }
}
