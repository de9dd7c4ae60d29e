// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import org.inlayml.learning.family.Products;

/**
 * Weighted sums of the products of all pairs of features: what covariances are made of. Rows are
 * added in their order. Not thread-safe.
 */
public final class SquareSums {
  /** How many rows are added at a time. */
  public static final int ROWS = 256;

  /** How many features are between two pauses. */
  private static final int FEATURES = 64;

  private final double[][] sums;
  private final double[] weighted = new double[ROWS];

  public SquareSums(int width) {
    sums = new double[width][];
    for (int j = 0; j < width; j++) {
      sums[j] = new double[j + 1];
    }
  }

  /** Bytes of one. */
  public static long memory(int width) {
    return 4L * width * (width + 8L) + 16L * ROWS;
  }

  /**
   * Adds rows.
   *
   * @param block rows × features
   * @param weights by row
   * @param rows at most {@link #ROWS}
   * @param pause called between features; may throw to end the work
   */
  public void add(double[][] block, double[] weights, int rows, Runnable pause) {
    for (int j = 0; j < sums.length; j++) {
      if (j % FEATURES == 0) {
        pause.run();
      }
      for (int i = 0; i < rows; i++) {
        weighted[i] = weights[i] * block[i][j];
      }
      Products.addRows(sums[j], j + 1, weighted, block, rows);
    }
  }

  /** The sums of a feature's products with itself and those before it. */
  public double[] row(int feature) {
    return sums[feature];
  }

  /** How many features. */
  public int width() {
    return sums.length;
  }
}
