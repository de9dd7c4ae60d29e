// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The coefficients that minimise {@code |y - Xw|² / 2 + absolute |w|₁ + squared |w|² / 2}, by
 * cyclic coordinate descent, starting from zero. Stops as scikit-learn does: when no coefficient
 * changed by more than the tolerance (as a share of the greatest) and the duality gap is below the
 * tolerance times {@code |y|²}; or after as many sweeps as allowed.
 *
 * <p>Source: Friedman, Hastie, Tibshirani, Regularization Paths for Generalized Linear Models via
 * Coordinate Descent, 2010, 2.1; the gap: Kim et al., An Interior-Point Method for Large-Scale
 * l1-Regularized Least Squares, 2007, and scikit-learn's enet_coordinate_descent.
 */
final class CoordinateDescent {
  private final double[][] columns;
  private final double[] residual;
  private final double[] target;
  private final double[] squares;
  private final double[] coefficients;
  private final double absolute;
  private final double squared;

  private CoordinateDescent(double[][] columns, double[] target, double absolute, double squared) {
    this.columns = columns;
    this.target = target;
    this.absolute = absolute;
    this.squared = squared;
    residual = target.clone();
    coefficients = new double[columns.length];
    squares = new double[columns.length];
    for (int j = 0; j < columns.length; j++) {
      squares[j] = product(columns[j], columns[j]);
    }
  }

  /**
   * Solves the problem.
   *
   * @param absolute above 0
   */
  static double[] solve(
      ReducedProblem problem,
      double absolute,
      double squared,
      int sweeps,
      double tolerance,
      Checkpoint checkpoint) {
    double[][] columns = new double[problem.width()][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = column(problem.rows(), j);
    }
    double[] target = new double[problem.rows().length];
    for (int i = 0; i < target.length; i++) {
      target[i] = problem.rows()[i][problem.width()];
    }
    CoordinateDescent descent = new CoordinateDescent(columns, target, absolute, squared);
    descent.run(sweeps, tolerance, checkpoint);
    return descent.coefficients;
  }

  /** Bytes that {@link #solve} needs beyond the problem. */
  static long memory(long rows, int width) {
    return 8 * (width + 4L) * (Math.min(rows, width + 1L) + 3);
  }

  /** One column without the zeros at its end, of which a triangle has many. */
  private static double[] column(double[][] rows, int j) {
    int length = rows.length;
    while (length > 0 && rows[length - 1][j] == 0) {
      length--;
    }
    double[] column = new double[length];
    for (int i = 0; i < length; i++) {
      column[i] = rows[i][j];
    }
    return column;
  }

  private void run(int sweeps, double tolerance, Checkpoint checkpoint) {
    double gapAllowed = tolerance * product(target, target);
    for (int sweep = 0; sweep < sweeps; sweep++) {
      checkpoint.reached(0.5 + 0.5 * sweep / sweeps);
      if (sweep(tolerance) && gap() <= gapAllowed) {
        return;
      }
    }
  }

  /** Improves every coefficient once; returns whether hardly any changed. */
  private boolean sweep(double tolerance) {
    double greatest = 0;
    double greatestChange = 0;
    for (int j = 0; j < columns.length; j++) {
      if (squares[j] == 0) {
        continue;
      }
      double before = coefficients[j];
      double pull = product(columns[j], residual) + before * squares[j];
      double after =
          Math.copySign(Math.max(Math.abs(pull) - absolute, 0), pull) / (squares[j] + squared);
      if (after != before) {
        add(columns[j], before - after);
        coefficients[j] = after;
      }
      greatest = Math.max(greatest, Math.abs(after));
      greatestChange = Math.max(greatestChange, Math.abs(after - before));
    }
    return greatestChange <= tolerance * greatest;
  }

  private void add(double[] column, double weight) {
    for (int i = 0; i < column.length; i++) {
      residual[i] += weight * column[i];
    }
  }

  /** How much the objective may still fall, at most. */
  private double gap() {
    double steepest = 0;
    double sum = 0;
    double sumOfSquares = 0;
    for (int j = 0; j < columns.length; j++) {
      double slope = product(columns[j], residual) - squared * coefficients[j];
      steepest = Math.max(steepest, Math.abs(slope));
      sum += Math.abs(coefficients[j]);
      sumOfSquares += coefficients[j] * coefficients[j];
    }
    double error = product(residual, residual);
    double scale = steepest > absolute ? absolute / steepest : 1;
    return 0.5 * error * (1 + scale * scale)
        + absolute * sum
        - scale * product(residual, target)
        + 0.5 * squared * (1 + scale * scale) * sumOfSquares;
  }

  /** The inner product; {@code b} may be longer. */
  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
