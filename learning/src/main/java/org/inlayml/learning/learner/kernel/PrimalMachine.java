// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;

/**
 * Minimises {@code |w|² / 2 + Σ cost · excess²} by Newton's method: rows that cost nothing have no
 * part in the Hessian, which is never formed; each step follows conjugate gradients. Not
 * thread-safe.
 *
 * <p>Source: Keerthi, DeCoste, A Modified Finite Newton Method for Fast Solution of Large Scale
 * Linear SVMs, 2005.
 */
final class PrimalMachine {
  private static final int MOST_HALVINGS = 40;

  private final LinearMachineProblem problem;
  private final Work work;
  private final double[] weights;
  private final double[] sums;
  private final double[] gradient;
  private final double[] direction;
  private final double[] ofRows;
  private final double[] product;

  private PrimalMachine(LinearMachineProblem problem, Work work) {
    this.problem = problem;
    this.work = work;
    weights = new double[problem.width()];
    gradient = new double[weights.length];
    direction = new double[weights.length];
    product = new double[weights.length];
    sums = new double[problem.rows()];
    ofRows = new double[problem.rows()];
  }

  /**
   * Fits the weights of the columns.
   *
   * @param steps how many at most
   * @param tolerance stops where the gradient is this share of the first
   */
  static double[] fit(LinearMachineProblem problem, int steps, double tolerance, Work work) {
    return new PrimalMachine(problem, work).run(steps, tolerance);
  }

  private double[] run(int steps, double tolerance) {
    double first = 0;
    for (int step = 0; step < steps; step++) {
      findGradient();
      double length = Math.sqrt(inner(gradient, gradient));
      first = step == 0 ? length : first;
      work.reached((double) step / (step + 5));
      if (length <= tolerance * first || !(length > 0)) {
        break;
      }
      findDirection(Math.min(0.1, Math.sqrt(length / first)) * length);
      if (!move()) {
        break;
      }
    }
    return weights;
  }

  private void findGradient() {
    for (int i = 0; i < sums.length; i++) {
      ofRows[i] = 2 * problem.costs()[i] * problem.excess(i, sums[i]);
    }
    collect(ofRows, gradient);
    for (int j = 0; j < weights.length; j++) {
      gradient[j] += weights[j];
    }
  }

  /** Per column the products with numbers of the rows. */
  private void collect(double[] rows, double[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] = inner(problem.columns()[j], rows);
    }
    work.did((long) rows.length * into.length);
  }

  /** Per row the weighted sum of the columns. */
  private void spread(double[] factors, double[] rows) {
    Arrays.fill(rows, 0);
    for (int j = 0; j < factors.length; j++) {
      double[] column = problem.columns()[j];
      double factor = factors[j];
      for (int i = 0; i < rows.length; i++) {
        rows[i] += factor * column[i];
      }
    }
    work.did((long) rows.length * factors.length);
  }

  /** Direction becomes an approximate solution of Hessian · direction = -gradient. */
  private void findDirection(double precision) {
    int width = weights.length;
    double[] remainder = new double[width];
    double[] search = new double[width];
    Arrays.fill(direction, 0);
    for (int j = 0; j < width; j++) {
      remainder[j] = -gradient[j];
      search[j] = remainder[j];
    }
    double square = inner(remainder, remainder);
    for (int round = 0; round < 2 * width + 10 && Math.sqrt(square) > precision; round++) {
      spread(search, ofRows);
      for (int i = 0; i < sums.length; i++) {
        ofRows[i] *= problem.excess(i, sums[i]) == 0 ? 0 : 2 * problem.costs()[i];
      }
      collect(ofRows, product);
      for (int j = 0; j < width; j++) {
        product[j] += search[j];
      }
      double length = square / inner(search, product);
      for (int j = 0; j < width; j++) {
        direction[j] += length * search[j];
        remainder[j] -= length * product[j];
      }
      double before = square;
      square = inner(remainder, remainder);
      for (int j = 0; j < width; j++) {
        search[j] = remainder[j] + square / before * search[j];
      }
    }
  }

  /** Follows the direction, but half as far as long as that gains too little. */
  private boolean move() {
    spread(direction, ofRows);
    double before = inner(weights, weights) / 2 + problem.squaredLoss(sums);
    double slope = inner(gradient, direction);
    double[] moved = new double[sums.length];
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
      double square = 0;
      for (int j = 0; j < weights.length; j++) {
        double weight = weights[j] + length * direction[j];
        square += weight * weight;
      }
      for (int i = 0; i < moved.length; i++) {
        moved[i] = sums[i] + length * ofRows[i];
      }
      if (square / 2 + problem.squaredLoss(moved) <= before + 1e-4 * length * slope) {
        for (int j = 0; j < weights.length; j++) {
          weights[j] += length * direction[j];
        }
        System.arraycopy(moved, 0, sums, 0, sums.length);
        return true;
      }
    }
    return false;
  }

  /** Four sums side by side, since each waits for its last addition. */
  static double inner(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    double sum = (s0 + s1) + (s2 + s3);
    for (; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
