// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

/**
 * The Gini impurity or the entropy of classes, each row counting by its weight. Source: Breiman,
 * Friedman, Olshen, Stone: Classification and Regression Trees, 1984, section 4.3.
 */
final class ClassCriterion implements Criterion {
  /** A share that is so small that differences do not tell it exactly. */
  private static final double SMALL = 1e-3;

  private final int[] labels;
  private final int classes;
  private final double[] weights;
  private final boolean entropy;

  // Of the rows last gathered, at least as long as they are many.
  private int[] gatheredLabels = {};
  private double[] gatheredWeights = {};

  /**
   * A criterion.
   *
   * @param labels per row
   * @param classes how many there are, whether or not they occur
   * @param weights per row
   * @param entropy else the Gini impurity
   */
  ClassCriterion(int[] labels, int classes, double[] weights, boolean entropy) {
    this.labels = labels;
    this.classes = classes;
    this.weights = weights;
    this.entropy = entropy;
  }

  @Override
  public Sums sums(int[] rows, int from, int to) {
    return new ClassSums(totals(rows, from, to));
  }

  private double[] totals(int[] rows, int from, int to) {
    double[] totals = new double[classes];
    for (int i = from; i < to; i++) {
      totals[labels[rows[i]]] += weights[rows[i]];
    }
    return totals;
  }

  /**
   * Writes the shares of the classes in a leaf.
   *
   * @param extra what each class counts in addition: 1 is Laplace's rule
   */
  void shares(int[] rows, int from, int to, double extra, double[] values, int at) {
    double[] totals = totals(rows, from, to);
    double total = 0;
    for (double count : totals) {
      total += count + extra;
    }
    for (int k = 0; k < classes; k++) {
      values[at + k] = (totals[k] + extra) / total;
    }
  }

  private final class ClassSums implements Sums {
    private final double[] totals;
    private final double total;
    private final double squares;
    private final boolean pure;
    private final double unsplit;

    ClassSums(double[] totals) {
      this.totals = totals;
      double sum = 0;
      double ofSquares = 0;
      int occurring = 0;
      for (double count : totals) {
        sum += count;
        ofSquares += count * count;
        occurring += count > 0 ? 1 : 0;
      }
      total = sum;
      squares = ofSquares;
      pure = occurring <= 1;
      unsplit = entropy ? order(totals, sum) : ofSquares / sum;
    }

    @Override
    public boolean isPure() {
      return pure;
    }

    @Override
    public double rounding() {
      return Cut.ROUNDING * total;
    }

    @Override
    public Cut best(int column, double[] values, int[] sorted, int from, int to, int fewest) {
      return entropy
          ? bestOrder(column, values, sorted, from, to, fewest)
          : bestGini(column, values, sorted, from, to, fewest);
    }

    private Cut bestGini(int column, double[] values, int[] sorted, int from, int to, int fewest) {
      double[] left = new double[classes];
      double[] right = totals.clone();
      double leftSquares = 0;
      double rightSquares = squares;
      double moved = 0;
      double best = Double.NEGATIVE_INFINITY;
      double rounding = rounding();
      int border = -1;
      double above = values[sorted[from]];
      for (int i = from; i < to - fewest; i++) {
        int row = sorted[i];
        double below = above;
        above = values[sorted[i + 1]];
        double weight = weights[row];
        int label = labels[row];
        // (a + w)^2 - a^2, so that a class at a time suffices
        leftSquares += weight * (2 * left[label] + weight);
        rightSquares -= weight * (2 * right[label] - weight);
        left[label] += weight;
        right[label] -= weight;
        moved += weight;
        if (below < above && i + 1 - from >= fewest) {
          double rest = total - moved;
          // What is left of squares when nearly all is taken away is rounding, which a small rest
          // would make large.
          double ofRight = rest < SMALL * total ? squares(right) : rightSquares;
          double worth = leftSquares / moved + ofRight / rest;
          if (worth > best + rounding && rest > 0) {
            best = worth;
            border = i;
          }
        }
      }
      return cut(column, values, sorted, border, best);
    }

    private Cut bestOrder(int column, double[] values, int[] sorted, int from, int to, int fewest) {
      double[] left = new double[classes];
      double[] right = totals.clone();
      double moved = 0;
      double best = Double.NEGATIVE_INFINITY;
      double rounding = rounding();
      int border = -1;
      double above = values[sorted[from]];
      for (int i = from; i < to - fewest; i++) {
        int row = sorted[i];
        double below = above;
        above = values[sorted[i + 1]];
        left[labels[row]] += weights[row];
        right[labels[row]] -= weights[row];
        moved += weights[row];
        if (below < above && i + 1 - from >= fewest) {
          double worth = order(left, moved) + order(right, total - moved);
          if (worth > best + rounding && moved < total) {
            best = worth;
            border = i;
          }
        }
      }
      return cut(column, values, sorted, border, best);
    }

    private Cut cut(int column, double[] values, int[] sorted, int border, double worth) {
      return border < 0
          ? Cut.NONE
          : new Cut(
              column,
              Cut.between(values[sorted[border]], values[sorted[border + 1]]),
              worth - unsplit);
    }

    @Override
    public void gather(int[] rows, int from, int to) {
      if (gatheredLabels.length < to - from) {
        gatheredLabels = new int[to - from];
        gatheredWeights = new double[to - from];
      }
      for (int i = from; i < to; i++) {
        gatheredLabels[i - from] = labels[rows[i]];
        gatheredWeights[i - from] = weights[rows[i]];
      }
    }

    @Override
    public Cut at(double threshold, int column, double[] feature, int count, int fewest) {
      double[] left = new double[classes];
      int below =
          classes == 2
              ? ofTwo(threshold, feature, count, left)
              : of(threshold, feature, count, left);
      double moved = 0;
      for (double each : left) {
        moved += each;
      }
      double rest = total - moved;
      if (below < fewest || count - below < fewest || !(rest > 0)) {
        return Cut.NONE;
      }
      double ofLeft = 0;
      double ofRight = 0;
      for (int k = 0; k < classes; k++) {
        double right = totals[k] - left[k];
        ofLeft += entropy ? order(left[k], moved) : left[k] * left[k];
        ofRight += entropy ? order(right, rest) : right * right;
      }
      double worth = entropy ? ofLeft + ofRight : ofLeft / moved + ofRight / rest;
      return new Cut(column, threshold, worth - unsplit);
    }
  }

  /** Adds up the rows gathered that are not above a threshold; returns how many they are. */
  private int of(double threshold, double[] feature, int count, double[] sums) {
    int below = 0;
    for (int i = 0; i < count; i++) {
      // No branch that would be guessed wrong half the time.
      int step = feature[i] <= threshold ? 1 : 0;
      sums[gatheredLabels[i]] += step * gatheredWeights[i];
      below += step;
    }
    return below;
  }

  /** The same where sums of two classes fit into registers. */
  private int ofTwo(double threshold, double[] feature, int count, double[] sums) {
    int below = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < count; i++) {
      int step = feature[i] <= threshold ? 1 : 0;
      int label = gatheredLabels[i] & step;
      first += (step - label) * gatheredWeights[i];
      second += label * gatheredWeights[i];
      below += step;
    }
    sums[0] = first;
    sums[1] = second;
    return below;
  }

  private static double squares(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count * count;
    }
    return sum;
  }

  /** The entropy times the total, negative. */
  private static double order(double[] counts, double total) {
    double order = 0;
    for (double count : counts) {
      order += order(count, total);
    }
    return order;
  }

  private static double order(double count, double total) {
    return count > 0 ? count * StrictMath.log(count / total) : 0;
  }
}
