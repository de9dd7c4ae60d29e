// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

/**
 * The Cholesky factor L of a Gram matrix LL' to which features come and from which they go, one at
 * a time. Not thread-safe.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 4.2.5 and 6.5.
 */
final class GrowingCholesky {
  /** What is left of the square of a feature that others make up, as a share: rounding. */
  private static final double NEGLIGIBLE = 1e-11;

  private final double[][] rows;
  private int size;

  /** Without any feature yet. */
  GrowingCholesky(int most) {
    rows = new double[most][];
  }

  /** Bytes that it needs. */
  static long memory(long most) {
    return 12 * most * (most + 16);
  }

  int size() {
    return size;
  }

  /**
   * Adds a feature, unless those before make it up.
   *
   * @param products its inner products with those before, in order
   * @param square its inner product with itself
   * @return whether it was added
   */
  boolean add(double[] products, double square) {
    double[] row = new double[size + 1];
    double left = square;
    for (int i = 0; i < size; i++) {
      double sum = products[i];
      for (int k = 0; k < i; k++) {
        sum -= rows[i][k] * row[k];
      }
      row[i] = sum / rows[i][i];
      left -= row[i] * row[i];
    }
    if (!(left > NEGLIGIBLE * square)) {
      return false;
    }
    row[size] = Math.sqrt(left);
    rows[size++] = row;
    return true;
  }

  /** Takes the feature at a position away; those after move down. */
  void remove(int position) {
    size--;
    for (int i = position; i < size; i++) {
      rows[i] = rows[i + 1];
    }
    // each row from there on reaches one column too far: turn pairs of columns until none does
    for (int k = position; k < size; k++) {
      double a = rows[k][k];
      double b = rows[k][k + 1];
      double length = StrictMath.hypot(a, b);
      double cosine = a / length;
      double sine = b / length;
      for (int i = k; i < size; i++) {
        double x = rows[i][k];
        double y = rows[i][k + 1];
        rows[i][k] = cosine * x + sine * y;
        rows[i][k + 1] = cosine * y - sine * x;
      }
    }
  }

  /** Solves LL'x = right. */
  double[] solve(double[] right) {
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= rows[i][k] * x[k];
      }
      x[i] = sum / rows[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      x[i] /= rows[i][i];
      for (int k = 0; k < i; k++) {
        x[k] -= rows[i][k] * x[i];
      }
    }
    return x;
  }
}
