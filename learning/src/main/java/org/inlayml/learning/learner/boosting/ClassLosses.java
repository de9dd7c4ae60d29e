// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import org.inlayml.learning.family.Link;

/** The log loss. Source: Friedman: Greedy Function Approximation, 2001, sections 4.5 and 4.6. */
final class ClassLosses {
  private ClassLosses() {}

  /** Of two classes; the sum is the log-odds of the second. */
  record Logistic(double[] truth, double[] start) implements Loss {
    @Override
    public Link link() {
      return Link.LOGISTIC;
    }

    @Override
    public boolean isFlat() {
      return false;
    }

    @Override
    public void derive(
        double[][] sums, int sum, int from, int to, double[] gradient, double[] curvature) {
      double[] odds = sums[0];
      for (int row = from; row < to; row++) {
        double probability = Exponential.logistic(odds[row]);
        gradient[row] = probability - truth[row];
        curvature[row] = probability * (1 - probability);
      }
    }

    @Override
    public double of(double[][] sums, int row) {
      double odds = truth[row] > 0 ? sums[0][row] : -sums[0][row];
      double unlikely = StrictMath.log1p(StrictMath.exp(-Math.abs(odds)));
      return odds > 0 ? unlikely : unlikely - odds;
    }
  }

  /**
   * Of more classes, a sum each.
   *
   * @param probabilities classes × rows, room for them
   */
  record Softmax(double[] truth, double[] start, double[][] probabilities) implements Loss {
    Softmax(double[] truth, double[] start) {
      this(truth, start, new double[start.length][truth.length]);
    }

    @Override
    public Link link() {
      return Link.SOFTMAX;
    }

    @Override
    public boolean isFlat() {
      return false;
    }

    @Override
    public void prepare(double[][] sums, int from, int to) {
      for (int row = from; row < to; row++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double[] sum : sums) {
          largest = Math.max(largest, sum[row]);
        }
        double total = 0;
        for (int k = 0; k < sums.length; k++) {
          double power = Exponential.of(sums[k][row] - largest);
          probabilities[k][row] = power;
          total += power;
        }
        for (double[] probability : probabilities) {
          probability[row] /= total;
        }
      }
    }

    @Override
    public void derive(
        double[][] sums, int sum, int from, int to, double[] gradient, double[] curvature) {
      // Friedman's step is shorter by this, since what all sums have in common tells nothing
      double factor = start.length / (start.length - 1.0);
      for (int row = from; row < to; row++) {
        double probability = probabilities[sum][row];
        gradient[row] = probability - (truth[row] == sum ? 1 : 0);
        curvature[row] = factor * probability * (1 - probability);
      }
    }

    @Override
    public double of(double[][] sums, int row) {
      double largest = Double.NEGATIVE_INFINITY;
      for (double[] sum : sums) {
        largest = Math.max(largest, sum[row]);
      }
      double total = 0;
      for (double[] sum : sums) {
        total += StrictMath.exp(sum[row] - largest);
      }
      return StrictMath.log(total) + largest - sums[(int) truth[row]][row];
    }
  }
}
