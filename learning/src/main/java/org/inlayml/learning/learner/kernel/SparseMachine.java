// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

/**
 * Minimises {@code Σ|w| + Σ cost · excess²}, which leaves many weights at 0, by a Newton step for
 * each weight in turn. Not thread-safe.
 *
 * <p>Source: Yuan, Chang, Hsieh, Lin, A Comparison of Optimization Methods and Software for
 * Large-scale L1-regularized Linear Classification, 2010, 4.1.
 */
final class SparseMachine {
  private static final int MOST_HALVINGS = 30;
  private static final double FLAT = 1e-12;

  private final LinearMachineProblem problem;
  private final Work work;
  private final double[] weights;
  private final double[] sums;
  private double slope;
  private double curvature;

  private SparseMachine(LinearMachineProblem problem, Work work) {
    this.problem = problem;
    this.work = work;
    weights = new double[problem.width()];
    sums = new double[problem.rows()];
  }

  /**
   * Fits the weights of the columns.
   *
   * @param sweeps how many at most
   * @param tolerance stops where the slopes contradict the optimum by this share of what they did
   */
  static double[] fit(LinearMachineProblem problem, int sweeps, double tolerance, Work work) {
    return new SparseMachine(problem, work).run(sweeps, tolerance);
  }

  private double[] run(int sweeps, double tolerance) {
    double first = 0;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      work.reached((double) sweep / (sweep + 20));
      double violation = 0;
      for (int j = 0; j < weights.length; j++) {
        violation += improve(j);
        work.did(4L * sums.length);
      }
      first = sweep == 0 ? violation : first;
      if (violation <= tolerance * first) {
        break;
      }
    }
    return weights;
  }

  /** Improves a weight; returns by how much its slope contradicted the optimum. */
  private double improve(int j) {
    double[] column = problem.columns()[j];
    differentiate(column);
    double weight = weights[j];
    double violation =
        weight == 0 ? Math.max(0, Math.abs(slope) - 1) : Math.abs(slope + Math.copySign(1, weight));
    if (violation == 0) {
      return 0;
    }
    double grown = slope + 1;
    double shrunk = slope - 1;
    double step = -weight;
    if (grown < curvature * weight) {
      step = -grown / curvature;
    } else if (shrunk > curvature * weight) {
      step = -shrunk / curvature;
    }
    double before = loss(column, 0);
    double expected = slope * step + Math.abs(weight + step) - Math.abs(weight);
    for (int halving = 0; halving < MOST_HALVINGS; halving++, step /= 2, expected /= 2) {
      double change = Math.abs(weight + step) - Math.abs(weight) + loss(column, step) - before;
      if (change <= 0.01 * expected) {
        weights[j] += step;
        for (int i = 0; i < sums.length; i++) {
          sums[i] += step * column[i];
        }
        break;
      }
    }
    return violation;
  }

  private void differentiate(double[] column) {
    double first = 0;
    double second = 0;
    for (int i = 0; i < sums.length; i++) {
      double excess = problem.excess(i, sums[i]);
      if (excess != 0) {
        double weighted = 2 * problem.costs()[i] * column[i];
        first += weighted * excess;
        second += weighted * column[i];
      }
    }
    slope = first;
    curvature = Math.max(FLAT, second);
  }

  private double loss(double[] column, double step) {
    double loss = 0;
    for (int i = 0; i < sums.length; i++) {
      double excess = problem.excess(i, sums[i] + step * column[i]);
      loss += problem.costs()[i] * excess * excess;
    }
    return loss;
  }
}
