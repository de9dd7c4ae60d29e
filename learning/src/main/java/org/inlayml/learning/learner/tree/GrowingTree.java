// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Optional;
import java.util.PriorityQueue;
import org.inlayml.learning.learner.Workers;
import smile.base.cart.CART;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.base.cart.OrdinalNode;
import smile.base.cart.OrdinalSplit;
import smile.base.cart.Split;
import smile.data.type.DataTypes;
import smile.data.type.StructField;

/**
 * Grows a tree by Smile's CART with our own search of a column. Smile's own trees are not used
 * since
 *
 * <ul>
 *   <li>its DecisionTree considers the border between two values only where the labels of the two
 *       rows beside it happen to differ, which overlooks most splits of columns with equal values
 *       such as a one-hot column, and merges leaves of equal label but different probability;
 *   <li>both of its trees take values closer than 1e-7 for equal, whatever the unit of the column;
 *   <li>neither can be stopped, nor tells the threshold of a node.
 * </ul>
 */
abstract class GrowingTree extends CART {
  private static final long serialVersionUID = 1L;

  private final transient double[][] columns;
  private final transient Workers workers;

  /**
   * @param draws per row, how often it was drawn; 0 for left out
   */
  GrowingTree(Rows rows, Limits limits, int[] draws, Workers workers) {
    super(
        rows.frame(),
        new StructField("target", DataTypes.DoubleType),
        limits.depth() + 1, // Smile counts the levels of nodes, we those of tests
        limits.leaves(),
        limits.leafRows(),
        limits.tried(),
        draws,
        rows.order());
    this.columns = rows.columns();
    this.workers = workers;
  }

  /** The running sums of a column's search: rows move one by one from the right to the left. */
  interface Scan {
    /** Moves a row to the left. */
    void move(int row);

    /** How many rows stand left, each counted as often as drawn. */
    int left();

    /** What a split here is worth; 0 or less for nothing. */
    double gain();
  }

  /** Starts a search of a node. */
  abstract Scan scan(LeafNode leaf, double impurity, int lo, int hi);

  /** Grows from a root leaf, called once the subclass has its fields. */
  final void grow() {
    LeafNode leaf = newNode(index.clone());
    root = leaf;
    Optional<Split> first = findBestSplit(leaf, 0, index.length, new boolean[columns.length]);
    if (first.isPresent()) {
      if (maxNodes == Integer.MAX_VALUE) {
        split(first.get(), null);
      } else {
        growBestFirst(first.get());
      }
    }
    clear();
  }

  private void growBestFirst(Split first) {
    PriorityQueue<Split> queue = new PriorityQueue<>(Split.comparator.reversed());
    queue.add(first);
    for (int leaves = 1; leaves < maxNodes && !queue.isEmpty(); ) {
      if (split(queue.poll(), queue)) {
        leaves++;
      }
    }
  }

  @Override
  protected final Optional<Split> findBestSplit(
      LeafNode leaf, int column, double impurity, int lo, int hi) {
    workers.check();
    double[] values = columns[column];
    int[] sorted = order[column];
    if (values[sorted[lo]] == values[sorted[hi - 1]]) {
      return Optional.empty();
    }
    Scan scan = scan(leaf, impurity, lo, hi);
    double best = 0;
    int bestLeft = 0;
    double threshold = 0;
    for (int i = lo + 1; i < hi; i++) {
      scan.move(sorted[i - 1]);
      double below = values[sorted[i - 1]];
      double above = values[sorted[i]];
      int left = scan.left();
      if (below < above && left >= nodeSize && leaf.size() - left >= nodeSize) {
        double gain = scan.gain();
        if (gain > best) {
          best = gain;
          bestLeft = left;
          threshold = between(below, above);
        }
      }
    }
    return best > 0
        ? Optional.of(cut(leaf, column, threshold, best, lo, hi, bestLeft))
        : Optional.empty();
  }

  /** The middle, or where rounding would make that the upper value, the lower. */
  static double between(double below, double above) {
    double middle = (below + above) / 2;
    if (Double.isInfinite(middle)) {
      middle = below / 2 + above / 2;
    }
    return middle < above ? middle : below;
  }

  private OrdinalSplit cut(
      LeafNode leaf, int column, double threshold, double score, int lo, int hi, int left) {
    double[] values = columns[column];
    int right = leaf.size() - left;
    return new OrdinalSplit(
        leaf, column, threshold, score, lo, hi, left, right, row -> values[row] <= threshold) {
      @Override
      public OrdinalNode toNode(Node trueChild, Node falseChild) {
        return new Inner(column, threshold, score, trueChild, falseChild);
      }
    };
  }

  /** An inner node whose threshold can be read. */
  static final class Inner extends OrdinalNode {
    private static final long serialVersionUID = 1L;

    private final double threshold;

    Inner(int column, double threshold, double score, Node trueChild, Node falseChild) {
      super(column, threshold, score, 0, trueChild, falseChild);
      this.threshold = threshold;
    }

    double threshold() {
      return threshold;
    }
  }
}
