// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.ArrayDeque;

/**
 * Trees laid out for descent. Each tree's nodes lie together in breadth-first order, leaves
 * included, siblings side by side, so that going right is going left plus one and needs no branch.
 * A leaf leads to itself, so that several descents run in step, until none moves; the processor
 * then waits for memory once instead of four times.
 */
final class TreesEvaluator implements Evaluator {
  /** Rows that go through one tree before the next: their features stay in the cache. */
  private static final int BLOCK = 256;

  private final double[] threshold;

  /** Upper half: which feature; lower half: the left child. Of a leaf, feature 0 and itself. */
  private final long[] step;

  /** Of a leaf, where its values begin. */
  private final int[] leaf;

  private final int[] roots;
  private final double[] values;
  private final int leafWidth;
  private final double[] start;
  private final Link link;
  private final int outputs;

  TreesEvaluator(Trees trees) {
    int nodes = trees.feature().length + countLeaves(trees);
    threshold = new double[nodes];
    step = new long[nodes];
    leaf = new int[nodes];
    roots = new int[trees.roots().length];
    values = trees.values();
    leafWidth = trees.leafWidth();
    start = trees.start();
    link = trees.link();
    outputs = trees.outputs();
    int next = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = next;
      next = lay(trees, trees.roots()[tree], next);
    }
  }

  /** A leaf that two parents share is laid out twice. */
  private static int countLeaves(Trees trees) {
    int count = 0;
    for (int root : trees.roots()) {
      count += root < 0 ? 1 : 0;
    }
    for (int node = 0; node < trees.feature().length; node++) {
      count += (trees.left()[node] < 0 ? 1 : 0) + (trees.right()[node] < 0 ? 1 : 0);
    }
    return count;
  }

  /** Lays one tree out from position {@code first} on; returns the position behind it. */
  private int lay(Trees trees, int root, int first) {
    int[] features = trees.feature();
    double[] thresholds = trees.threshold();
    int[] left = trees.left();
    int[] right = trees.right();
    ArrayDeque<Integer> waiting = new ArrayDeque<>();
    waiting.add(root);
    int position = first;
    int next = first + 1;
    while (!waiting.isEmpty()) {
      int node = waiting.remove();
      if (node < 0) {
        threshold[position] = Double.POSITIVE_INFINITY;
        step[position] = position;
        leaf[position] = ~node * leafWidth;
      } else {
        threshold[position] = thresholds[node];
        step[position] = (long) features[node] << 32 | next;
        waiting.add(left[node]);
        waiting.add(right[node]);
        next += 2;
      }
      position++;
    }
    return next;
  }

  private int next(int node, double[] features) {
    long at = step[node];
    return (int) at + (features[(int) (at >>> 32)] <= threshold[node] ? 0 : 1);
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    System.arraycopy(start, 0, outputs, 0, start.length);
    int tree = 0;
    for (; tree + 4 <= roots.length; tree += 4) {
      int a = roots[tree];
      int b = roots[tree + 1];
      int c = roots[tree + 2];
      int d = roots[tree + 3];
      while (true) {
        int nextA = next(a, features);
        int nextB = next(b, features);
        int nextC = next(c, features);
        int nextD = next(d, features);
        if (((a ^ nextA) | (b ^ nextB) | (c ^ nextC) | (d ^ nextD)) == 0) {
          break;
        }
        a = nextA;
        b = nextB;
        c = nextC;
        d = nextD;
      }
      add(tree, a, outputs);
      add(tree + 1, b, outputs);
      add(tree + 2, c, outputs);
      add(tree + 3, d, outputs);
    }
    for (; tree < roots.length; tree++) {
      add(tree, descend(roots[tree], features), outputs);
    }
    link.apply(outputs, this.outputs);
  }

  @Override
  public void predict(double[][] rows, double[][] outputs) {
    for (int from = 0; from < rows.length; from += BLOCK) {
      int to = Math.min(rows.length, from + BLOCK);
      for (int row = from; row < to; row++) {
        System.arraycopy(start, 0, outputs[row], 0, start.length);
      }
      for (int tree = 0; tree < roots.length; tree++) {
        predict(tree, rows, from, to, outputs);
      }
      for (int row = from; row < to; row++) {
        link.apply(outputs[row], this.outputs);
      }
    }
  }

  /** Adds what one tree says of some rows. */
  private void predict(int tree, double[][] rows, int from, int to, double[][] outputs) {
    int root = roots[tree];
    int row = from;
    for (; row + 4 <= to; row += 4) {
      double[] rowA = rows[row];
      double[] rowB = rows[row + 1];
      double[] rowC = rows[row + 2];
      double[] rowD = rows[row + 3];
      int a = root;
      int b = root;
      int c = root;
      int d = root;
      while (true) {
        int nextA = next(a, rowA);
        int nextB = next(b, rowB);
        int nextC = next(c, rowC);
        int nextD = next(d, rowD);
        if (((a ^ nextA) | (b ^ nextB) | (c ^ nextC) | (d ^ nextD)) == 0) {
          break;
        }
        a = nextA;
        b = nextB;
        c = nextC;
        d = nextD;
      }
      add(tree, a, outputs[row]);
      add(tree, b, outputs[row + 1]);
      add(tree, c, outputs[row + 2]);
      add(tree, d, outputs[row + 3]);
    }
    for (; row < to; row++) {
      add(tree, descend(root, rows[row]), outputs[row]);
    }
  }

  private int descend(int root, double[] features) {
    int node = root;
    for (int next = next(node, features); next != node; next = next(node, features)) {
      node = next;
    }
    return node;
  }

  /** Adds a leaf to the sums, in the order of the trees, as {@link Trees#predict} does. */
  private void add(int tree, int node, double[] sums) {
    int at = leaf[node];
    if (start.length == 1) {
      sums[0] += values[at];
    } else if (leafWidth == 1) {
      sums[tree % start.length] += values[at];
    } else {
      for (int k = 0; k < leafWidth; k++) {
        sums[k] += values[at + k];
      }
    }
  }
}
