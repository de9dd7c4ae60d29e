// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

/**
 * The squared error of numbers, or the half Poisson deviance of numbers that are not negative, each
 * row counting by its weight. Source: Breiman, Friedman, Olshen, Stone: Classification and
 * Regression Trees, 1984, section 8.4; Therneau, Atkinson: An Introduction to Recursive
 * Partitioning, 1997, section 8.
 *
 * @param values per row
 * @param weights per row
 * @param poisson else the squared error
 */
record ValueCriterion(double[] values, double[] weights, boolean poisson) implements Criterion {
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

    ValueSums(int[] rows, int from, int to) {
      double first = values[rows[from]];
      double weight = 0;
      double sum = 0;
      boolean equal = true;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        weight += weights[row];
        sum += weights[row] * values[row];
        equal &= values[row] == first;
      }
      total = weight;
      mean = sum / weight;
      pure = equal;
    }

    @Override
    public boolean isPure() {
      return pure;
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
          if (gain > best) {
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
    public Cut at(
        double threshold, int column, double[] gathered, int[] rows, int from, int to, int fewest) {
      double moved = 0;
      double sum = 0;
      int count = 0;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        // No branch that would be guessed wrong half the time.
        int step = gathered[i] <= threshold ? 1 : 0;
        double weight = step * weights[row];
        sum += weight * (values[row] - mean);
        moved += weight;
        count += step;
      }
      double gain = gain(sum, moved);
      return count < fewest || to - from - count < fewest || !(gain > Double.NEGATIVE_INFINITY)
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
