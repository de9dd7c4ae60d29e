// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * Adds up weighted features, or the weights of those that occur: of {@link Counts} and {@link
 * Projection}. Not thread-safe.
 */
final class SumsKernel implements DenseEvaluator.Kernel {
  private final Linear sums;
  private final boolean occurs;
  private final double threshold;
  private final double[] occurring;
  private final double[] row;
  private final double[] total;

  /**
   * Makes the buffers of one thread.
   *
   * @param occurs whether a feature counts but once, where it is above the threshold
   */
  SumsKernel(Linear sums, boolean occurs, double threshold) {
    this.sums = sums;
    this.occurs = occurs;
    this.threshold = threshold;
    occurring = new double[occurs ? sums.inputs() : 0];
    row = new double[sums.outputs()];
    total = new double[DenseEvaluator.capacity(sums.inputs())];
  }

  @Override
  public void row(double[] features, double[] outputs) {
    double[] taken = features;
    if (occurs) {
      taken = occurring;
      for (int j = 0; j < taken.length; j++) {
        taken[j] = features[j] > threshold ? 1 : 0;
      }
    }
    sums.predict(taken, outputs);
  }

  @Override
  public void rows(double[][] columns, int rows, double[][] outputs, int to) {
    if (occurs) {
      // the columns are the caller's own, filled anew for each call
      for (double[] column : columns) {
        for (int i = 0; i < rows; i++) {
          column[i] = column[i] > threshold ? 1 : 0;
        }
      }
    }
    for (int k = 0; k < sums.outputs(); k++) {
      Arrays.fill(total, 0, rows, sums.intercepts()[k]);
      double[] weights = sums.coefficients()[k];
      int j = 0;
      for (; j + 4 <= weights.length; j += 4) {
        Products.addFour(total, rows, weights, j, columns, j);
      }
      for (; j < weights.length; j++) {
        Products.addOne(total, rows, weights[j], columns[j]);
      }
      System.arraycopy(total, 0, outputs[k], to, rows);
    }
    sums.link().apply(outputs, to, rows, row);
  }
}
