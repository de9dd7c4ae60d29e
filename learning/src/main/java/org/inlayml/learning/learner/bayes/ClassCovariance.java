// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.SquareSums;

/**
 * The covariance of the features within a class.
 *
 * @param freedom what the square sums were divided by
 */
record ClassCovariance(double[][] matrix, double freedom) {
  int width() {
    return matrix.length;
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
    SquareSums sums = new SquareSums(width);
    double[][] block = new double[SquareSums.ROWS][width];
    double[] weights = new double[SquareSums.ROWS];
    int filled = 0;
    for (int i = 0; i < features.rows(); i++) {
      if (rows.labels()[i] == label) {
        weights[filled] = rows.weights()[i];
        for (int j = 0; j < width; j++) {
          block[filled][j] = features.columns()[j][i] - mean[j];
        }
        filled++;
      }
      if (filled == SquareSums.ROWS || i + 1 == features.rows()) {
        double share = 0.5 * i / features.rows();
        sums.add(block, weights, filled, () -> checkpoint.reached(share));
        filled = 0;
      }
    }
    double count = rows.counts()[label];
    double freedom = Math.max(count - 1, count / 2);
    double[][] matrix = new double[width][width];
    for (int j = 0; j < width; j++) {
      ClassRows.requireFinite(sums.row(j), features.names().get(j));
      for (int l = 0; l <= j; l++) {
        matrix[j][l] = sums.row(j)[l] / freedom;
        matrix[l][j] = matrix[j][l];
      }
    }
    return new ClassCovariance(matrix, freedom);
  }
}
