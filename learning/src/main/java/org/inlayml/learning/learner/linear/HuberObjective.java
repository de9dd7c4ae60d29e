// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Minimises Huber's loss with a scale that is found with the coefficients: {@code sum(s + loss(r /
 * s) s) + penalty |w|²}, where the loss is {@code z²} up to epsilon and {@code 2 epsilon |z| -
 * epsilon²} beyond. It is convex in coefficients and scale together and, as long as no row changes
 * sides, smooth; Newton's method with a line search ends after some ten steps. Not thread-safe.
 *
 * <p>Source: Owen, A Robust Hybrid of Lasso and Ridge Regression, 2007, 2; Nocedal, Wright,
 * Numerical Optimization, 2nd ed., 3.1 and 3.3.
 */
final class HuberObjective {
  /** The least scale, a share of the target's deviation: where most rows fit exactly. */
  private static final double LEAST_SCALE = 1e-8;

  /** How much of the scale one step may take away. */
  private static final double MOST_SHRINKING = 0.9;

  /**
   * Makes the curvature positive where there is none: rows that lie on a plane pull straight to it,
   * coefficients and scale together.
   */
  private static final double DAMPING = 1e-9;

  private static final int MOST_HALVINGS = 50;
  private static final double ENOUGH = 1e-4;
  private static final double ROUNDING = 1e-15;

  private final CentredFeatures features;
  private final Runnable stop;
  private final FeatureProducts products;
  private final double[] target;
  private final double epsilon;
  private final double penalty;
  private final int size;

  /** Coefficients, then the intercept if any, then the scale. */
  private final double[] parameters;

  private final double[] residuals;
  private final double[] change;
  private final double[] inliers;
  private final double[] gradient;
  private final double[][] hessian;

  HuberObjective(
      CentredFeatures features,
      double[] target,
      double epsilon,
      double penalty,
      Checkpoint checkpoint) {
    this.features = features;
    this.target = target;
    this.epsilon = epsilon;
    this.penalty = penalty;
    stop = () -> checkpoint.reached(0);
    products = new FeatureProducts(features, stop);
    size = products.size();
    parameters = new double[size + 1];
    gradient = new double[size + 1];
    hessian = new double[size + 1][size + 1];
    residuals = new double[target.length];
    change = new double[target.length];
    inliers = new double[target.length];
  }

  /** Bytes that it needs. */
  static long memory(long rows, int width) {
    return 8 * (3 * rows + (width + 4L) * (width + 100L)) + FeatureProducts.memory(rows, width);
  }

  /** The parameters at the minimum: coefficients, the intercept if any, the scale. */
  double[] minimise(int steps, double tolerance, Checkpoint checkpoint) {
    begin();
    double value = value(0, 0);
    for (int step = 0; step < steps; step++) {
      checkpoint.reached((double) step / steps);
      findGradient();
      if (steepest() <= tolerance) {
        break;
      }
      double[] direction = direction();
      double slope = 0;
      for (int j = 0; j <= size; j++) {
        slope += gradient[j] * direction[j];
      }
      double length = search(direction, slope, value);
      if (length == 0) {
        break;
      }
      for (int j = 0; j <= size; j++) {
        parameters[j] += length * direction[j];
      }
      parameters[size] = Math.max(parameters[size], LEAST_SCALE);
      for (int i = 0; i < residuals.length; i++) {
        residuals[i] -= length * change[i];
      }
      value = value(0, 0);
    }
    return parameters;
  }

  /** Begins with least squares. */
  private void begin() {
    products.gram(features.weights(), hessian);
    for (int i = 0; i < target.length; i++) {
      change[i] = weight(i) * target[i];
    }
    double[] withTarget = new double[size + 1];
    products.products(change, withTarget);
    for (int j = 0; j < size; j++) {
      hessian[j][j] += j < features.varying() ? penalty : 0;
    }
    double[] solved = SymmetricSolver.of(hessian, stop).solve(withTarget);
    System.arraycopy(solved, 0, parameters, 0, size);
    products.sums(parameters, residuals);
    for (int i = 0; i < target.length; i++) {
      residuals[i] = target[i] - residuals[i];
    }
    parameters[size] = Math.max(LEAST_SCALE, Math.sqrt(features.meanSquare(residuals, 0)));
  }

  private double weight(int row) {
    return features.isWeighted() ? features.weights()[row] : 1;
  }

  /** The objective after a step of a length along the direction of {@code change}. */
  private double value(double length, double scaleChange) {
    double scale = parameters[size] + length * scaleChange;
    double limit = epsilon * scale;
    double sum = 0;
    for (int i = 0; i < residuals.length; i++) {
      double residual = Math.abs(residuals[i] - length * change[i]);
      double loss =
          residual > limit
              ? 2 * epsilon * residual - epsilon * limit
              : residual * (residual / scale);
      sum += weight(i) * (scale + loss);
    }
    return sum;
  }

  private double penalty(double length, double[] direction) {
    double sum = 0;
    for (int j = 0; j < features.varying(); j++) {
      double coefficient = parameters[j] + length * direction[j];
      sum += coefficient * coefficient;
    }
    return penalty * sum;
  }

  /** Finds the gradient, and which rows are inliers. */
  private void findGradient() {
    double scale = parameters[size];
    double limit = epsilon * scale;
    double ofScale = 0;
    for (int i = 0; i < residuals.length; i++) {
      double weight = weight(i);
      double residual = residuals[i];
      boolean outlier = Math.abs(residual) > limit;
      double ratio = outlier ? Math.copySign(epsilon, residual) : residual / scale;
      inliers[i] = outlier ? 0 : weight;
      change[i] = -2 * weight * ratio;
      ofScale += weight * (1 - ratio * ratio);
    }
    products.products(change, gradient);
    for (int j = 0; j < features.varying(); j++) {
      gradient[j] += 2 * penalty * parameters[j];
    }
    gradient[size] = ofScale;
  }

  /** Whether the scale is as small as may be, and would be smaller. */
  private boolean isAtLeastScale() {
    return parameters[size] <= LEAST_SCALE && gradient[size] >= 0;
  }

  private double steepest() {
    double steepest = 0;
    for (int j = 0; j < (isAtLeastScale() ? size : size + 1); j++) {
      steepest = Math.max(steepest, Math.abs(gradient[j]));
    }
    return steepest;
  }

  /** Newton's direction; what it changes the sums of the rows by. */
  private double[] direction() {
    double scale = parameters[size];
    for (double[] row : hessian) {
      Arrays.fill(row, 0);
    }
    products.gram(inliers, hessian);
    for (int i = 0; i < residuals.length; i++) {
      change[i] = inliers[i] * (residuals[i] / scale);
    }
    products.products(change, hessian[size]);
    double ofScale = 0;
    for (int i = 0; i < residuals.length; i++) {
      ofScale += change[i] * (residuals[i] / scale);
    }
    for (int j = 0; j < size; j++) {
      hessian[j][j] += j < features.varying() ? penalty * scale : 0;
      hessian[j][j] *= 1 + DAMPING;
    }
    double[] right = new double[size + 1];
    for (int j = 0; j <= size; j++) {
      right[j] = -gradient[j] * scale / 2;
    }
    hessian[size][size] = ofScale * (1 + DAMPING);
    if (isAtLeastScale() || !(ofScale > 0)) {
      Arrays.fill(hessian[size], 0);
    }
    double[] direction = SymmetricSolver.of(hessian, stop).solve(right);
    products.sums(direction, change);
    return direction;
  }

  /** How far to go along the direction, 0 where nothing is gained. */
  private double search(double[] direction, double slope, double value) {
    double from = value + penalty(0, direction);
    if (!(-slope > ROUNDING * from)) {
      return 0;
    }
    double shrinking = -direction[size] / parameters[size];
    double length = shrinking > MOST_SHRINKING ? MOST_SHRINKING / shrinking : 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double to = value(length, direction[size]) + penalty(length, direction);
      if (to <= from + ENOUGH * length * slope + ROUNDING * from) {
        return length;
      }
      length /= 2;
    }
    return 0;
  }
}
