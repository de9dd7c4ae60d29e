// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;

/** By the sums of the step, which are kept for every row: a move passes all rows. */
final class RowwiseStepProducts implements StepProducts {
  private final LogisticObjective objective;
  private final BlockedFeatures features;

  /** Sums × rows: those of the step. */
  private final double[][] sums;

  /** By row, the mean of the step's sums by the probabilities of the classes. */
  private final double[] means;

  /** Sums × rows: how much a change of a sum counts. */
  private final double[][] curvatures;

  RowwiseStepProducts(LogisticObjective objective) {
    this.objective = objective;
    features = objective.features();
    sums = new double[objective.sums()][features.rows()];
    means = new double[features.rows()];
    boolean weighted = objective.sums() > 1 && objective.weights().length > 0;
    curvatures = weighted ? new double[objective.sums()][features.rows()] : objective.shares();
  }

  static long memory(long rows, int sums) {
    return 8L * rows * (2L * sums + 1);
  }

  @Override
  public void start() {
    Arrays.fill(means, 0);
    for (double[] sum : sums) {
      Arrays.fill(sum, 0);
    }
    weigh();
  }

  private void weigh() {
    double[] weights = objective.weights();
    double[][] shares = objective.shares();
    if (curvatures != shares) {
      for (int k = 0; k < shares.length; k++) {
        for (int i = 0; i < weights.length; i++) {
          curvatures[k][i] = weights[i] * shares[k][i];
        }
      }
    }
  }

  @Override
  public double product(int sum, int feature) {
    return feature == features.varying()
        ? total(sums[sum], means, curvatures[sum])
        : product(
            features.columns()[feature],
            features.means()[feature],
            sums[sum],
            means,
            curvatures[sum]);
  }

  @Override
  public void move(int sum, int feature, double change) {
    double[] shares = objective.shares()[sum];
    if (feature == features.varying()) {
      move(change, sums[sum], shares);
    } else {
      move(features.columns()[feature], features.means()[feature], change, sums[sum], shares);
    }
  }

  private void move(double change, double[] sum, double[] shares) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += change;
    }
    for (int i = 0; sums.length > 1 && i < means.length; i++) {
      means[i] += shares[i] * change;
    }
  }

  private void move(double[] column, double mean, double change, double[] sum, double[] shares) {
    if (sums.length == 1) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += change * (column[i] - mean);
      }
      return;
    }
    for (int i = 0; i < sum.length; i++) {
      double moved = change * (column[i] - mean);
      sum[i] += moved;
      means[i] += shares[i] * moved;
    }
  }

  private static double total(double[] sum, double[] means, double[] curvature) {
    double total = 0;
    for (int i = 0; i < sum.length; i++) {
      total += curvature[i] * (sum[i] - means[i]);
    }
    return total;
  }

  private static double product(
      double[] column, double mean, double[] sum, double[] means, double[] curvature) {
    double s0 = 0;
    double s1 = 0;
    int i = 0;
    for (; i + 1 < sum.length; i += 2) {
      s0 += (column[i] - mean) * curvature[i] * (sum[i] - means[i]);
      s1 += (column[i + 1] - mean) * curvature[i + 1] * (sum[i + 1] - means[i + 1]);
    }
    if (i < sum.length) {
      s0 += (column[i] - mean) * curvature[i] * (sum[i] - means[i]);
    }
    return s0 + s1;
  }
}
