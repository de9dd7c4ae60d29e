// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Newton's method for {@link LogisticObjective} plus {@code absolute |w|₁}: each step goes towards
 * the minimum of the quadratic model plus the penalty, which cyclic coordinate descent finds, the
 * nearer the nearer the end is; it is halved until the objective falls enough. Where there are many
 * parameters, the Hessian is not formed. Intercepts are not penalised.
 *
 * <p>Source: Yuan, Ho, Lin, An Improved GLMNET for L1-regularized Logistic Regression, 2012; Lee,
 * Sun, Saunders, Proximal Newton-type Methods for Minimizing Composite Functions, 2014.
 */
final class ProximalNewton {
  /** Up to so many parameters the second derivatives are worth their forming. */
  static final int FORMED = 320;

  private static final int MOST_HALVINGS = 40;
  private static final int MOST_SWEEPS = 1000;
  private static final double ENOUGH = 1e-2;

  /** How near the end of a step is come where sweeps cost next to nothing. */
  private static final double PRECISE = 1e-3;

  /** Where a step leaves less of the slope than this, the second derivatives are good enough. */
  private static final double FAST = 0.1;

  private static final double NOISE = 1e-13;

  private final LogisticObjective objective;
  private final BlockedFeatures features;
  private final double absolute;
  private final double squared;
  private final Checkpoint checkpoint;
  private final int stride;
  private final double[] parameters;
  private final double[] gradient;
  private final double[] diagonal;
  private final double[] step;
  private final int sums;
  private final StepProducts products;

  private ProximalNewton(
      LogisticObjective objective, double absolute, double squared, Checkpoint checkpoint) {
    this.objective = objective;
    this.absolute = absolute;
    this.squared = squared;
    this.checkpoint = checkpoint;
    features = objective.features();
    stride = features.varying() + 1;
    parameters = new double[objective.size()];
    gradient = new double[parameters.length];
    diagonal = new double[parameters.length];
    step = new double[parameters.length];
    sums = objective.sums();
    products =
        objective.isFormed()
            ? new FormedStepProducts(objective)
            : new RowwiseStepProducts(objective);
  }

  static long memory(long rows, int width, int classes) {
    int sums = classes == 2 ? 1 : classes;
    boolean narrow = sums * (width + 1L) <= FORMED;
    return 8L * 7 * (width + 1L) * sums + (narrow ? 0 : RowwiseStepProducts.memory(rows, sums));
  }

  /**
   * Minimises.
   *
   * @param start where to begin, not changed
   * @param absolute the penalty of absolute values, above 0
   * @param squared that of squares, which the objective has
   * @param steps how many at most
   * @param tolerance stops where the objective falls no steeper along any parameter
   */
  static double[] minimise(
      LogisticObjective objective,
      double[] start,
      double absolute,
      double squared,
      int steps,
      double tolerance,
      Checkpoint checkpoint) {
    ProximalNewton method = new ProximalNewton(objective, absolute, squared, checkpoint);
    System.arraycopy(start, 0, method.parameters, 0, start.length);
    method.run(steps, tolerance);
    return method.parameters;
  }

  private void run(int steps, double tolerance) {
    double[] next = new double[parameters.length];
    double value = objective.evaluate(parameters, gradient);
    double start = steepest();
    double last = 0;
    for (int round = 0; round < steps; round++) {
      double steepest = steepest();
      if (!(steepest > tolerance)) {
        return;
      }
      if (steepest > FAST * last) {
        objective.renew();
      }
      last = steepest;
      double share = (double) round / steps;
      checkpoint.reached(share);
      double precision =
          objective.isFormed() ? PRECISE : Math.min(0.1, Math.sqrt(steepest / start));
      findStep(Math.max(precision * steepest, 0.2 * tolerance), share);
      double before = value + absolute * length(parameters);
      double slope = slope();
      if (-slope <= NOISE * before) {
        return;
      }
      double reached = 0;
      boolean fell = false;
      double size = 1;
      for (int halving = 0; !fell && halving < MOST_HALVINGS; halving++) {
        for (int i = 0; i < next.length; i++) {
          next[i] = parameters[i] + size * step[i];
        }
        reached = objective.evaluate(next, gradient);
        double after = reached + absolute * length(next);
        fell = after <= before + ENOUGH * size * slope + NOISE * before;
        size /= 2;
      }
      if (!fell) {
        return;
      }
      value = reached;
      System.arraycopy(next, 0, parameters, 0, next.length);
    }
  }

  /** How steeply the objective falls along the parameter that matters most. */
  private double steepest() {
    double steepest = 0;
    for (int i = 0; i < parameters.length; i++) {
      steepest = Math.max(steepest, descent(i, gradient[i], parameters[i]));
    }
    return steepest;
  }

  /** How steeply the objective falls along a parameter. */
  private double descent(int parameter, double slope, double value) {
    double penalty = objective.isIntercept(parameter) ? 0 : absolute;
    if (value != 0) {
      return Math.abs(slope + Math.copySign(penalty, value));
    }
    return Math.max(Math.abs(slope) - penalty, 0);
  }

  /** What the objective loses along the step, to first order. */
  private double slope() {
    double slope = 0;
    for (int i = 0; i < step.length; i++) {
      slope += gradient[i] * step[i];
      if (!objective.isIntercept(i)) {
        slope += absolute * (Math.abs(parameters[i] + step[i]) - Math.abs(parameters[i]));
      }
    }
    return slope;
  }

  private double length(double[] values) {
    double length = 0;
    for (int i = 0; i < values.length; i++) {
      length += objective.isIntercept(i) ? 0 : Math.abs(values[i]);
    }
    return length;
  }

  /** Finds where the model falls nowhere steeper than {@code enough}. */
  private void findStep(double enough, double share) {
    Arrays.fill(step, 0);
    products.start();
    objective.diagonal(diagonal);
    boolean all = true;
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double steepest = sweep(all, share);
      if (steepest <= enough) {
        if (all) {
          return;
        }
        all = true;
      } else {
        // features that stay 0 are looked at again only when the others have settled
        all = false;
      }
    }
  }

  /** Improves every parameter once; returns how steep the model was along the steepest. */
  private double sweep(boolean all, double share) {
    double steepest = 0;
    for (int j = 0; j < stride; j++) {
      boolean intercept = j == stride - 1;
      if (intercept && !features.centred()) {
        continue;
      }
      checkpoint.reached(share);
      for (int k = 0; k < sums; k++) {
        int at = k * stride + j;
        if (all || intercept || parameters[at] + step[at] != 0) {
          steepest = Math.max(steepest, improve(at, k, j, intercept));
        }
      }
      if (sums > 1 && !intercept) {
        shift(j);
      }
    }
    return steepest;
  }

  /**
   * Moves the coefficients of a feature together, which changes no probability, to where the
   * penalty is least: one by one they would creep there. Sums and their means move alike.
   */
  private void shift(int j) {
    double[] values = new double[sums];
    double total = 0;
    for (int k = 0; k < values.length; k++) {
      values[k] = parameters[k * stride + j] + step[k * stride + j];
      total += values[k];
    }
    Arrays.sort(values);
    int count = values.length;
    double shift = 0;
    for (int below = 0; below < count; below++) {
      double signs = absolute * (2 * below - count);
      double before = squared * (count * values[below] - total) + signs;
      if (before > 0) {
        shift = (squared * total - signs) / (squared * count);
        break;
      }
      if (before + 2 * absolute >= 0) {
        shift = values[below];
        break;
      }
    }
    for (int k = 0; shift != 0 && k < count; k++) {
      int at = k * stride + j;
      double moved = parameters[at] + step[at] - shift;
      step[at] = moved - parameters[at];
    }
  }

  private double improve(int at, int k, int j, boolean intercept) {
    double value = parameters[at] + step[at];
    double slope = gradient[at] + products.product(k, j) + (intercept ? 0 : squared * step[at]);
    double steep = descent(at, slope, value);
    double pull = value * diagonal[at] - slope;
    double penalty = intercept ? 0 : absolute;
    double next = Math.copySign(Math.max(Math.abs(pull) - penalty, 0), pull) / diagonal[at];
    double change = next - value;
    if (change != 0) {
      step[at] = next - parameters[at];
      products.move(k, j, change);
    }
    return steep;
  }
}
