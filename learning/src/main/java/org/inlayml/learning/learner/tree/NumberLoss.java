// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import org.inlayml.learning.family.Link;

/**
 * The losses of a regression: squared and absolute errors, Huber's between those, and that of a
 * quantile. Source: Friedman: Greedy Function Approximation, 2001, sections 4.1, 4.3 and 4.4;
 * Koenker, Bassett: Regression Quantiles, 1978.
 */
final class NumberLoss implements Loss {
  /** Which of them. */
  enum Kind {
    SQUARED,
    ABSOLUTE,
    HUBER,
    QUANTILE
  }

  private final Kind kind;
  private final double[] truth;
  private final double[] weights;
  private final boolean weighted;
  private final double alpha;
  private double border;

  /**
   * @param weighted whether the weights differ from 1
   * @param alpha which quantile; in Huber's loss, which quantile of the errors is the border
   */
  NumberLoss(Kind kind, double[] truth, double[] weights, boolean weighted, double alpha) {
    this.kind = kind;
    this.truth = truth;
    this.weights = weights;
    this.weighted = weighted;
    this.alpha = alpha;
  }

  @Override
  public double[] start() {
    int[] rows = new int[truth.length];
    Arrays.setAll(rows, row -> row);
    return new double[] {
      switch (kind) {
        case SQUARED -> new ValueCriterion(truth, weights, false).mean(rows, 0, rows.length);
        case ABSOLUTE, HUBER -> quantile(truth.clone(), rows, 0.5);
        case QUANTILE -> quantile(truth.clone(), rows, alpha);
      }
    };
  }

  /** Between two values in proportion where rows count alike, else one of the values. */
  private double quantile(double[] values, int[] rows, double share) {
    if (weighted) {
      return WeightedQuantile.of(values, weightsOf(rows, 0, rows.length), share);
    }
    Arrays.sort(values);
    double place = share * (values.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (place - below) * (values[above] - values[below]);
  }

  private double[] weightsOf(int[] rows, int from, int to) {
    double[] chosen = new double[to - from];
    Arrays.setAll(chosen, i -> weights[rows[from + i]]);
    return chosen;
  }

  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public void derive(double[][] sums, double[][] gradients) {
    double[] errors = gradients[0];
    for (int row = 0; row < truth.length; row++) {
      errors[row] = truth[row] - sums[0][row];
    }
    switch (kind) {
      case SQUARED -> {}
      case ABSOLUTE -> Arrays.setAll(errors, row -> errors[row] > 0 ? 1 : -1);
      case QUANTILE -> Arrays.setAll(errors, row -> errors[row] > 0 ? alpha : alpha - 1);
      case HUBER -> {
        border =
            WeightedQuantile.of(Arrays.stream(errors).map(Math::abs).toArray(), weights, alpha);
        Arrays.setAll(errors, row -> Math.max(-border, Math.min(border, errors[row])));
      }
    }
  }

  @Override
  public double step(int sum, int[] rows, int from, int to, double[][] sums, double[][] gradients) {
    if (kind == Kind.SQUARED) {
      return new ValueCriterion(gradients[0], weights, false).mean(rows, from, to);
    }
    double[] errors = new double[to - from];
    Arrays.setAll(errors, i -> truth[rows[from + i]] - sums[0][rows[from + i]]);
    double[] counting = weightsOf(rows, from, to);
    double share = kind == Kind.QUANTILE ? alpha : 0.5;
    double middle = WeightedQuantile.of(errors, counting, share);
    if (kind != Kind.HUBER) {
      return middle;
    }
    double total = 0;
    double beyond = 0;
    for (int i = 0; i < errors.length; i++) {
      total += counting[i];
      beyond += counting[i] * Math.max(-border, Math.min(border, errors[i] - middle));
    }
    return middle + beyond / total;
  }
}
