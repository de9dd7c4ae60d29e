// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;
import java.util.Comparator;

/** Quantiles of numbers that may have weights. */
final class Quantiles {
  private Quantiles() {}

  /**
   * The number at or below which a share of the weight lies; the middle of two where both are such
   * numbers. So a weight of two is as a number that occurs twice.
   *
   * @param values at least one; are put in order
   * @param weights one a value; empty where all weigh alike
   * @param share above 0, below 1
   */
  static double of(double[] values, double[] weights, double share) {
    if (weights.length == 0) {
      Arrays.sort(values);
      double rank = share * values.length;
      int whole = (int) Math.rint(rank);
      if (Math.abs(rank - whole) < 1e-9 * values.length && whole > 0 && whole < values.length) {
        return values[whole - 1] / 2 + values[whole] / 2;
      }
      return values[Math.max(0, Math.min(values.length - 1, (int) Math.ceil(rank) - 1))];
    }
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double below = 0;
    for (int i = 0; i < order.length; i++) {
      below += weights[order[i]];
      double excess = below - share * total;
      if (Math.abs(excess) < 1e-9 * total && i + 1 < order.length) {
        return values[order[i]] / 2 + values[order[i + 1]] / 2;
      }
      if (excess > 0) {
        return values[order[i]];
      }
    }
    return values[order[order.length - 1]];
  }
}
