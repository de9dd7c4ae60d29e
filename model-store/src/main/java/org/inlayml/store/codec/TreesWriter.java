// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Trees;

/**
 * Writes trees in pre-order without pointers, each node in a few bits: a code that says leaf or
 * which feature, then a code of the threshold among those of the feature, or of the leaf's values.
 * The alphabets stand first.
 *
 * <p>Leaves with equal values thus become one when read: the trees read are not the same arrays,
 * but predict the same bits, and are written to the same bytes again.
 */
final class TreesWriter {
  private static final int LEAF = 0;

  private final Trees trees;

  /** The nodes in pre-order: {@link #LEAF} or feature + 1. */
  private final int[] nodes;

  private int nodesSeen;

  /** Per feature the thresholds, in pre-order. */
  private final double[][] thresholds;

  private final int[] thresholdsSeen;
  private final double[] leaves;
  private int leavesSeen;

  private TreesWriter(Trees trees) {
    this.trees = trees;
    int innerNodes = trees.feature().length;
    nodes = new int[2 * innerNodes + trees.roots().length];
    leaves = new double[(innerNodes + trees.roots().length) * trees.leafWidth()];
    thresholds = new double[trees.inputs()][];
    thresholdsSeen = new int[trees.inputs()];
    for (int feature : trees.feature()) {
      thresholdsSeen[feature]++;
    }
    for (int feature = 0; feature < thresholds.length; feature++) {
      thresholds[feature] = new double[thresholdsSeen[feature]];
      thresholdsSeen[feature] = 0;
    }
  }

  static void write(Trees trees, ModelOutput output) {
    TreesWriter writer = new TreesWriter(trees);
    for (int root : trees.roots()) {
      writer.tree(root);
    }
    writer.write(output);
  }

  private void write(ModelOutput output) {
    FamilySerializers.writeOutputs(trees.link(), trees.outputs(), output);
    output.countedReals(trees.start());
    output.whole(trees.inputs());
    output.whole(trees.leafWidth());
    output.whole(trees.roots().length);
    output.whole(nodesSeen - leavesSeen);

    int[] frequency = new int[trees.inputs() + 1];
    for (int i = 0; i < nodesSeen; i++) {
      frequency[nodes[i]]++;
    }
    int[] kinds =
        IntStream.range(0, frequency.length)
            .filter(kind -> frequency[kind] > 0)
            .boxed()
            .sorted(Comparator.comparingInt(kind -> -frequency[kind]))
            .mapToInt(Integer::intValue)
            .toArray();
    output.whole(kinds.length);
    for (int kind : kinds) {
      output.whole(kind);
    }
    RankedCode code = RankedCode.of(IntStream.of(kinds).map(kind -> frequency[kind]).toArray());
    code.write(output);
    int[] ranks = new int[frequency.length];
    ValuesWriter[] values = new ValuesWriter[frequency.length];
    for (int rank = 0; rank < kinds.length; rank++) {
      int kind = kinds[rank];
      ranks[kind] = rank;
      values[kind] =
          kind == LEAF
              ? new ValuesWriter(
                  Arrays.copyOf(leaves, leavesSeen * trees.leafWidth()), trees.leafWidth())
              : new ValuesWriter(thresholds[kind - 1], 1);
      values[kind].write(output);
    }
    BitOutput bits = new BitOutput();
    for (int i = 0; i < nodesSeen; i++) {
      code.write(ranks[nodes[i]], bits);
      values[nodes[i]].next(bits);
    }
    output.countedBytes(bits.toBytes());
  }

  private void tree(int root) {
    NodeStack open = new NodeStack();
    open.push(root);
    while (!open.isEmpty()) {
      int node = open.pop();
      if (node < 0) {
        nodes[nodesSeen++] = LEAF;
        System.arraycopy(
            trees.values(),
            ~node * trees.leafWidth(),
            leaves,
            leavesSeen++ * trees.leafWidth(),
            trees.leafWidth());
      } else {
        int feature = trees.feature()[node];
        if (thresholdsSeen[feature] == thresholds[feature].length) {
          throw new IllegalArgumentException("an inner node has two parents");
        }
        nodes[nodesSeen++] = feature + 1;
        thresholds[feature][thresholdsSeen[feature]++] = trees.threshold()[node];
        open.push(trees.right()[node]);
        open.push(trees.left()[node]);
      }
    }
  }
}
