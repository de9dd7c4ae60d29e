// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The coefficients that minimise {@code |y - Xw|² + penalty |w|²}; without penalty, among all that
 * minimise it the shortest. Columns may repeat, add up to one another, or be more than the rows.
 *
 * <p>Its means is the singular value decomposition by one-sided Jacobi rotations: the rows of [X y]
 * are turned pairwise until those of X are orthogonal; then row i of X is s(i) v(i), the target
 * beside it u(i)'y, and the coefficients are their sum weighted by 1 / (s(i)² + penalty). It finds
 * small singular values more accurately than bidiagonalisation, needs no more room than the rows
 * and can be stopped at any time. A singular value of at most {@code max(rows, columns)} units of
 * rounding of the greatest counts as zero, as in NumPy's {@code matrix_rank}.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 8.6.3 and 5.5.
 */
final class LeastSquares {
  private static final double ROUNDING = 0x1p-52;

  /** Far more than the ten or so that are needed. */
  private static final int MOST_SWEEPS = 60;

  private LeastSquares() {}

  /** Solves the problem, whose rows are used up. */
  static double[] solve(ReducedProblem problem, double penalty, Checkpoint checkpoint) {
    return coefficients(problem, orthogonalise(problem, checkpoint), penalty);
  }

  /**
   * Turns the rows of the problem until those of X are orthogonal; returns their squared lengths,
   * which are the eigenvalues of X'X, 0 for what is but rounding.
   */
  static double[] orthogonalise(ReducedProblem problem, Checkpoint checkpoint) {
    int width = problem.width();
    double rounding = Math.max(problem.originalRows(), width) * ROUNDING;
    double[] squares = orthogonalise(problem.rows(), width, rounding * rounding, checkpoint);
    double negligible = greatest(squares) * rounding * rounding;
    for (int i = 0; i < squares.length; i++) {
      squares[i] = squares[i] > negligible ? squares[i] : 0;
    }
    return squares;
  }

  /** The solution of a problem whose rows are orthogonal, with these squared lengths. */
  static double[] coefficients(ReducedProblem problem, double[] squares, double penalty) {
    int width = problem.width();
    double[] coefficients = new double[width];
    for (int i = 0; i < squares.length; i++) {
      if (squares[i] > 0) {
        double[] row = problem.rows()[i];
        double weight = row[width] / (squares[i] + penalty);
        for (int j = 0; j < width; j++) {
          coefficients[j] += weight * row[j];
        }
      }
    }
    return coefficients;
  }

  /**
   * Turns the rows pairwise until they are orthogonal; returns their squared lengths. Rows that are
   * nothing but rounding are left alone: they would never come to rest.
   */
  static double[] orthogonalise(
      double[][] rows, int width, double negligibleShare, Checkpoint checkpoint) {
    int count = rows.length;
    double[] squares = new double[count];
    double tolerance = ROUNDING * Math.sqrt(width);
    boolean turned = true;
    for (int sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
      turned = false;
      for (int i = 0; i < count; i++) {
        squares[i] = product(rows[i], rows[i], width);
      }
      double negligible = greatest(squares) * negligibleShare;
      for (int i = 0; i < count; i++) {
        checkpoint.reached(0.5 + 0.5 * (sweep + (double) i / count) / MOST_SWEEPS);
        for (int j = i + 1; j < count; j++) {
          if (squares[i] > negligible && squares[j] > negligible) {
            turned |= turn(rows, squares, i, j, width, tolerance);
          }
        }
      }
    }
    return squares;
  }

  private static double greatest(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** Turns two rows so that they are orthogonal, unless they are. */
  private static boolean turn(
      double[][] rows, double[] squares, int i, int j, int width, double tolerance) {
    double[] a = rows[i];
    double[] b = rows[j];
    double product = product(a, b, width);
    if (!(Math.abs(product) > tolerance * Math.sqrt(squares[i]) * Math.sqrt(squares[j]))) {
      return false;
    }
    double cotangent = (squares[j] - squares[i]) / (2 * product);
    double tangent =
        Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = cosine * tangent;
    for (int k = 0; k <= width; k++) {
      double x = a[k];
      double y = b[k];
      a[k] = cosine * x - sine * y;
      b[k] = sine * x + cosine * y;
    }
    squares[i] = square(a, squares[i], -tangent * product, width);
    squares[j] = square(b, squares[j], tangent * product, width);
    return true;
  }

  /** The squared length after a change by so much: anew where most of it went. */
  private static double square(double[] row, double before, double change, int width) {
    double after = before + change;
    return after < 0.5 * before ? product(row, row, width) : after;
  }

  /** The inner product of the heads of two rows; four sums keep the processor busy. */
  private static double product(double[] a, double[] b, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < width; k += 4) {
      s0 += a[k] * b[k];
      s1 += a[k + 1] * b[k + 1];
      s2 += a[k + 2] * b[k + 2];
      s3 += a[k + 3] * b[k + 3];
    }
    for (; k < width; k++) {
      s0 += a[k] * b[k];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
