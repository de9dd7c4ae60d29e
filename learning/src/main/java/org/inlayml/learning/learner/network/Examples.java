// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;

/**
 * The rows that a network learns from, with a target brought to mean 0 and deviation 1 where it is
 * a number.
 *
 * @param target class positions, or standardised numbers
 * @param weights by row, 1 on average
 * @param classes 0 in a regression
 * @param mean of the numbers
 * @param deviation of the numbers, above 0
 */
record Examples(
    FeatureMatrix features,
    double[] target,
    double[] weights,
    int classes,
    double mean,
    double deviation) {

  static Examples of(FeatureMatrix features, TargetVector truth) {
    double[] weights = truth.allWeights();
    double total = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= weights.length / total;
    }
    double[] target = truth.values().clone();
    if (truth.classes() > 0) {
      return new Examples(features, target, weights, truth.classes(), 0, 1);
    }
    double mean = 0;
    for (int i = 0; i < target.length; i++) {
      mean += target[i] / target.length * weights[i];
    }
    double farthest = 0;
    for (double value : target) {
      farthest = Math.max(farthest, Math.abs(value - mean));
    }
    double unit = farthest > 0 && farthest <= Double.MAX_VALUE ? farthest : 1;
    double squares = 0;
    for (int i = 0; i < target.length; i++) {
      target[i] = (target[i] - mean) / unit;
      squares += weights[i] * target[i] * target[i];
    }
    double share = squares > 0 ? Math.sqrt(squares / target.length) : 1;
    for (int i = 0; i < target.length; i++) {
      target[i] /= share;
    }
    return new Examples(features, target, weights, 0, mean, unit * share);
  }

  /** Bytes of {@link #of} and of the order of the rows. */
  static long memory(long rows) {
    return 28 * rows;
  }

  int rows() {
    return target.length;
  }

  /** All rows in an order drawn at random. */
  int[] order(SplittableRandom random) {
    int[] order = new int[rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    shuffle(order, random);
    return order;
  }

  static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int taken = order[i];
      order[i] = order[j];
      order[j] = taken;
    }
  }

  /**
   * Puts rows to be held out first: from each class the same share.
   *
   * @param share of the rows
   * @return how many
   */
  int holdOutFirst(int[] order, double share) {
    int[] byClass = order.clone();
    if (classes > 0) {
      int next = 0;
      for (int k = 0; k < classes; k++) {
        for (int row : order) {
          if (target[row] == k) {
            byClass[next++] = row;
          }
        }
      }
    }
    int heldOut = 0;
    int kept = order.length - 1;
    double due = 0;
    for (int row : byClass) {
      due += share;
      if (due >= heldOut + 1) {
        order[heldOut++] = row;
      } else {
        order[kept--] = row;
      }
    }
    return heldOut;
  }
}
