// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import org.ejml.data.DMatrixRMaj;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The covariance of the features within a class.
 *
 * @param freedom what the square sums were divided by
 */
record ClassCovariance(DMatrixRMaj matrix, double freedom) {
  private static final int ROWS = 256;

  int width() {
    return matrix.numCols;
  }

  /**
   * Adds up the rows of a class, some at a time.
   *
   * @param mean is filled with the means
   */
  static ClassCovariance of(
      FeatureMatrix features, ClassRows rows, int label, double[] mean, Checkpoint checkpoint) {
    int width = features.width();
    for (int j = 0; j < width; j++) {
      mean[j] = rows.means(features.columns()[j])[label];
    }
    double[][] sums = new double[width][];
    for (int j = 0; j < width; j++) {
      sums[j] = new double[j + 1];
    }
    double[][] block = new double[ROWS][width];
    double[] weights = new double[ROWS];
    int filled = 0;
    for (int i = 0; i < features.rows(); i++) {
      if (rows.labels()[i] == label) {
        weights[filled] = rows.weights()[i];
        for (int j = 0; j < width; j++) {
          block[filled][j] = features.columns()[j][i] - mean[j];
        }
        filled++;
      }
      if (filled == ROWS || i + 1 == features.rows()) {
        checkpoint.reached(0.5 * i / features.rows());
        add(block, weights, filled, sums);
        filled = 0;
      }
    }
    double count = rows.counts()[label];
    double freedom = Math.max(count - 1, count / 2);
    DMatrixRMaj matrix = new DMatrixRMaj(width, width);
    for (int j = 0; j < width; j++) {
      ClassRows.requireFinite(sums[j], features.names().get(j));
      for (int l = 0; l <= j; l++) {
        matrix.set(j, l, sums[j][l] / freedom);
        matrix.set(l, j, sums[j][l] / freedom);
      }
    }
    return new ClassCovariance(matrix, freedom);
  }

  private static void add(double[][] block, double[] weights, int rows, double[][] sums) {
    for (int j = 0; j < sums.length; j++) {
      double[] sum = sums[j];
      for (int i = 0; i < rows; i++) {
        double[] row = block[i];
        double weighted = weights[i] * row[j];
        for (int l = 0; l <= j; l++) {
          sum[l] += weighted * row[l];
        }
      }
    }
  }
}
