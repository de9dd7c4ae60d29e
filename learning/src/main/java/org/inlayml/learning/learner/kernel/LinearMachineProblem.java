// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * What a linear support vector machine is to fit: sums {@code z = w·x} that cost nothing near their
 * targets. Of two classes the targets are -1 and 1, and a sum beyond its target costs nothing
 * either.
 *
 * @param columns features × rows, the constant last where there is one
 * @param targets per row
 * @param costs per row what its loss is multiplied by
 * @param classes whether targets are of classes
 * @param epsilon how far a number may be from its target at no cost; 0 for classes
 */
record LinearMachineProblem(
    double[][] columns, double[] targets, double[] costs, boolean classes, double epsilon) {
  /** The features, and a constant one unless it is 0. */
  static double[][] columns(FeatureMatrix features, double constant) {
    if (constant == 0) {
      return features.columns();
    }
    double[][] columns = Arrays.copyOf(features.columns(), features.width() + 1);
    double[] last = new double[features.rows()];
    Arrays.fill(last, constant);
    columns[features.width()] = last;
    return columns;
  }

  int rows() {
    return targets.length;
  }

  int width() {
    return columns.length;
  }

  /** How far a sum is from where it costs nothing; the squared loss is the square of it. */
  double excess(int row, double sum) {
    double off = sum - targets[row];
    if (classes) {
      return off * targets[row] < 0 ? off : 0;
    }
    return off > epsilon ? off - epsilon : off < -epsilon ? off + epsilon : 0;
  }

  double squaredLoss(double[] sums) {
    double loss = 0;
    for (int i = 0; i < sums.length; i++) {
      double excess = excess(i, sums[i]);
      loss += costs[i] * excess * excess;
    }
    return loss;
  }
}
