// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Newton's method for a {@link SmoothObjective}: each step follows conjugate gradients, scaled by
 * the Hessian's diagonal, towards the minimum of the quadratic model, the further the nearer the
 * end is; the Hessian need not be formed. The step is halved until the objective falls enough.
 *
 * <p>Source: Nocedal, Wright, Numerical Optimization, 2nd ed., 7.1.
 */
final class NewtonMethod {
  private static final int MOST_HALVINGS = 40;
  private static final double ENOUGH = 1e-4;

  /** Rounding of the objective: a change by this share says nothing. */
  private static final double NOISE = 1e-13;

  /** What is left over of the gradient where steps cost next to nothing. */
  private static final double EXACT = 1e-8;

  /** Where a step leaves less of the gradient than this, the second derivatives are good enough. */
  private static final double FAST = 0.1;

  private final SmoothObjective objective;
  private final Checkpoint checkpoint;
  private final double[] gradient;
  private final double[] diagonal;
  private final double[] direction;
  private final double[] remainder;
  private final double[] search;
  private final double[] product;

  private NewtonMethod(SmoothObjective objective, Checkpoint checkpoint) {
    this.objective = objective;
    this.checkpoint = checkpoint;
    int size = objective.size();
    gradient = new double[size];
    diagonal = new double[size];
    direction = new double[size];
    remainder = new double[size];
    search = new double[size];
    product = new double[size];
  }

  static long memory(int width, int classes) {
    return 8L * 8 * (width + 1) * (classes == 2 ? 1 : classes);
  }

  /**
   * Minimises.
   *
   * @param start where to begin, not changed
   * @param steps how many at most
   * @param tolerance stops where no partial derivative is greater
   */
  static double[] minimise(
      SmoothObjective objective,
      double[] start,
      int steps,
      double tolerance,
      Checkpoint checkpoint) {
    return new NewtonMethod(objective, checkpoint).run(start.clone(), steps, tolerance);
  }

  private double[] run(double[] parameters, int steps, double tolerance) {
    double[] next = new double[parameters.length];
    double value = objective.evaluate(parameters, gradient);
    double start = length(gradient);
    double before = 0;
    for (int step = 0; step < steps && greatest(gradient) > tolerance; step++) {
      double share = (double) step / steps;
      checkpoint.reached(share);
      double left = length(gradient);
      if (left > FAST * before) {
        objective.renew();
      }
      before = left;
      double precision = Math.min(0.1, Math.sqrt(left / start));
      findDirection(objective.isFormed() ? EXACT : precision, share);
      double slope = inner(gradient, direction);
      if (-slope <= NOISE * Math.abs(value)) {
        break;
      }
      double length = 1;
      double reached = 0;
      boolean fell = false;
      for (int halving = 0; !fell && halving < MOST_HALVINGS; halving++) {
        for (int i = 0; i < next.length; i++) {
          next[i] = parameters[i] + length * direction[i];
        }
        reached = objective.evaluate(next, gradient);
        fell = reached <= value + ENOUGH * length * slope + NOISE * Math.abs(value);
        length /= 2;
      }
      if (!fell) {
        break;
      }
      value = reached;
      System.arraycopy(next, 0, parameters, 0, next.length);
    }
    return parameters;
  }

  /**
   * Direction becomes an approximate solution of Hessian × direction = -gradient.
   *
   * @param precision how much of the gradient may be left over
   */
  private void findDirection(double precision, double share) {
    objective.diagonal(diagonal);
    double leftOver = precision * length(gradient);
    double scaled = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = 0;
      remainder[i] = -gradient[i];
      search[i] = remainder[i] / diagonal[i];
      scaled += remainder[i] * search[i];
    }
    for (int round = 0; round < 2 * direction.length + 10; round++) {
      checkpoint.reached(share);
      objective.multiply(search, product);
      double curvature = inner(search, product);
      if (!(curvature > 0)) {
        // Flat to the last bit, which happens where all rows are certain: go downhill.
        if (round == 0) {
          System.arraycopy(search, 0, direction, 0, search.length);
        }
        break;
      }
      double weight = scaled / curvature;
      for (int i = 0; i < direction.length; i++) {
        direction[i] += weight * search[i];
        remainder[i] -= weight * product[i];
      }
      if (length(remainder) <= leftOver) {
        break;
      }
      double before = scaled;
      scaled = 0;
      for (int i = 0; i < direction.length; i++) {
        scaled += remainder[i] * (remainder[i] / diagonal[i]);
      }
      for (int i = 0; i < direction.length; i++) {
        search[i] = remainder[i] / diagonal[i] + scaled / before * search[i];
      }
    }
  }

  private static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] vector) {
    return Math.sqrt(inner(vector, vector));
  }

  private static double greatest(double[] vector) {
    double greatest = 0;
    for (double value : vector) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }
}
