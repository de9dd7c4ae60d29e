// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;

/**
 * The second derivatives of a log loss summed over the rows, as a matrix: worth its forming where
 * features are few. Those of two classes, weight × p q x x', are formed of each pair; what stands
 * on the diagonal is what they lack to add to 0. One thread in a fixed order; not thread-safe.
 *
 * <p>Source: Böhning, Multinomial Logistic Regression Algorithm, 1992, section 2.
 */
final class LogisticCurvature {
  private final BlockedFeatures features;
  private final int sums;
  private final int stride;
  private final double[][] matrix;
  private final double[][] centred;
  private final double[] curvature;
  private final double[] product;

  LogisticCurvature(BlockedFeatures features, int sums) {
    this.features = features;
    this.sums = sums;
    stride = features.varying() + 1;
    matrix = new double[sums * stride][sums * stride];
    int block = Math.min(BlockedFeatures.ROWS, features.rows());
    centred = new double[stride][block];
    curvature = new double[block];
    product = new double[block];
    if (features.centred()) {
      Arrays.fill(centred[stride - 1], 1);
    }
  }

  static long memory(long rows, long width, long sums) {
    long size = sums * (width + 1);
    return 8 * (size * size + (width + 3) * Math.min(rows, BlockedFeatures.ROWS));
  }

  /** Sums × features and intercept, twice; what was formed last. */
  double[][] matrix() {
    return matrix;
  }

  void clear() {
    for (double[] row : matrix) {
      Arrays.fill(row, 0);
    }
  }

  /**
   * Adds a block of rows.
   *
   * @param shares sums × rows: probabilities; of two classes weight × p q
   * @param weights by row; empty where all count alike
   */
  void add(double[][] shares, double[] weights, int from, int to) {
    int rows = to - from;
    for (int j = 0; j < features.varying(); j++) {
      double[] column = features.columns()[j];
      double mean = features.means()[j];
      for (int i = 0; i < rows; i++) {
        centred[j][i] = column[from + i] - mean;
      }
    }
    if (sums == 1) {
      System.arraycopy(shares[0], from, curvature, 0, rows);
      add(0, 0, 1, rows);
      return;
    }
    for (int k = 1; k < sums; k++) {
      for (int l = 0; l < k; l++) {
        for (int i = 0; i < rows; i++) {
          curvature[i] = shares[k][from + i] * shares[l][from + i];
        }
        for (int i = 0; i < rows && weights.length > 0; i++) {
          curvature[i] *= weights[from + i];
        }
        add(k, l, -1, rows);
      }
    }
  }

  private void add(int k, int l, double sign, int rows) {
    for (int j = 0; j < stride; j++) {
      for (int i = 0; i < rows; i++) {
        product[i] = sign * curvature[i] * centred[j][i];
      }
      double[] totals = matrix[k * stride + j];
      int m = 0;
      for (; m + 3 <= j; m += 4) {
        addFour(product, centred, m, rows, totals, l * stride + m);
      }
      for (; m <= j; m++) {
        totals[l * stride + m] += inner(product, centred[m], rows);
      }
    }
  }

  /** Four columns at a time, so that the first is loaded a quarter as often. */
  private static void addFour(
      double[] values, double[][] columns, int first, int rows, double[] totals, int at) {
    double[] a = columns[first];
    double[] b = columns[first + 1];
    double[] c = columns[first + 2];
    double[] d = columns[first + 3];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int i = 0; i < rows; i++) {
      double value = values[i];
      s0 += value * a[i];
      s1 += value * b[i];
      s2 += value * c[i];
      s3 += value * d[i];
    }
    totals[at] += s0;
    totals[at + 1] += s1;
    totals[at + 2] += s2;
    totals[at + 3] += s3;
  }

  private static double inner(double[] a, double[] b, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < count; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Fills in what follows from what was added. */
  void complete() {
    for (int k = 0; k < sums; k++) {
      for (int l = 0; l <= k; l++) {
        for (int j = 0; j < stride; j++) {
          for (int m = 0; m <= j; m++) {
            double value = matrix[k * stride + j][l * stride + m];
            matrix[k * stride + m][l * stride + j] = value;
            matrix[l * stride + j][k * stride + m] = value;
            matrix[l * stride + m][k * stride + j] = value;
          }
        }
      }
    }
    for (int k = 0; sums > 1 && k < sums; k++) {
      for (int j = 0; j < stride; j++) {
        double[] row = matrix[k * stride + j];
        for (int m = 0; m < stride; m++) {
          double others = 0;
          for (int l = 0; l < sums; l++) {
            others += l == k ? 0 : row[l * stride + m];
          }
          row[k * stride + m] = -others;
        }
      }
    }
  }
}
