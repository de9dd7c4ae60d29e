// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.Optional;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.Products;
import org.inlayml.learning.learner.SquareSums;

/**
 * The inverse of the Cholesky factor of a covariance, as {@link Gaussians} takes it. Source: Golub,
 * Van Loan, Matrix Computations, 4th ed., 4.2.5 and 3.1.
 *
 * @param rows the lower triangle, row by row up to the diagonal
 * @param logarithm of the determinant
 */
record Triangle(double[] rows, double logarithm) {
  /**
   * Inverts.
   *
   * @param sums the covariance times {@code divisor}
   * @param added to the variances
   * @param pause called now and then
   * @return empty where the covariance is not positive definite
   */
  static Optional<Triangle> of(SquareSums sums, double divisor, double added, Runnable pause) {
    int width = sums.width();
    // Row k holds entry i of the factor's row at width - 1 - i: what is not 0 comes first.
    double[][] factor = new double[width][];
    double[] weights = new double[width];
    double logarithm = 0;
    for (int k = 0; k < width; k++) {
      pause.run();
      int length = width - k;
      double[] row = new double[width];
      for (int i = k; i < width; i++) {
        row[width - 1 - i] = sums.row(i)[k] / divisor;
      }
      row[width - 1 - k] += added;
      for (int m = 0; m < k; m++) {
        weights[m] = -factor[m][width - 1 - k];
      }
      double variance = row[width - 1 - k];
      Products.addRows(row, length, weights, factor, k);
      double pivot = row[width - 1 - k];
      if (!(pivot > 1e-15 * variance && pivot <= Double.MAX_VALUE)) {
        return Optional.empty();
      }
      double root = Math.sqrt(pivot);
      logarithm -= StrictMath.log(root);
      for (int i = 0; i < length; i++) {
        row[i] /= root;
      }
      factor[k] = row;
    }
    return Optional.of(new Triangle(inverse(factor, pause), logarithm));
  }

  private static double[] inverse(double[][] factor, Runnable pause) {
    int width = factor.length;
    double[][] inverse = new double[width][];
    double[] weights = new double[width];
    double[] packed = new double[Math.toIntExact(Gaussians.triangle(width))];
    int next = 0;
    for (int i = 0; i < width; i++) {
      pause.run();
      double[] row = new double[width];
      for (int m = 0; m < i; m++) {
        weights[m] = -factor[m][width - 1 - i];
      }
      Products.addRows(row, i, weights, inverse, i);
      double diagonal = factor[i][width - 1 - i];
      for (int j = 0; j < i; j++) {
        row[j] /= diagonal;
      }
      row[i] = 1 / diagonal;
      inverse[i] = row;
      System.arraycopy(row, 0, packed, next, i + 1);
      next += i + 1;
    }
    return packed;
  }

  /** Bytes of {@link #of}. */
  static long memory(int width) {
    return 20L * width * (width + 8L);
  }
}
