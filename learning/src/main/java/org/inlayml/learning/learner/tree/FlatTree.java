// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.function.Function;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;

/** One tree in the arrays of {@link Trees}, numbered in pre-order. */
record FlatTree(
    int[] feature, double[] threshold, int[] left, int[] right, double[] values, int leafWidth) {
  /** Converts a grown tree; {@code leaf} gives the {@code leafWidth} values of a leaf. */
  static FlatTree of(GrowingTree tree, int leafWidth, Function<LeafNode, double[]> leaf) {
    int leaves = tree.root().leafs();
    FlatTree flat =
        new FlatTree(
            new int[leaves - 1],
            new double[leaves - 1],
            new int[leaves - 1],
            new int[leaves - 1],
            new double[leaves * leafWidth],
            leafWidth);
    flat.new Writer(leaf).write(tree.root());
    return flat;
  }

  private final class Writer {
    private final Function<LeafNode, double[]> leaf;
    private int nodes;
    private int leaves;

    Writer(Function<LeafNode, double[]> leaf) {
      this.leaf = leaf;
    }

    int write(Node node) {
      if (node instanceof GrowingTree.Inner inner) {
        int number = nodes++;
        feature[number] = inner.feature();
        threshold[number] = inner.threshold();
        left[number] = write(inner.trueChild());
        right[number] = write(inner.falseChild());
        return number;
      }
      System.arraycopy(leaf.apply((LeafNode) node), 0, values, leaves * leafWidth, leafWidth);
      return ~leaves++;
    }
  }

  private int root() {
    return feature.length > 0 ? 0 : ~0;
  }

  /** The first value of the leaf that a row of these columns falls into. */
  double value(double[][] columns, int row) {
    int node = root();
    while (node >= 0) {
      node = columns[feature[node]][row] <= threshold[node] ? left[node] : right[node];
    }
    return values[~node * leafWidth];
  }

  /** Joins trees into a model. */
  static Trees join(List<FlatTree> trees, int inputs, double[] start, Link link, int outputs) {
    int nodes = trees.stream().mapToInt(t -> t.feature.length).sum();
    int leafWidth = trees.get(0).leafWidth;
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] values = new double[trees.stream().mapToInt(t -> t.values.length).sum()];
    int[] roots = new int[trees.size()];
    int node = 0;
    int value = 0;
    for (int t = 0; t < roots.length; t++) {
      FlatTree tree = trees.get(t);
      int length = tree.feature.length;
      int leaf = value / leafWidth;
      roots[t] = moved(tree.root(), node, leaf);
      System.arraycopy(tree.feature, 0, feature, node, length);
      System.arraycopy(tree.threshold, 0, threshold, node, length);
      for (int i = 0; i < length; i++) {
        left[node + i] = moved(tree.left[i], node, leaf);
        right[node + i] = moved(tree.right[i], node, leaf);
      }
      System.arraycopy(tree.values, 0, values, value, tree.values.length);
      node += length;
      value += tree.values.length;
    }
    return new Trees(
        inputs, feature, threshold, left, right, values, leafWidth, roots, start, link, outputs);
  }

  private static int moved(int child, int nodes, int leaves) {
    return child >= 0 ? child + nodes : child - leaves;
  }

  /** Bytes of a model of so many leaves, and as many inner nodes. */
  static long bytes(long leaves, int leafWidth) {
    return leaves * (4 + 8 + 4 + 4 + 8L * leafWidth);
  }
}
