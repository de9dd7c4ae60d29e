// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

/**
 * Solves equations with a symmetric matrix that has no negative eigenvalue, by Cholesky's
 * decomposition. An unknown that those before determine to within rounding becomes zero, so that
 * columns may repeat or add up. Immutable.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 4.2.8.
 */
final class SymmetricSolver {
  private static final double NEGLIGIBLE = 1e-14;

  private final double[][] factor;

  private SymmetricSolver(double[][] factor) {
    this.factor = factor;
  }

  /**
   * Decomposes a matrix, whose lower triangle is used up.
   *
   * @param stop called before each row; may throw to end the work
   */
  static SymmetricSolver of(double[][] matrix, Runnable stop) {
    for (int i = 0; i < matrix.length; i++) {
      stop.run();
      double[] row = matrix[i];
      double left = row[i];
      for (int j = 0; j < i; j++) {
        double[] other = matrix[j];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        row[j] = other[j] > 0 ? sum / other[j] : 0;
        left -= row[j] * row[j];
      }
      row[i] = left > NEGLIGIBLE * row[i] ? Math.sqrt(left) : 0;
    }
    return new SymmetricSolver(matrix);
  }

  /** The solution. */
  double[] solve(double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < factor.length; i++) {
      double sum = x[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * x[k];
      }
      x[i] = factor[i][i] > 0 ? sum / factor[i][i] : 0;
    }
    for (int i = factor.length - 1; i >= 0; i--) {
      x[i] = factor[i][i] > 0 ? x[i] / factor[i][i] : 0;
      for (int k = 0; k < i; k++) {
        x[k] -= factor[i][k] * x[i];
      }
    }
    return x;
  }
}
