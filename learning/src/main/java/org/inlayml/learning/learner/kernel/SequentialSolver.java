// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Sequential minimal optimisation: improves two variables at a time, the one that violates the
 * optimum most and the one with which it gains most. Not libsvm's own, because that heeds no
 * weights of rows, cannot be stopped and keeps a copy of the rows that is thrice as large.
 *
 * <p>Source: Fan, Chen, Lin, Working Set Selection Using Second Order Information for Training
 * Support Vector Machines, 2005.
 */
final class SequentialSolver {
  /** Stands for a curvature that is not above 0. */
  private static final double FLAT = 1e-12;

  private final BoxProblem problem;
  private final KernelRows kernel;
  private final Work work;
  private final double[] beta;

  /** Per variable the derivative of the objective. */
  private final double[] slope;

  private final double[] diagonal;

  private SequentialSolver(BoxProblem problem, KernelRows kernel, Work work) {
    this.problem = problem;
    this.kernel = kernel;
    this.work = work;
    beta = new double[problem.size()];
    for (int v = 0; v < beta.length; v++) {
      beta[v] = problem.bounded(v, problem.start()[v]);
    }
    slope = problem.linear().clone();
    diagonal = new double[beta.length];
    for (int v = 0; v < beta.length; v++) {
      diagonal[v] = kernel.diagonal(problem.rows()[v]);
    }
    for (int v = 0; v < beta.length; v++) {
      if (beta[v] != 0) {
        shift(beta[v], kernel.row(problem.rows()[v]), null);
      }
    }
  }

  /** Bytes of an instance and its problem. */
  static long memory(long variables) {
    return 8 * 9 * variables;
  }

  /**
   * Solves a problem.
   *
   * @param tolerance how much two slopes may contradict the optimum
   * @param steps how many at most, or -1 for as many as it takes
   */
  static BoxSolution solve(
      BoxProblem problem, KernelRows kernel, double tolerance, int steps, Work work) {
    SequentialSolver solver = new SequentialSolver(problem, kernel, work);
    solver.run(tolerance, steps);
    return new BoxSolution(problem, solver.beta, solver.slope);
  }

  private void run(double tolerance, int steps) {
    long most = steps >= 0 ? steps : Math.max(10_000_000L, 100L * beta.length);
    for (long step = 0; step < most; step++) {
      work.at((double) step / (step + beta.length));
      if (!improve(tolerance)) {
        return;
      }
      work.did(6L * beta.length);
    }
  }

  /** Improves two variables; says whether there were any that violate the optimum. */
  private boolean improve(double tolerance) {
    Pair best = null;
    double violation = 0;
    for (int part = 0; part < (problem.parted() ? 2 : 1); part++) {
      int rising = rising(part);
      if (rising >= 0) {
        double[] values = kernel.row(problem.rows()[rising]);
        Pair pair = pair(rising, part, values);
        violation = Math.max(violation, pair.violation);
        if (pair.falling >= 0 && (best == null || pair.gain > best.gain)) {
          best = pair;
        }
      }
    }
    if (best == null || violation < tolerance) {
      return false;
    }
    return move(best.rising, best.falling);
  }

  private record Pair(int rising, int falling, double gain, double violation) {}

  /** Which variable gains most by growing, or -1. */
  private int rising(int part) {
    double[] upper = problem.upper();
    boolean parted = problem.parted();
    double least = Double.POSITIVE_INFINITY;
    int rising = -1;
    for (int v = 0; v < beta.length; v++) {
      if (slope[v] < least && beta[v] < upper[v] && (!parted || problem.part(v) == part)) {
        least = slope[v];
        rising = v;
      }
    }
    return rising;
  }

  /** With which variable, made smaller, the rising one gains most. */
  private Pair pair(int rising, int part, double[] values) {
    double[] lower = problem.lower();
    int[] rows = problem.rows();
    boolean parted = problem.parted();
    double least = slope[rising];
    double own = diagonal[rising];
    double greatest = 0;
    double violation = 0;
    int falling = -1;
    for (int v = 0; v < beta.length; v++) {
      double above = slope[v] - least;
      if (above > 0 && beta[v] > lower[v] && (!parted || problem.part(v) == part)) {
        violation = Math.max(violation, above);
        double curvature = Math.max(FLAT, own + diagonal[v] - 2 * values[rows[v]]);
        double gain = above * above / curvature;
        if (gain > greatest) {
          greatest = gain;
          falling = v;
        }
      }
    }
    return new Pair(rising, falling, greatest, violation);
  }

  private boolean move(int rising, int falling) {
    double[] ofRising = kernel.row(problem.rows()[rising]);
    double[] ofFalling = kernel.row(problem.rows()[falling]);
    double curvature =
        Math.max(
            FLAT, diagonal[rising] + diagonal[falling] - 2 * ofRising[problem.rows()[falling]]);
    double up = problem.upper()[rising] - beta[rising];
    double down = beta[falling] - problem.lower()[falling];
    double wanted = (slope[falling] - slope[rising]) / curvature;
    double change = Math.min(wanted, Math.min(up, down));
    beta[rising] = problem.bounded(rising, beta[rising] + change);
    beta[falling] = problem.bounded(falling, beta[falling] - change);
    shift(change, ofRising, ofFalling);
    return change > 0;
  }

  /** Adds {@code change} to one variable, and takes it off another where there is one. */
  private void shift(double change, double[] plus, double @Nullable [] minus) {
    int[] rows = problem.rows();
    if (minus == null) {
      for (int v = 0; v < slope.length; v++) {
        slope[v] += change * plus[rows[v]];
      }
      return;
    }
    for (int v = 0; v < slope.length; v++) {
      slope[v] += change * (plus[rows[v]] - minus[rows[v]]);
    }
  }
}
