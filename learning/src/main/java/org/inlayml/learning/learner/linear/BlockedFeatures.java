// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;

/**
 * Centred features in blocks of rows, with an intercept after them: sums over the features, and
 * over the rows. One thread in a fixed order..
 */
record BlockedFeatures(CentredFeatures features) {
  /** So many sums stay in the cache while all features are added to them, and read once more. */
  static final int ROWS = 1024;

  double[][] columns() {
    return features.columns();
  }

  double[] means() {
    return features.means();
  }

  int rows() {
    return features.rows();
  }

  int varying() {
    return features.varying();
  }

  boolean centred() {
    return features.centred();
  }

  /**
   * Writes per row the sum of the features by their coefficients, and the intercept.
   *
   * @param parameters coefficients and the intercept, from {@code offset} on
   * @param sums of the rows from {@code from} to {@code to}, from 0 on
   */
  void sumUp(double[] parameters, int offset, double[] sums, int from, int to) {
    double[][] columns = features.columns();
    double[] means = features.means();
    int varying = features.varying();
    Arrays.fill(sums, 0, to - from, parameters[offset + varying]);
    int j = 0;
    for (; j + 1 < varying; j += 2) {
      double a = parameters[offset + j];
      double b = parameters[offset + j + 1];
      addTwo(columns[j], means[j], a, columns[j + 1], means[j + 1], b, sums, from, to);
    }
    if (j < varying) {
      double[] column = columns[j];
      double weight = parameters[offset + j];
      for (int i = from; i < to; i++) {
        sums[i - from] += weight * (column[i] - means[j]);
      }
    }
  }

  /** Two at a time, so that the sums are loaded and stored half as often. */
  private static void addTwo(
      double[] a,
      double meanA,
      double weightA,
      double[] b,
      double meanB,
      double weightB,
      double[] sums,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      sums[i - from] += weightA * (a[i] - meanA) + weightB * (b[i] - meanB);
    }
  }

  /** Adds to the totals, per feature and for the intercept, the products of rows and values. */
  void addProducts(double[] values, int from, int to, double[] totals, int offset) {
    int varying = features.varying();
    for (int j = 0; j < varying; j++) {
      totals[offset + j] += product(features.columns()[j], features.means()[j], values, from, to);
    }
    for (int i = 0; features.centred() && i < to - from; i++) {
      totals[offset + varying] += values[i];
    }
  }

  /** The inner product of a centred column with a block; four sums keep the processor busy. */
  private static double product(double[] column, double mean, double[] block, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      s0 += (column[i] - mean) * block[i - from];
      s1 += (column[i + 1] - mean) * block[i - from + 1];
      s2 += (column[i + 2] - mean) * block[i - from + 2];
      s3 += (column[i + 3] - mean) * block[i - from + 3];
    }
    for (; i < to; i++) {
      s0 += (column[i] - mean) * block[i - from];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Adds to the totals, per feature and for the intercept, the squares of rows by weights. */
  void addSquares(double[] weights, int from, int to, double[] totals, int offset) {
    int varying = features.varying();
    for (int j = 0; j < varying; j++) {
      totals[offset + j] += squares(features.columns()[j], features.means()[j], weights, from, to);
    }
    for (int i = 0; i < to - from; i++) {
      totals[offset + varying] += weights[i];
    }
  }

  private static double squares(double[] column, double mean, double[] weights, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    int i = from;
    for (; i + 1 < to; i += 2) {
      double a = column[i] - mean;
      double b = column[i + 1] - mean;
      s0 += weights[i - from] * a * a;
      s1 += weights[i - from + 1] * b * b;
    }
    if (i < to) {
      double a = column[i] - mean;
      s0 += weights[i - from] * a * a;
    }
    return s0 + s1;
  }
}
