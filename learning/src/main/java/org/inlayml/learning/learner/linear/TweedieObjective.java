// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.learner.TargetVector;

/**
 * Half the Tweedie deviance summed over the weighted rows, up to a constant, plus {@code penalty
 * |w|² / 2}: the variance of the target is its mean to the power given, 0 for normal, 1 for
 * Poisson, 2 for gamma and 3 for inverse Gaussian numbers. The mean is the exponential of the sum
 * of the features, or the sum itself. Parameters and order as in {@link LogisticObjective}.
 *
 * <p>Where the loss is bent downwards, its expected second derivative stands for the observed one.
 * Source: McCullagh, Nelder, Generalized Linear Models, 2nd ed., 2.5; Jørgensen, Exponential
 * Dispersion Models, 1987.
 */
final class TweedieObjective implements SmoothObjective {
  private final BlockedFeatures features;
  private final double[] target;
  private final double[] weights;
  private final double power;
  private final boolean exponential;
  private final double penalty;
  private final Runnable stop;

  /** By row, the second derivative of the loss by its sum. */
  private final double[] curvature;

  private final double[] work = new double[BlockedFeatures.ROWS];
  private double slope;
  private double bend;

  /**
   * @param exponential whether the mean is the exponential of the sum
   * @param stop called between blocks of rows; may throw to end the work
   */
  TweedieObjective(
      CentredFeatures features,
      TargetVector target,
      double power,
      boolean exponential,
      double penalty,
      Runnable stop) {
    this.features = new BlockedFeatures(features);
    this.target = target.values();
    weights = target.weights();
    this.power = power;
    this.exponential = exponential;
    this.penalty = penalty;
    this.stop = stop;
    curvature = new double[features.rows()];
  }

  static long memory(long rows, int width) {
    return 8L * (rows + BlockedFeatures.ROWS) + 16L * width;
  }

  @Override
  public int size() {
    return features.varying() + 1;
  }

  @Override
  public double evaluate(double[] parameters, double[] gradient) {
    Arrays.fill(gradient, 0);
    double value = 0;
    for (int from = 0; from < target.length; from += BlockedFeatures.ROWS) {
      stop.run();
      int to = Math.min(from + BlockedFeatures.ROWS, target.length);
      features.sumUp(parameters, 0, work, from, to);
      for (int i = from; i < to; i++) {
        double weight = weights.length == 0 ? 1 : weights[i];
        value += weight * loss(work[i - from], target[i]);
        work[i - from] = weight * slope;
        curvature[i] = weight * bend;
      }
      features.addProducts(work, from, to, gradient, 0);
    }
    double squares = 0;
    for (int j = 0; j < features.varying(); j++) {
      gradient[j] += penalty * parameters[j];
      squares += parameters[j] * parameters[j];
    }
    value += 0.5 * penalty * squares;
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  /** Returns the loss of a row; slope and bend become its derivatives by the sum. */
  private double loss(double sum, double y) {
    return exponential ? exponentialLoss(sum, y) : identityLoss(sum, y);
  }

  private double exponentialLoss(double sum, double y) {
    double mean = StrictMath.exp(sum);
    if (power == 1) {
      slope = mean - y;
      bend = mean;
      return mean - y * sum;
    }
    if (power == 2) {
      double ratio = y / mean;
      slope = 1 - ratio;
      bend = ratio;
      return sum + ratio;
    }
    double expected = StrictMath.exp((2 - power) * sum);
    double observed = y == 0 ? 0 : expected * (y / mean);
    slope = expected - observed;
    bend = (2 - power) * expected - (1 - power) * observed;
    bend = bend > 0 ? bend : expected;
    return expected / (2 - power) - observed / (1 - power);
  }

  private double identityLoss(double mean, double y) {
    if (power == 0) {
      slope = mean - y;
      bend = 1;
      return slope * slope / 2;
    }
    if (!(mean > 0)) {
      slope = 0;
      bend = 0;
      return Double.POSITIVE_INFINITY;
    }
    double expected = StrictMath.pow(mean, -power);
    slope = (mean - y) * expected;
    bend = expected * ((1 - power) + power * y / mean);
    bend = bend > 0 ? bend : expected;
    if (power == 1) {
      return mean - y * StrictMath.log(mean);
    }
    if (power == 2) {
      return StrictMath.log(mean) + y / mean;
    }
    return expected * mean * (mean / (2 - power) - y / (1 - power));
  }

  @Override
  public void multiply(double[] vector, double[] product) {
    Arrays.fill(product, 0);
    for (int from = 0; from < target.length; from += BlockedFeatures.ROWS) {
      stop.run();
      int to = Math.min(from + BlockedFeatures.ROWS, target.length);
      features.sumUp(vector, 0, work, from, to);
      for (int i = from; i < to; i++) {
        work[i - from] *= curvature[i];
      }
      features.addProducts(work, from, to, product, 0);
    }
    for (int j = 0; j < features.varying(); j++) {
      product[j] += penalty * vector[j];
    }
  }

  @Override
  public void diagonal(double[] diagonal) {
    Arrays.fill(diagonal, 0);
    for (int from = 0; from < target.length; from += BlockedFeatures.ROWS) {
      stop.run();
      int to = Math.min(from + BlockedFeatures.ROWS, target.length);
      System.arraycopy(curvature, from, work, 0, to - from);
      features.addSquares(work, from, to, diagonal, 0);
    }
    for (int j = 0; j < diagonal.length; j++) {
      diagonal[j] += j < features.varying() ? penalty : 0;
      diagonal[j] = diagonal[j] > 0 ? diagonal[j] : 1;
    }
  }
}
