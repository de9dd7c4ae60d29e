// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;

/**
 * Products with the matrix of {@link CentredFeatures}, to which a column of ones is added at the
 * end where they are centred: it stands for the intercept. Rows are read in blocks that fit the
 * cache, in a fixed order, one thread. Heeds no weights but those it is given. Not thread-safe.
 */
final class FeatureProducts {
  static final int BLOCK_ROWS = 1024;

  private final CentredFeatures features;
  private final int size;
  private final Runnable stop;
  private final double[] block;
  private double[][] columns = {};

  /**
   * Products that can be stopped.
   *
   * @param stop called once a block
   */
  FeatureProducts(CentredFeatures features, Runnable stop) {
    this.features = features;
    this.stop = stop;
    size = features.varying() + (features.centred() ? 1 : 0);
    block = new double[Math.min(BLOCK_ROWS, features.rows())];
  }

  /** How many columns, that of ones included. */
  int size() {
    return size;
  }

  int rows() {
    return features.rows();
  }

  /** Bytes that the products need besides what they are given. */
  static long memory(long rows, int width) {
    return 8 * Math.min(rows, BLOCK_ROWS) * (width + 3L);
  }

  /** Per row the weighted sum of the columns. */
  void sums(double[] weights, double[] into) {
    int varying = features.varying();
    for (int from = 0; from < rows(); from += BLOCK_ROWS) {
      stop.run();
      int to = Math.min(from + BLOCK_ROWS, rows());
      Arrays.fill(into, from, to, size > varying ? weights[varying] : 0);
      for (int j = 0; j < varying; j++) {
        double weight = weights[j];
        if (weight != 0) {
          double[] column = features.columns()[j];
          double mean = features.means()[j];
          for (int i = from; i < to; i++) {
            into[i] += weight * (column[i] - mean);
          }
        }
      }
    }
  }

  /** Per column the inner product with a vector of as many rows. */
  void products(double[] vector, double[] into) {
    Arrays.fill(into, 0);
    for (int from = 0; from < rows(); from += BLOCK_ROWS) {
      stop.run();
      int count = Math.min(BLOCK_ROWS, rows() - from);
      System.arraycopy(vector, from, block, 0, count);
      for (int j = 0; j < features.varying(); j++) {
        double[] column = features.columns()[j];
        double mean = features.means()[j];
        double s0 = 0;
        double s1 = 0;
        int i = 0;
        for (; i + 1 < count; i += 2) {
          s0 += (column[from + i] - mean) * block[i];
          s1 += (column[from + i + 1] - mean) * block[i + 1];
        }
        for (; i < count; i++) {
          s0 += (column[from + i] - mean) * block[i];
        }
        into[j] += s0 + s1;
      }
      if (size > features.varying()) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += block[i];
        }
        into[size - 1] += sum;
      }
    }
  }

  /**
   * Adds to zeros the inner products of all columns with one another, rows weighted.
   *
   * @param weights as many as rows at least, or none
   * @param into may be greater
   */
  void gram(double[] weights, double[][] into) {
    if (columns.length == 0) {
      columns = new double[size][block.length];
    }
    for (int from = 0; from < rows(); from += BLOCK_ROWS) {
      stop.run();
      int count = Math.min(BLOCK_ROWS, rows() - from);
      copy(from, count, columns);
      for (int j = 0; j < size; j++) {
        double[] left = columns[j];
        if (weights.length > 0) {
          left = block;
          for (int i = 0; i < count; i++) {
            block[i] = weights[from + i] * columns[j][i];
          }
        }
        addProducts(left, columns, j, count, into[j]);
      }
    }
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < j; k++) {
        into[j][k] = into[k][j];
      }
    }
  }

  private void copy(int from, int count, double[][] block) {
    for (int j = 0; j < features.varying(); j++) {
      double[] column = features.columns()[j];
      double mean = features.means()[j];
      double[] copy = block[j];
      for (int i = 0; i < count; i++) {
        copy[i] = column[from + i] - mean;
      }
    }
    if (size > features.varying()) {
      Arrays.fill(block[size - 1], 0, count, 1);
    }
  }

  /** Products with the columns from {@code first} on, four at a time. */
  private static void addProducts(
      double[] left, double[][] columns, int first, int count, double[] into) {
    int k = first;
    for (; k + 3 < columns.length; k += 4) {
      double[] a = columns[k];
      double[] b = columns[k + 1];
      double[] c = columns[k + 2];
      double[] d = columns[k + 3];
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int i = 0; i < count; i++) {
        double x = left[i];
        s0 += x * a[i];
        s1 += x * b[i];
        s2 += x * c[i];
        s3 += x * d[i];
      }
      into[k] += s0;
      into[k + 1] += s1;
      into[k + 2] += s2;
      into[k + 3] += s3;
    }
    for (; k < columns.length; k++) {
      double[] a = columns[k];
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += left[i] * a[i];
      }
      into[k] += sum;
    }
  }
}
