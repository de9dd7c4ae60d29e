// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/** From the sums that a model adds up to the outputs that it gives. */
public enum Link {
  /** Outputs are the sums. */
  IDENTITY,
  /** One sum, two outputs: 1 - p and p, where p = 1 / (1 + exp(-sum)). */
  LOGISTIC,
  /** As many outputs as sums, positive and adding to 1: exp(sum), normalised. */
  SOFTMAX,
  /** As many outputs as sums, which are not negative: divided by their total. */
  NORMALIZED,
  /** One sum, one output: exp(sum), or the greatest number where that is greater. */
  EXPONENTIAL;

  /** How many sums a model with so many outputs adds up. */
  public int sums(int outputs) {
    return this == LOGISTIC ? 1 : outputs;
  }

  /**
   * Turns sums into outputs in place.
   *
   * @param values the sums from 0 on; afterwards the outputs
   * @param outputs how many outputs
   */
  public void apply(double[] values, int outputs) {
    switch (this) {
      case IDENTITY -> {}
      case LOGISTIC -> {
        double positive = logistic(values[0]);
        values[0] = 1 - positive;
        values[1] = positive;
      }
      case EXPONENTIAL -> values[0] = Math.min(StrictMath.exp(values[0]), Double.MAX_VALUE);
      case SOFTMAX -> {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < outputs; i++) {
          largest = Math.max(largest, values[i]);
        }
        double total = 0;
        for (int i = 0; i < outputs; i++) {
          values[i] = StrictMath.exp(values[i] - largest);
          total += values[i];
        }
        for (int i = 0; i < outputs; i++) {
          values[i] /= total;
        }
      }
      case NORMALIZED -> {
        double total = 0;
        for (int i = 0; i < outputs; i++) {
          total += values[i];
        }
        for (int i = 0; i < outputs; i++) {
          values[i] = total > 0 ? values[i] / total : 1.0 / outputs;
        }
      }
    }
  }

  /**
   * Turns the sums of many rows into outputs in place.
   *
   * @param columns outputs × rows, the sums in the first of them
   * @param from where the rows begin
   * @param row room for the outputs of one row
   */
  void apply(double[][] columns, int from, int rows, double[] row) {
    if (this == IDENTITY) {
      return;
    }
    for (int i = from; i < from + rows; i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = columns[k][i];
      }
      apply(row, row.length);
      for (int k = 0; k < row.length; k++) {
        columns[k][i] = row[k];
      }
    }
  }

  /** {@code 1 / (1 + exp(-sum))}. */
  static double logistic(double sum) {
    if (sum >= 0) {
      return 1 / (1 + StrictMath.exp(-sum));
    }
    double e = StrictMath.exp(sum);
    return e / (1 + e);
  }
}
