// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.Arrays;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.SquareSums;

/**
 * The mixture that is most likely where it is known how much each component has of each row: what a
 * maximisation step gives. Source: Hastie, Tibshirani, Friedman, The Elements of Statistical
 * Learning, 2nd ed., 8.5.
 *
 * @param added to all variances
 */
record Maximisation(CovarianceType type, double added) {
  /** Rows that a component has at least, so that nothing is divided by 0. */
  private static final double LEAST = 10 * Math.ulp(1.0);

  /** Errors: {@code INVALID_OPTION} where a component has no volume left. */
  Gaussians of(Responsibilities rows) {
    int components = rows.components();
    int width = rows.features().width();
    double[] counts = new double[components];
    double[][] means = new double[components][];
    double total = 0;
    for (int k = 0; k < components; k++) {
      rows.pause().run();
      counts[k] = Math.max(LEAST, Arrays.stream(rows.of(k)).sum());
      means[k] = mean(rows.features(), rows.of(k), counts[k]);
      total += counts[k];
    }
    double[] constants = new double[components];
    for (int k = 0; k < components; k++) {
      constants[k] = StrictMath.log(counts[k] / total);
    }
    double[][] factors = new double[components][];
    if (type.isSlanted()) {
      slanted(rows, counts, means, constants, factors);
    } else {
      for (int k = 0; k < components; k++) {
        rows.pause().run();
        factors[k] = variances(rows.features(), rows.of(k), counts[k], means[k]);
        if (type == CovarianceType.SPHERICAL) {
          Arrays.fill(factors[k], Arrays.stream(factors[k]).sum() / width);
        }
        for (int j = 0; j < width; j++) {
          double variance = factors[k][j] + added;
          if (!(variance > 0)) {
            throw refused();
          }
          constants[k] -= 0.5 * StrictMath.log(variance);
          factors[k][j] = 1 / Math.sqrt(variance);
        }
      }
    }
    return new Gaussians(constants, means, factors);
  }

  private void slanted(
      Responsibilities rows,
      double[] counts,
      double[][] means,
      double[] constants,
      double[][] factors) {
    int width = rows.features().width();
    SquareSums sums = new SquareSums(width);
    double total = Arrays.stream(counts).sum();
    for (int k = 0; k < counts.length; k++) {
      if (type == CovarianceType.FULL && k > 0) {
        sums = new SquareSums(width);
      }
      addSquares(rows, k, means[k], sums);
      if (type == CovarianceType.FULL) {
        Triangle triangle = triangle(sums, counts[k], rows.pause());
        factors[k] = triangle.rows();
        constants[k] += triangle.logarithm();
      }
    }
    if (type == CovarianceType.TIED) {
      Triangle triangle = triangle(sums, total, rows.pause());
      for (int k = 0; k < counts.length; k++) {
        factors[k] = triangle.rows();
        constants[k] += triangle.logarithm();
      }
    }
  }

  private Triangle triangle(SquareSums sums, double divisor, Runnable pause) {
    return Triangle.of(sums, divisor, added, pause).orElseThrow(this::refused);
  }

  private RuntimeException refused() {
    return MlError.INVALID_OPTION.with(
        "reg_covar", added, "a greater number, since the rows of a component hardly vary");
  }

  /** Rows of which a component has hardly anything are left out: they add nothing. */
  private static void addSquares(
      Responsibilities rows, int component, double[] mean, SquareSums sums) {
    FeatureMatrix features = rows.features();
    double[] shares = rows.of(component);
    double[][] block = new double[SquareSums.ROWS][features.width()];
    double[] weights = new double[SquareSums.ROWS];
    int[] taken = new int[SquareSums.ROWS];
    int filled = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 1e-30) {
        weights[filled] = shares[i];
        taken[filled++] = i;
      }
      if (filled == taken.length || i + 1 == shares.length) {
        rows.pause().run();
        for (int j = 0; j < mean.length; j++) {
          double[] column = features.columns()[j];
          for (int r = 0; r < filled; r++) {
            block[r][j] = column[taken[r]] - mean[j];
          }
        }
        sums.add(block, weights, filled, rows.pause());
        filled = 0;
      }
    }
  }

  static double[] mean(FeatureMatrix features, double[] shares, double total) {
    double[] mean = new double[features.width()];
    for (int j = 0; j < mean.length; j++) {
      double[] column = features.columns()[j];
      double a = 0;
      double b = 0;
      int i = 0;
      for (; i + 2 <= shares.length; i += 2) {
        a += shares[i] * column[i];
        b += shares[i + 1] * column[i + 1];
      }
      for (; i < shares.length; i++) {
        a += shares[i] * column[i];
      }
      mean[j] = (a + b) / total;
    }
    return mean;
  }

  private static double[] variances(
      FeatureMatrix features, double[] shares, double total, double[] mean) {
    double[] variances = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      double[] column = features.columns()[j];
      for (int i = 0; i < shares.length; i++) {
        double difference = column[i] - mean[j];
        variances[j] += shares[i] * difference * difference;
      }
      variances[j] /= total;
    }
    return variances;
  }
}
