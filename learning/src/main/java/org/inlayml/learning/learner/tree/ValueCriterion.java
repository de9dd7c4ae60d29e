// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

/**
 * The squared error of numbers, or the half Poisson deviance of numbers that are not negative, each
 * row counting by its weight. Source: Breiman, Friedman, Olshen, Stone: Classification and
 * Regression Trees, 1984, section 8.4; Therneau, Atkinson: An Introduction to Recursive
 * Partitioning, 1997, section 8.
 */
final class ValueCriterion implements Criterion {
  private final double[] values;
  private final double[] weights;
  private final boolean poisson;

  // Of the rows last gathered, at least as long as they are many.
  private double[] gatheredDeviations = {};
  private double[] gatheredWeights = {};

  /**
   * A criterion.
   *
   * @param values per row
   * @param weights per row
   * @param poisson else the squared error
   */
  ValueCriterion(double[] values, double[] weights, boolean poisson) {
    this.values = values;
    this.weights = weights;
    this.poisson = poisson;
  }

  @Override
  public Sums sums(int[] rows, int from, int to) {
    return new ValueSums(rows, from, to);
  }

  /** The mean of the rows of a leaf. */
  double mean(int[] rows, int from, int to) {
    double first = values[rows[from]];
    double total = 0;
    double sum = 0;
    for (int i = from; i < to; i++) {
      total += weights[rows[i]];
      sum += weights[rows[i]] * (values[rows[i]] - first);
    }
    // From the first, so that equal values have exactly their own mean.
    return total > 0 ? first + sum / total : first;
  }

  private final class ValueSums implements Sums {
    private final double total;
    private final double mean;
    private final boolean pure;
    private final double rounding;

    ValueSums(int[] rows, int from, int to) {
      double first = values[rows[from]];
      double weight = 0;
      double sum = 0;
      double squares = 0;
      boolean equal = true;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        weight += weights[row];
        sum += weights[row] * values[row];
        squares += weights[row] * (values[row] - first) * (values[row] - first);
        equal &= values[row] == first;
      }
      total = weight;
      mean = sum / weight;
      pure = equal;
      rounding = squares < Double.POSITIVE_INFINITY ? Cut.ROUNDING * squares : 0;
    }

    @Override
    public boolean isPure() {
      return pure;
    }

    @Override
    public double rounding() {
      return rounding;
    }

    @Override
    public Cut best(int column, double[] feature, int[] sorted, int from, int to, int fewest) {
      double moved = 0;
      double sum = 0;
      double best = Double.NEGATIVE_INFINITY;
      int border = -1;
      double above = feature[sorted[from]];
      for (int i = from; i < to - fewest; i++) {
        int row = sorted[i];
        double below = above;
        above = feature[sorted[i + 1]];
        // From the mean, since a gain of two large squares would drown in rounding.
        sum += weights[row] * (values[row] - mean);
        moved += weights[row];
        if (below < above && i + 1 - from >= fewest) {
          double gain = gain(sum, moved);
          if (gain > best + rounding) {
            best = gain;
            border = i;
          }
        }
      }
      return border < 0
          ? Cut.NONE
          : new Cut(
              column, Cut.between(feature[sorted[border]], feature[sorted[border + 1]]), best);
    }

    @Override
    public void gather(int[] rows, int from, int to) {
      if (gatheredWeights.length < to - from) {
        gatheredDeviations = new double[to - from];
        gatheredWeights = new double[to - from];
      }
      for (int i = from; i < to; i++) {
        double weight = weights[rows[i]];
        gatheredDeviations[i - from] = weight * (values[rows[i]] - mean);
        gatheredWeights[i - from] = weight;
      }
    }

    @Override
    public Cut at(double threshold, int column, double[] feature, int count, int fewest) {
      double moved = 0;
      double sum = 0;
      int below = 0;
      for (int i = 0; i < count; i++) {
        // No branch that would be guessed wrong half the time.
        int step = feature[i] <= threshold ? 1 : 0;
        sum += step * gatheredDeviations[i];
        moved += step * gatheredWeights[i];
        below += step;
      }
      double gain = gain(sum, moved);
      return below < fewest || count - below < fewest || !(gain > Double.NEGATIVE_INFINITY)
          ? Cut.NONE
          : new Cut(column, threshold, gain);
    }

    /** Not a number, or below all, where a side cannot be. */
    private double gain(double sum, double moved) {
      double rest = total - moved;
      if (!(rest > 0)) {
        return Double.NEGATIVE_INFINITY;
      }
      if (!poisson) {
        return sum * sum * total / (moved * rest);
      }
      double left = mean + sum / moved;
      double right = mean - sum / rest;
      return left > 0 && right > 0
          ? moved * left * StrictMath.log(left / mean) + rest * right * StrictMath.log(right / mean)
          : Double.NEGATIVE_INFINITY;
    }
  }
}
