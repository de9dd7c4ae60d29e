// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Minimises {@code |w|² / 2 + Σ cost · |excess|} by improving the rows' shares in the weights one
 * by one, in an order drawn anew for each sweep; rows that seem to stay at a bound are left out
 * until the others are settled. Not liblinear, which cannot be stopped and draws from a random
 * state that all its users share. Not thread-safe.
 *
 * <p>Source: Hsieh, Chang, Lin, Keerthi, Sundararajan, A Dual Coordinate Descent Method for
 * Large-scale Linear SVM, 2008; Ho, Lin, Large-scale Linear Support Vector Regression, 2012.
 */
final class DualMachine {
  private final LinearMachineProblem problem;
  private final Work work;
  private final int width;
  private final double[][] rows;
  private final double[] squares;
  private final double[] shares;
  private final double[] weights;
  private final int[] order;
  private int active;

  private DualMachine(LinearMachineProblem problem, Work work) {
    this.problem = problem;
    this.work = work;
    width = problem.width();
    int count = problem.rows();
    rows = new double[count][width];
    squares = new double[count];
    for (int j = 0; j < width; j++) {
      double[] column = problem.columns()[j];
      for (int i = 0; i < count; i++) {
        rows[i][j] = column[i];
        squares[i] += column[i] * column[i];
      }
    }
    shares = new double[count];
    weights = new double[width];
    order = new int[count];
    Arrays.setAll(order, i -> i);
    active = count;
  }

  static long memory(long rows, int width) {
    return rows * (8L * width + 64);
  }

  /**
   * Fits the weights of the columns.
   *
   * @param sweeps how many at most
   * @param tolerance stops where no row's slope contradicts the optimum by more
   */
  static double[] fit(
      LinearMachineProblem problem, int sweeps, double tolerance, long seed, Work work) {
    return new DualMachine(problem, work).run(sweeps, tolerance, seed);
  }

  private double[] run(int sweeps, double tolerance, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double last = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      work.reached((double) sweep / sweeps);
      double greatest = sweep(last, random);
      if (greatest > tolerance) {
        last = greatest;
      } else if (active == order.length) {
        break;
      } else {
        active = order.length;
        last = Double.POSITIVE_INFINITY;
      }
    }
    return weights;
  }

  /** Improves each active row's share; returns by how much one contradicted the optimum. */
  private double sweep(double last, SplittableRandom random) {
    for (int i = active - 1; i > 0; i--) {
      swap(i, random.nextInt(i + 1));
    }
    double greatest = 0;
    int place = 0;
    while (place < active) {
      int row = order[place];
      double slope = dot(row) - problem.targets()[row];
      double violation = violation(row, slope);
      if (violation < -last) {
        // leaves a row whose bound holds it fast
        active--;
        swap(place, active);
        continue;
      }
      greatest = Math.max(greatest, violation);
      if (violation > 0) {
        improve(row, slope);
      }
      place++;
    }
    work.did(4L * active * width);
    return greatest;
  }

  private void swap(int a, int b) {
    int swapped = order[a];
    order[a] = order[b];
    order[b] = swapped;
  }

  private double dot(int row) {
    double[] values = rows[row];
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += values[j] * weights[j];
    }
    return sum;
  }

  private double lower(int row) {
    return problem.classes() && problem.targets()[row] > 0 ? 0 : -problem.costs()[row];
  }

  private double upper(int row) {
    return problem.classes() && problem.targets()[row] < 0 ? 0 : problem.costs()[row];
  }

  /** Above 0 by how much the slope wants the share changed, below 0 how fast it is held. */
  private double violation(int row, double slope) {
    double share = shares[row];
    if (!(squares[row] > 0)) {
      return 0;
    }
    double epsilon = problem.epsilon();
    double violation = Double.NEGATIVE_INFINITY;
    if (share < upper(row)) {
      violation = -slope - (share >= 0 ? epsilon : -epsilon);
    }
    if (share > lower(row)) {
      violation = Math.max(violation, slope + (share > 0 ? epsilon : -epsilon));
    }
    return violation;
  }

  private void improve(int row, double slope) {
    double square = squares[row];
    double wanted = shares[row] - slope / square;
    double dead = problem.epsilon() / square;
    double shrunk = wanted > dead ? wanted - dead : wanted < -dead ? wanted + dead : 0;
    double share = Math.min(Math.max(shrunk, lower(row)), upper(row));
    double change = share - shares[row];
    if (change != 0) {
      shares[row] = share;
      double[] values = rows[row];
      for (int j = 0; j < width; j++) {
        weights[j] += change * values[j];
      }
    }
  }
}
