// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import org.inlayml.learning.family.Link;

/** Losses of numbers. Source: Friedman: Greedy Function Approximation, 2001, section 4. */
final class NumberLosses {
  private NumberLosses() {}

  /** Half of the squared error. */
  record SquaredError(double[] truth, double[] start) implements Loss {
    @Override
    public Link link() {
      return Link.IDENTITY;
    }

    @Override
    public boolean isFlat() {
      return true;
    }

    @Override
    public void derive(
        double[][] sums, int sum, int from, int to, double[] gradient, double[] curvature) {
      for (int row = from; row < to; row++) {
        gradient[row] = sums[0][row] - truth[row];
      }
    }

    @Override
    public double of(double[][] sums, int row) {
      double error = sums[0][row] - truth[row];
      return error * error / 2;
    }
  }

  /**
   * The absolute error, weighted by which side of the truth it is on, so that a quantile makes it
   * least. Source: Koenker, Bassett: Regression Quantiles, 1978.
   *
   * @param quantile above 0, below 1; of a half this is the absolute error
   */
  record QuantileError(double[] truth, double[] start, double quantile) implements Loss {
    @Override
    public Link link() {
      return Link.IDENTITY;
    }

    @Override
    public boolean isFlat() {
      return true;
    }

    @Override
    public void derive(
        double[][] sums, int sum, int from, int to, double[] gradient, double[] curvature) {
      for (int row = from; row < to; row++) {
        gradient[row] = sums[0][row] > truth[row] ? 1 - quantile : -quantile;
      }
    }

    @Override
    public double of(double[][] sums, int row) {
      double error = truth[row] - sums[0][row];
      return error > 0 ? quantile * error : (quantile - 1) * error;
    }
  }

  /**
   * Half of the Poisson deviance, of counts and other numbers that are not negative; the sum is the
   * logarithm of the answer. Source: McCullagh, Nelder: Generalized Linear Models, 1989, ch. 6.
   */
  record Poisson(double[] truth, double[] start) implements Loss {
    @Override
    public Link link() {
      return Link.EXPONENTIAL;
    }

    @Override
    public boolean isFlat() {
      return false;
    }

    @Override
    public void derive(
        double[][] sums, int sum, int from, int to, double[] gradient, double[] curvature) {
      for (int row = from; row < to; row++) {
        double mean = Exponential.of(sums[0][row]);
        gradient[row] = mean - truth[row];
        curvature[row] = mean;
      }
    }

    @Override
    public double of(double[][] sums, int row) {
      return Exponential.of(sums[0][row]) - truth[row] * sums[0][row];
    }

    /** Upwards, where Newton's step may be far too long, the optimum itself. */
    @Override
    public double step(double newton) {
      return newton > 0 ? StrictMath.log1p(newton) : newton;
    }
  }
}
