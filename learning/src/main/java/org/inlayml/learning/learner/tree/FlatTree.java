// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;

/** One tree in the arrays of {@link Trees}, numbered in pre-order. */
record FlatTree(
    int[] feature, double[] threshold, int[] left, int[] right, double[] values, int leafWidth) {
  /** A tree of so many leaves, of which nothing is known yet. */
  static FlatTree ofSize(int leaves, int leafWidth) {
    return new FlatTree(
        new int[leaves - 1],
        new double[leaves - 1],
        new int[leaves - 1],
        new int[leaves - 1],
        new double[leaves * leafWidth],
        leafWidth);
  }

  private int root() {
    return feature.length > 0 ? 0 : ~0;
  }

  /** The leaf that a row of these columns falls into. */
  int leaf(double[][] columns, int row) {
    int node = root();
    while (node >= 0) {
      node = columns[feature[node]][row] <= threshold[node] ? left[node] : right[node];
    }
    return ~node;
  }

  /** The first value of the leaf that a row of these columns falls into. */
  double value(double[][] columns, int row) {
    return values[leaf(columns, row) * leafWidth];
  }

  /** The same tests with other leaves. */
  FlatTree with(double[] otherValues, int otherWidth) {
    return new FlatTree(feature, threshold, left, right, otherValues, otherWidth);
  }

  /** Multiplies the values of all leaves. */
  void multiply(double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  /** Joins trees whose leaves have {@code leafWidth} values into a model. */
  static Trees join(
      List<FlatTree> trees, int leafWidth, int inputs, double[] start, Link link, int outputs) {
    int nodes = trees.stream().mapToInt(t -> t.feature.length).sum();
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

  /**
   * A model of the trees of two, which are of one kind.
   *
   * @param factor what the leaves of the first are multiplied by
   */
  static Trees join(Trees first, double factor, Trees second) {
    int nodes = first.feature().length;
    int leaves = first.values().length / first.leafWidth();
    double[] scaled = Arrays.stream(first.values()).map(value -> value * factor).toArray();
    return new Trees(
        first.inputs(),
        joined(first.feature(), second.feature()),
        joined(first.threshold(), second.threshold()),
        joined(first.left(), moved(second.left(), nodes, leaves)),
        joined(first.right(), moved(second.right(), nodes, leaves)),
        joined(scaled, second.values()),
        first.leafWidth(),
        joined(first.roots(), moved(second.roots(), nodes, leaves)),
        first.start(),
        first.link(),
        first.outputs());
  }

  private static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static int[] moved(int[] children, int nodes, int leaves) {
    return Arrays.stream(children).map(child -> moved(child, nodes, leaves)).toArray();
  }

  private static int moved(int child, int nodes, int leaves) {
    return child >= 0 ? child + nodes : child - leaves;
  }

  /** Bytes of a model of so many leaves, and as many inner nodes. */
  static long bytes(long leaves, int leafWidth) {
    return leaves * (4 + 8 + 4 + 4 + 8L * leafWidth);
  }
}
