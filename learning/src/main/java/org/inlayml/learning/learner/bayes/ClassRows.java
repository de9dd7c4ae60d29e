// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.TargetVector;

/**
 * Which class each row belongs to, and how much it counts.
 *
 * @param labels by row
 * @param weights by row
 * @param counts per class the sum of the weights
 */
record ClassRows(int[] labels, double[] weights, double[] counts) {
  static ClassRows of(TargetVector target) {
    int[] labels = target.labels();
    double[] weights = target.allWeights();
    double[] counts = new double[target.classes()];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]] += weights[i];
    }
    return new ClassRows(labels, weights, counts);
  }

  /** Bytes of {@link #of}. */
  static long memory(long rows) {
    return 16 * rows;
  }

  /** Per class the sum of weight times value. */
  double[] sums(double[] column) {
    double[] sums = new double[counts.length];
    for (int i = 0; i < labels.length; i++) {
      sums[labels[i]] += weights[i] * column[i];
    }
    return sums;
  }

  /** Per class the mean, in two passes: the second mends what rounding did to the first. */
  double[] means(double[] column) {
    double[] means = divided(sums(column));
    double[] rests = divided(sumsAround(column, means, 1));
    for (int k = 0; k < means.length; k++) {
      means[k] += rests[k];
    }
    return means;
  }

  /** Per class the mean square of the difference from its mean. */
  double[] variances(double[] column, double[] means) {
    return divided(sumsAround(column, means, 2));
  }

  private double[] sumsAround(double[] column, double[] means, int power) {
    double[] sums = new double[counts.length];
    for (int i = 0; i < labels.length; i++) {
      double difference = column[i] - means[labels[i]];
      sums[labels[i]] += weights[i] * (power == 1 ? difference : difference * difference);
    }
    return sums;
  }

  private double[] divided(double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] = counts[k] > 0 ? sums[k] / counts[k] : 0;
    }
    return sums;
  }

  /** Refuses a column whose square sums are beyond all numbers. Errors: {@code INVALID_VALUE}. */
  static void requireFinite(double[] sums, String column) {
    for (double sum : sums) {
      if (!Double.isFinite(sum)) {
        throw MlError.INVALID_VALUE.with(column, "numbers below 1e150", "greater");
      }
    }
  }

  /** The shares of counts, 0 where there are none. */
  static double[] shares(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    double[] shares = new double[counts.length];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = counts[k] / total;
    }
    return shares;
  }
}
