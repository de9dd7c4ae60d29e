// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * How alike two rows are. Sums go through the features in their order, whether for one row or for
 * many, so that both give the same bits. Source: Schölkopf, Smola, Learning with Kernels, 2002,
 * 2.3.
 *
 * @param kind which formula
 * @param gamma the factor of the distance or of the product; not used by {@link Kind#LINEAR}
 * @param coef0 what is added to the product, by {@link Kind#POLYNOMIAL} and {@link Kind#SIGMOID}
 * @param degree the exponent of {@link Kind#POLYNOMIAL}
 */
public record KernelFunction(Kind kind, double gamma, double coef0, int degree) {
  /** The formulas; {@code x·z} is the sum of the products. */
  public enum Kind {
    /** {@code x·z}. */
    LINEAR,
    /** {@code exp(-gamma |x - z|²)}. */
    RBF,
    /** {@code (gamma x·z + coef0)^degree}. */
    POLYNOMIAL,
    /** {@code tanh(gamma x·z + coef0)}. */
    SIGMOID,
    /** {@code exp(-gamma Σ|x - z|)}. */
    LAPLACIAN
  }

  /** Values beyond are cut: their squares must be numbers still. */
  private static final double GREATEST = 1e150;

  public KernelFunction {
    if (!Double.isFinite(gamma) || !Double.isFinite(coef0) || degree < 0) {
      throw new IllegalArgumentException("gamma, coef0 or degree is not usable");
    }
  }

  public static KernelFunction rbf(double gamma) {
    return new KernelFunction(Kind.RBF, gamma, 0, 0);
  }

  /**
   * The values of one row and many.
   *
   * @param columns features × rows
   * @param from the first of the many
   * @param point holds the one row from {@code at} on
   * @param tile three arrays, of which the first is given the values; the others are room to work
   *     in
   */
  public void values(
      double[][] columns, int from, int count, double[] point, int at, double[][] tile) {
    Arrays.fill(tile[0], 0, count, 0);
    switch (kind) {
      case LINEAR, POLYNOMIAL, SIGMOID -> addProducts(columns, from, count, point, at, tile[0]);
      case RBF -> addSquares(columns, from, count, point, at, tile[0]);
      case LAPLACIAN -> addDistances(columns, from, count, point, at, tile[0]);
    }
    finish(tile, count);
  }

  private static void addProducts(
      double[][] columns, int from, int count, double[] point, int at, double[] sums) {
    int feature = 0;
    for (; feature + 4 <= columns.length; feature += 4) {
      addProducts(columns, feature, from, count, point, at + feature, sums);
    }
    for (; feature < columns.length; feature++) {
      double[] column = columns[feature];
      double z = point[at + feature];
      for (int i = 0; i < count; i++) {
        sums[i] += column[from + i] * z;
      }
    }
  }

  private static void addSquares(
      double[][] columns, int from, int count, double[] point, int at, double[] sums) {
    int feature = 0;
    for (; feature + 4 <= columns.length; feature += 4) {
      addSquares(columns, feature, from, count, point, at + feature, sums);
    }
    for (; feature < columns.length; feature++) {
      double[] column = columns[feature];
      double z = point[at + feature];
      for (int i = 0; i < count; i++) {
        double d = column[from + i] - z;
        sums[i] += d * d;
      }
    }
  }

  private static void addDistances(
      double[][] columns, int from, int count, double[] point, int at, double[] sums) {
    for (int feature = 0; feature < columns.length; feature++) {
      double[] column = columns[feature];
      double z = point[at + feature];
      for (int i = 0; i < count; i++) {
        sums[i] += Math.abs(column[from + i] - z);
      }
    }
  }

  /**
   * Four features at a time, so that the sums are loaded and stored a quarter as often. With more,
   * the loop is too long to be compiled to instructions for several numbers at once.
   */
  private static void addSquares(
      double[][] columns, int feature, int from, int count, double[] point, int at, double[] sums) {
    double[] a = columns[feature];
    double[] b = columns[feature + 1];
    double[] c = columns[feature + 2];
    double[] d = columns[feature + 3];
    double pointA = point[at];
    double pointB = point[at + 1];
    double pointC = point[at + 2];
    double pointD = point[at + 3];
    for (int i = 0; i < count; i++) {
      double byA = a[from + i] - pointA;
      double byB = b[from + i] - pointB;
      double byC = c[from + i] - pointC;
      double byD = d[from + i] - pointD;
      sums[i] = sums[i] + byA * byA + byB * byB + byC * byC + byD * byD;
    }
  }

  private static void addProducts(
      double[][] columns, int feature, int from, int count, double[] point, int at, double[] sums) {
    double[] a = columns[feature];
    double[] b = columns[feature + 1];
    double[] c = columns[feature + 2];
    double[] d = columns[feature + 3];
    double pointA = point[at];
    double pointB = point[at + 1];
    double pointC = point[at + 2];
    double pointD = point[at + 3];
    for (int i = 0; i < count; i++) {
      sums[i] =
          sums[i]
              + a[from + i] * pointA
              + b[from + i] * pointB
              + c[from + i] * pointC
              + d[from + i] * pointD;
    }
  }

  /** The value of two rows of {@code width} features, of which one begins at {@code at}. */
  public double value(double[] features, int width, double[] point, int at) {
    double sum = 0;
    switch (kind) {
      case LINEAR, POLYNOMIAL, SIGMOID -> {
        for (int j = 0; j < width; j++) {
          sum += features[j] * point[at + j];
        }
      }
      case RBF -> {
        for (int j = 0; j < width; j++) {
          double d = features[j] - point[at + j];
          sum += d * d;
        }
      }
      case LAPLACIAN -> {
        for (int j = 0; j < width; j++) {
          sum += Math.abs(features[j] - point[at + j]);
        }
      }
    }
    return finish(sum);
  }

  /** From sums to values, in place. */
  private void finish(double[][] tile, int count) {
    switch (kind) {
      case LINEAR -> cut(tile[0], count);
      case RBF, LAPLACIAN -> Decay.exp(-gamma, tile, count);
      case POLYNOMIAL, SIGMOID -> {
        double[] sums = tile[0];
        for (int i = 0; i < count; i++) {
          sums[i] = finish(sums[i]);
        }
      }
    }
  }

  private static void cut(double[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] = cut(sums[i]);
    }
  }

  private double finish(double sum) {
    return switch (kind) {
      case LINEAR -> cut(sum);
      case POLYNOMIAL -> cut(power(gamma * sum + coef0, degree));
      case SIGMOID -> Math.abs(sum) >= 0 ? HyperbolicTangent.of(gamma * sum + coef0) : 0;
      case RBF, LAPLACIAN -> Decay.exp(-gamma * sum);
    };
  }

  private static double power(double base, int exponent) {
    double square = base;
    double power = 1;
    for (int rest = exponent; rest > 0; rest /= 2) {
      if (rest % 2 == 1) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }

  /** No number (infinity less infinity) says nothing. */
  private static double cut(double value) {
    if (value > GREATEST) {
      return GREATEST;
    }
    if (value < -GREATEST) {
      return -GREATEST;
    }
    return Double.isNaN(value) ? 0 : value;
  }
}
