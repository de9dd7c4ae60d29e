// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

/**
 * Takes a symmetric positive matrix apart: {@code A = RᵀR}, R an upper triangle. Works on blocks of
 * rows that stay in the processor's cache, between which it can be stopped, and keeps but half of
 * the matrix. Not thread-safe.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 4.2.
 */
final class Cholesky {
  private static final int BLOCK_ROWS = 16;
  private static final int TILE = 512;

  /** Row i holds the columns from i on. */
  private final double[][] rows;

  private Cholesky(double[][] rows) {
    this.rows = rows;
  }

  /** Bytes of a triangle. */
  static long memory(long size) {
    return size < 1L << 30 ? 4 * size * (size + 1) + 24 * size : Long.MAX_VALUE / 8 + size;
  }

  /** Rows of zeros for a triangle. */
  static double[][] triangle(int size) {
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[size - i];
    }
    return rows;
  }

  /** Makes the upper triangle of a matrix anew. */
  @FunctionalInterface
  interface Filler {
    void fill(double[][] triangle);
  }

  /**
   * Takes a matrix apart. Where it is not positive, ever more is added to its diagonal until it is.
   *
   * @param triangle room for it
   */
  static Cholesky of(double[][] triangle, Filler matrix, Work work) {
    double added = 0;
    while (true) {
      matrix.fill(triangle);
      double mean = 0;
      for (double[] row : triangle) {
        mean += Math.abs(row[0]) / triangle.length;
      }
      for (double[] row : triangle) {
        row[0] += added;
      }
      Cholesky parts = new Cholesky(triangle);
      if (parts.factor(work)) {
        return parts;
      }
      added = Math.max(10 * added, Math.max(1e-12 * mean, Double.MIN_NORMAL));
    }
  }

  private boolean factor(Work work) {
    int size = rows.length;
    for (int from = 0; from < size; from += BLOCK_ROWS) {
      int to = Math.min(from + BLOCK_ROWS, size);
      for (int left = from; left < size; left += TILE) {
        int right = Math.min(left + TILE, size);
        for (int k = 0; k + 4 <= from; k += 4) {
          for (int i = from; i < to; i++) {
            subtract(k, i, Math.max(left, i), right);
          }
        }
      }
      work.did(2L * (to - from) * (from + 16) * (size - from) / 4);
      if (!factorBlock(from, to)) {
        return false;
      }
    }
    return true;
  }

  /** Takes the products with four finished rows off a row's columns; blocks are of fours. */
  private void subtract(int k, int i, int left, int right) {
    double[] a = rows[k];
    double[] b = rows[k + 1];
    double[] c = rows[k + 2];
    double[] d = rows[k + 3];
    double byA = a[i - k];
    double byB = b[i - k - 1];
    double byC = c[i - k - 2];
    double byD = d[i - k - 3];
    double[] row = rows[i];
    int count = right - left;
    int to = left - i;
    int from = left - k;
    for (int j = 0; j < count; j++) {
      row[to + j] -=
          byA * a[from + j] + byB * b[from - 1 + j] + byC * c[from - 2 + j] + byD * d[from - 3 + j];
    }
  }

  private boolean factorBlock(int from, int to) {
    for (int i = from; i < to; i++) {
      double[] row = rows[i];
      for (int k = from; k < i; k++) {
        double[] done = rows[k];
        double factor = done[i - k];
        int shift = i - k;
        for (int j = 0; j < row.length; j++) {
          row[j] -= factor * done[shift + j];
        }
      }
      if (!(row[0] > 0) || row[0] == Double.POSITIVE_INFINITY) {
        return false;
      }
      double root = Math.sqrt(row[0]);
      for (int j = 0; j < row.length; j++) {
        row[j] /= root;
      }
    }
    return true;
  }

  /** Half the logarithm of the determinant of A. */
  double halfLogDeterminant() {
    double sum = 0;
    for (double[] row : rows) {
      sum += StrictMath.log(row[0]);
    }
    return sum;
  }

  /** Solves {@code Rᵀz = b} in place. */
  void forward(double[] b) {
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      b[i] /= row[0];
      double value = b[i];
      for (int j = 1; j < row.length; j++) {
        b[i + j] -= row[j] * value;
      }
    }
  }

  /** Solves {@code Rx = z} in place. */
  void backward(double[] z) {
    for (int i = rows.length - 1; i >= 0; i--) {
      double[] row = rows[i];
      double sum = z[i];
      for (int j = 1; j < row.length; j++) {
        sum -= row[j] * z[i + j];
      }
      z[i] = sum / row[0];
    }
  }

  /** Solves {@code Ax = b}. */
  double[] solve(double[] b) {
    double[] x = b.clone();
    forward(x);
    backward(x);
    return x;
  }
}
