// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.feature.FeatureMatrix;

/** Computes the upper triangle of a kernel matrix, row i from column i on. */
final class KernelTriangle {
  private static final int TILE = 512;

  private KernelTriangle() {}

  static void fill(
      double[][] triangle, FeatureMatrix features, KernelFunction function, Work work) {
    int rows = triangle.length;
    double[] point = new double[features.width()];
    double[][] tile = new double[3][TILE];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < point.length; j++) {
        point[j] = features.columns()[j][row];
      }
      for (int from = row; from < rows; from += TILE) {
        int count = Math.min(TILE, rows - from);
        function.values(features.columns(), from, count, point, 0, tile);
        System.arraycopy(tile[0], 0, triangle[row], from - row, count);
      }
      work.did((long) (rows - row) * (point.length + 8));
    }
  }
}
