// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/**
 * Finds the best split of a leaf by one feature. The gain of a split is by how much the loss falls
 * where both children take their Newton step, to second order. Source: Chen, Guestrin: XGBoost, KDD
 * 2016, section 2.2.
 *
 * <p>Missing numbers go to the side where they gain more: XGBoost, section 3.4. Where the leaf has
 * none, nothing tells their side, and they go to that of more rows, where most other rows like
 * these go. Thread-safe.
 */
final class SplitFinder {
  /** Less of the leaf's own gain is what rounding left. */
  private static final double LEAST_SHARE = 1e-9;

  private final BinnedRows binned;
  private final Growth growth;
  private final CategorySplits categories;
  private final boolean flat;
  private final double penalty;
  private final double leafCurvature;

  SplitFinder(BinnedRows binned, Growth growth, PackedGradients gradients) {
    this.binned = binned;
    this.growth = growth;
    flat = gradients.isFlat();
    penalty = growth.penalty() / gradients.curvatureUnit();
    leafCurvature = growth.leafCurvature() / gradients.curvatureUnit();
    categories = new CategorySplits(binned, growth, gradients);
  }

  /** The best split, or {@link Split#NONE}. */
  Split find(int feature, Histogram histogram, Leaf leaf) {
    double own = square(leaf.gradient) / (leaf.curvature + penalty);
    Split split =
        binned.categorical()[feature]
            ? categories.find(feature, histogram, leaf)
            : number(feature, histogram, leaf);
    double least = own * (1 + LEAST_SHARE);
    if (!(split.gain() > least)) {
      return Split.NONE;
    }
    return split.less(own);
  }

  private Split number(int feature, Histogram histogram, Leaf leaf) {
    Split split = scan(feature, histogram, leaf, 0);
    if (!binned.hasMissing(feature)) {
      return split;
    }
    if (histogram.count()[binned.first()[feature]] == 0) {
      return split.missing(2L * split.count() < leaf.count());
    }
    Split other = scan(feature, histogram, leaf, 1);
    return other.gain() > split.gain() ? other : split;
  }

  /**
   * The split whose children have the greatest gain of their own.
   *
   * @param from the first bin that may go left: 1 where bin 0, of missing numbers, goes right
   */
  private Split scan(int feature, Histogram histogram, Leaf leaf, int from) {
    return growth.isConstrained()
        ? constrained(feature, histogram, leaf, from)
        : free(feature, histogram, leaf, from);
  }

  private Split free(int feature, Histogram histogram, Leaf leaf, int from) {
    int first = binned.first()[feature];
    int last = binned.bins()[feature] - 1;
    int fewest = growth.leafRows();
    long[] gradients = histogram.gradient();
    long[] curvatures = histogram.curvature();
    int[] counts = histogram.count();
    long gradient = 0;
    long curvature = 0;
    int count = 0;
    double best = 0;
    int bestBin = -1;
    long bestGradient = 0;
    long bestCurvature = 0;
    int bestCount = 0;
    for (int bin = from; bin < last; bin++) {
      int rows = counts[first + bin];
      if (rows == 0) {
        continue;
      }
      count += rows;
      gradient += gradients[first + bin];
      curvature += flat ? rows : curvatures[first + bin];
      if (count < fewest || curvature < leafCurvature) {
        continue;
      }
      long other = leaf.curvature - curvature;
      if (leaf.count() - count < fewest || other < leafCurvature) {
        break;
      }
      double gain =
          square(gradient) / (curvature + penalty)
              + square(leaf.gradient - gradient) / (other + penalty);
      if (gain > best) {
        best = gain;
        bestBin = bin;
        bestGradient = gradient;
        bestCurvature = curvature;
        bestCount = count;
      }
    }
    return bestBin < 0
        ? Split.NONE
        : Split.ofNumber(best, feature, bestBin, from > 0, bestGradient, bestCurvature, bestCount);
  }

  /** As {@link #free}, where steps are bounded and their order may be given. */
  private Split constrained(int feature, Histogram histogram, Leaf leaf, int from) {
    int first = binned.first()[feature];
    int direction = growth.direction(feature);
    long gradient = 0;
    long curvature = 0;
    int count = 0;
    Split best = Split.NONE;
    for (int bin = from; bin < binned.bins()[feature] - 1; bin++) {
      int rows = histogram.count()[first + bin];
      count += rows;
      gradient += histogram.gradient()[first + bin];
      curvature += flat ? rows : histogram.curvature()[first + bin];
      long other = leaf.curvature - curvature;
      if (rows == 0
          || count < growth.leafRows()
          || leaf.count() - count < growth.leafRows()
          || curvature < leafCurvature
          || other < leafCurvature) {
        continue;
      }
      double left = leaf.bounded(-gradient / (curvature + penalty));
      double right = leaf.bounded(-(leaf.gradient - gradient) / (other + penalty));
      double gain =
          gain(gradient, curvature + penalty, left)
              + gain(leaf.gradient - gradient, other + penalty, right);
      if (gain > best.gain() && direction * (right - left) >= 0) {
        best = Split.ofNumber(gain, feature, bin, from > 0, gradient, curvature, count);
      }
    }
    return best;
  }

  /** By how much a step lowers the loss; at the optimum the square of the gradient by curvature. */
  static double gain(long gradient, double curvature, double step) {
    return -step * (2.0 * gradient + curvature * step);
  }

  private static double square(long value) {
    return (double) value * value;
  }
}
