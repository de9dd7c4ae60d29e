// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The linear program of quantile regression with a penalty on absolute coefficients, solved by a
 * primal-dual interior point method. A penalty is the loss of a row of its own, whose only feature
 * is that of the coefficient and whose target is zero. With r = y - Ab = u - v, the loss is {@code
 * above'u + below'v} with u, v not negative; the dual seeks the d between {@code -below} and {@code
 * above} with A'd = 0 for which y'd is greatest. Not thread-safe.
 *
 * <p>Source: Portnoy, Koenker, The Gaussian Hare and the Laplacian Tortoise, 1997, 4; Mehrotra, On
 * the Implementation of a Primal-Dual Interior Point Method, 1992.
 */
final class QuantileProgram {
  private static final int MOST_STEPS = 200;

  /** The gap between primal and dual objective at the end, as a share of the first objective. */
  private static final double PRECISION = 1e-13;

  /** How near to the bounds a step may come, as a share of the way. */
  private static final double NEAR = 0.9995;

  private static final double NO_COEFFICIENT = 1e-6;

  private final Runnable stop;
  private final FeatureProducts products;
  private final int rows;
  private final int count;
  private final double[] target;
  private final double[] above;
  private final double[] below;
  private final double[] u;
  private final double[] v;
  private final double[] d;
  private final double[] q;
  private final double[] residuals;
  private final double[] changeOfU;
  private final double[] changeOfV;
  private final double[] changeOfD;
  private final double[] right;
  private final double[] parameters;
  private final double[][] matrix;

  private QuantileProgram(
      CentredFeatures features,
      double[] target,
      double quantile,
      double penalty,
      Checkpoint checkpoint) {
    this.target = target;
    stop = () -> checkpoint.reached(0);
    products = new FeatureProducts(features, stop);
    rows = features.rows();
    count = rows + (penalty > 0 ? features.varying() : 0);
    above = new double[count];
    below = new double[count];
    double total = features.totalWeight();
    for (int i = 0; i < count; i++) {
      double weight = features.isWeighted() && i < rows ? features.weights()[i] : 1;
      above[i] = i < rows ? weight * quantile : total * penalty;
      below[i] = i < rows ? weight * (1 - quantile) : total * penalty;
    }
    u = new double[count];
    v = new double[count];
    d = new double[count];
    q = new double[count];
    residuals = new double[count];
    changeOfU = new double[count];
    changeOfV = new double[count];
    changeOfD = new double[count];
    right = new double[count];
    parameters = new double[products.size()];
    matrix = new double[parameters.length][parameters.length];
  }

  /** Bytes that {@link #solve} needs. */
  static long memory(long rows, int width) {
    return 8 * (11 * (rows + width) + (width + 2L) * (width + 200L))
        + FeatureProducts.memory(rows, width);
  }

  /**
   * The coefficients of the varying features, and the intercept if they are centred.
   *
   * @param target not constant, of a standard deviation of about 1
   */
  static double[] solve(
      CentredFeatures features,
      double[] target,
      double quantile,
      double penalty,
      Checkpoint checkpoint) {
    QuantileProgram program = new QuantileProgram(features, target, quantile, penalty, checkpoint);
    program.run(checkpoint);
    return program.parameters;
  }

  private void run(Checkpoint checkpoint) {
    begin();
    double objective = 0;
    for (int i = 0; i < count; i++) {
      objective += above[i] * u[i] + below[i] * v[i];
    }
    double best = Double.POSITIVE_INFINITY;
    int worse = 0;
    for (int step = 0; step < MOST_STEPS && worse < 5; step++) {
      checkpoint.reached((double) step / MOST_STEPS);
      double gap = gap(0, 0);
      if (!(gap > PRECISION * objective)) {
        break;
      }
      worse = gap < 0.9 * best ? 0 : worse + 1;
      best = Math.min(best, gap);
      step(gap / (2.0 * count));
    }
    for (int j = rows; j < count; j++) {
      boolean undecided = Math.min(above[j] - d[j], d[j] + below[j]) > NO_COEFFICIENT * above[j];
      if (undecided && Math.abs(parameters[j - rows]) < NO_COEFFICIENT) {
        parameters[j - rows] = 0;
      }
    }
  }

  /** Begins without coefficients, all rows as far from their bounds, the dual amidst its own. */
  private void begin() {
    double distance = 0;
    double weight = 0;
    for (int i = 0; i < rows; i++) {
      distance += Math.abs(target[i]) / rows;
      weight += (above[i] + below[i]) / rows;
    }
    for (int i = 0; i < count; i++) {
      double away = 0.1 * distance * weight / (above[i] + below[i]);
      double value = i < rows ? target[i] : 0;
      u[i] = Math.max(value, 0) + away;
      v[i] = Math.max(-value, 0) + away;
    }
  }

  /** The sum of what is complementary after steps of these lengths. */
  private double gap(double primal, double dual) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double move = dual * changeOfD[i];
      sum +=
          (u[i] + primal * changeOfU[i]) * (above[i] - d[i] - move)
              + (v[i] + primal * changeOfV[i]) * (d[i] + below[i] + move);
    }
    return sum;
  }

  private void step(double mean) {
    multiply(parameters, residuals);
    for (int i = 0; i < count; i++) {
      residuals[i] = (i < rows ? target[i] : 0) - residuals[i];
      q[i] = 1 / (u[i] / (above[i] - d[i]) + v[i] / (d[i] + below[i]));
    }
    int size = products.size();
    for (double[] row : matrix) {
      Arrays.fill(row, 0);
    }
    products.gram(q, matrix);
    for (int j = rows; j < count; j++) {
      matrix[j - rows][j - rows] += q[j];
    }
    SymmetricSolver solver = SymmetricSolver.of(matrix, stop);
    findChanges(solver, 0, false);
    double reached = gap(longest(true, 1), longest(false, 1)) / (2.0 * count);
    double share = reached / mean;
    double[] change = findChanges(solver, share * share * share * mean, true);
    double primal = longest(true, NEAR);
    double dual = longest(false, NEAR);
    for (int j = 0; j < size; j++) {
      parameters[j] += primal * change[j];
    }
    for (int i = 0; i < count; i++) {
      u[i] += primal * changeOfU[i];
      v[i] += primal * changeOfV[i];
      d[i] += dual * changeOfD[i];
    }
  }

  /**
   * Finds Newton's step towards a centre.
   *
   * @param centre what all products of complementary numbers are to be
   * @param corrected whether to correct for the products of the changes found before
   * @return the change of the parameters
   */
  private double[] findChanges(SymmetricSolver solver, double centre, boolean corrected) {
    for (int i = 0; i < count; i++) {
      double ofU = centre + (corrected ? changeOfU[i] * changeOfD[i] : 0);
      double ofV = centre - (corrected ? changeOfV[i] * changeOfD[i] : 0);
      changeOfU[i] = ofU / (above[i] - d[i]);
      changeOfV[i] = ofV / (d[i] + below[i]);
      right[i] = residuals[i] - changeOfU[i] + changeOfV[i];
      changeOfD[i] = q[i] * right[i] + d[i];
    }
    double[] sums = new double[products.size()];
    products.products(changeOfD, sums);
    for (int j = rows; j < count; j++) {
      sums[j - rows] += changeOfD[j];
    }
    double[] change = solver.solve(sums);
    multiply(change, changeOfD);
    for (int i = 0; i < count; i++) {
      double move = q[i] * (right[i] - changeOfD[i]);
      changeOfD[i] = move;
      changeOfU[i] += u[i] * (move / (above[i] - d[i]) - 1);
      changeOfV[i] -= v[i] * (move / (d[i] + below[i]) + 1);
    }
    return change;
  }

  /** The sums of all rows, those of the penalties too. */
  private void multiply(double[] weights, double[] into) {
    products.sums(weights, into);
    for (int j = rows; j < count; j++) {
      into[j] = weights[j - rows];
    }
  }

  /** The longest step, at most 1, that keeps the given share of the way to the bounds. */
  private double longest(boolean primal, double share) {
    double fastest = share;
    for (int i = 0; i < count; i++) {
      double first = primal ? -changeOfU[i] / u[i] : changeOfD[i] / (above[i] - d[i]);
      double second = primal ? -changeOfV[i] / v[i] : -changeOfD[i] / (d[i] + below[i]);
      fastest = Math.max(fastest, Math.max(first, second));
    }
    return share / fastest;
  }
}
