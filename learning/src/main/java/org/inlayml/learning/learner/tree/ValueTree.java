// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import org.inlayml.learning.learner.Workers;
import smile.base.cart.LeafNode;
import smile.base.cart.RegressionNode;

/**
 * A tree whose leaves hold a number. Splits reduce the squared error of the responses; a leaf gives
 * the sum of responses over the sum of curvatures, which is their mean where all curvatures are 1,
 * and a Newton step in boosting. Source: Friedman: Greedy Function Approximation, 2001.
 */
final class ValueTree extends GrowingTree {
  private static final long serialVersionUID = 1L;

  private final transient double[] responses;
  private final transient double[] curvature;

  ValueTree(
      Rows rows,
      double[] responses,
      double[] curvature,
      Limits limits,
      int[] draws,
      Workers workers) {
    super(rows, limits, draws, workers);
    this.responses = responses;
    this.curvature = curvature;
    grow();
  }

  /** Curvatures of a tree that fits the responses themselves. */
  static double[] ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  protected LeafNode newNode(int[] rows) {
    int size = 0;
    double sum = 0;
    double curvatures = 0;
    for (int row : rows) {
      size += samples[row];
      sum += responses[row] * samples[row];
      curvatures += curvature[row] * samples[row];
    }
    double mean = sum / size;
    double error = 0;
    boolean equal = true;
    for (int row : rows) {
      error += samples[row] * (responses[row] - mean) * (responses[row] - mean);
      equal &= responses[row] == responses[rows[0]];
    }
    if (equal) {
      error = 0; // else a mean that was rounded would make a node of equal rows look impure
    }
    return new RegressionNode(size, curvatures > 0 ? sum / curvatures : 0, mean, error);
  }

  @Override
  protected double impurity(LeafNode leaf) {
    return ((RegressionNode) leaf).impurity();
  }

  @Override
  Scan scan(LeafNode leaf, double impurity, int lo, int hi) {
    double mean = ((RegressionNode) leaf).mean();
    int size = leaf.size();
    return new Scan() {
      private int moved;
      private double sum;

      @Override
      public void move(int row) {
        // From the mean, since a gain of two large squares would drown in rounding.
        sum += (responses[row] - mean) * samples[row];
        moved += samples[row];
      }

      @Override
      public int left() {
        return moved;
      }

      @Override
      public double gain() {
        return sum * sum * size / ((double) moved * (size - moved));
      }
    };
  }
}
