// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import org.inlayml.learning.learner.Workers;
import smile.base.cart.DecisionNode;
import smile.base.cart.LeafNode;
import smile.base.cart.SplitRule;

/**
 * A tree whose leaves count classes. Splits reduce the Gini impurity or the entropy. Source:
 * Breiman, Friedman, Olshen, Stone: Classification and Regression Trees, 1984.
 */
final class ClassTree extends GrowingTree {
  private static final long serialVersionUID = 1L;

  private static final double LOG_2 = StrictMath.log(2);

  private final transient int[] labels;
  private final int classes;
  private final SplitRule rule;

  /**
   * @param classes how many classes there are, whether or not they occur in these rows
   */
  ClassTree(
      Rows rows,
      int[] labels,
      int classes,
      SplitRule rule,
      Limits limits,
      int[] draws,
      Workers workers) {
    super(rows, limits, draws, workers);
    this.labels = labels;
    this.classes = classes;
    this.rule = rule;
    grow();
  }

  @Override
  protected LeafNode newNode(int[] rows) {
    int[] count = new int[classes];
    for (int row : rows) {
      count[labels[row]] += samples[row];
    }
    return new Leaf(count);
  }

  @Override
  protected double impurity(LeafNode leaf) {
    return impurity(leaf.size(), ((DecisionNode) leaf).count());
  }

  @Override
  Scan scan(LeafNode leaf, double impurity, int lo, int hi) {
    int[] right = ((DecisionNode) leaf).count().clone();
    int[] left = new int[classes];
    double size = leaf.size();
    return new Scan() {
      private int moved;

      @Override
      public void move(int row) {
        int draws = samples[row];
        left[labels[row]] += draws;
        right[labels[row]] -= draws;
        moved += draws;
      }

      @Override
      public int left() {
        return moved;
      }

      @Override
      public double gain() {
        int rest = leaf.size() - moved;
        return impurity
            - moved / size * impurity(moved, left)
            - rest / size * impurity(rest, right);
      }
    };
  }

  private double impurity(int size, int[] count) {
    if (rule == SplitRule.ENTROPY) {
      double sum = 0;
      for (int c : count) {
        if (c > 0) {
          double share = (double) c / size;
          sum -= share * StrictMath.log(share);
        }
      }
      return sum / LOG_2;
    }
    return DecisionNode.impurity(rule, size, count);
  }

  /** Smile gives up a split whose leaves are equal, and takes equal labels for that. */
  private static final class Leaf extends DecisionNode {
    private static final long serialVersionUID = 1L;

    Leaf(int[] count) {
      super(count);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
