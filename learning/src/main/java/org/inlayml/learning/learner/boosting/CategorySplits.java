// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the best two sets of categories. In the order of their gradient by curvature the best sets
 * of a squared error are a beginning and the rest, so only those are tried, from either end.
 * Source: Fisher: On Grouping for Maximum Homogeneity, JASA 1958; the damping against chance is
 * LightGBM's. Thread-safe.
 *
 * <p>Categories without rows in the leaf go to where more rows go.
 */
final class CategorySplits {
  /** Curvature of average rows that is added where categories are put in order. */
  private static final double DAMPING = 10;

  /** A category of fewer rows goes with the rest. */
  private static final int FEWEST_ROWS = 10;

  /** The most categories of the smaller set. */
  private static final int MOST = 32;

  private final BinnedRows binned;
  private final Growth growth;
  private final boolean flat;
  private final double penalty;
  private final double damping;
  private final double leafCurvature;

  CategorySplits(BinnedRows binned, Growth growth, PackedGradients gradients) {
    this.binned = binned;
    this.growth = growth;
    flat = gradients.isFlat();
    penalty = growth.penalty() / gradients.curvatureUnit();
    damping = DAMPING / gradients.curvatureUnit();
    leafCurvature = growth.leafCurvature() / gradients.curvatureUnit();
  }

  Split find(int feature, Histogram histogram, Leaf leaf) {
    int first = binned.first()[feature];
    int bins = binned.bins()[feature];
    int fewest = Math.min(FEWEST_ROWS, growth.leafRows());
    double[] order = new double[bins];
    int[] sorted =
        IntStream.range(0, bins)
            .filter(bin -> histogram.count()[first + bin] >= fewest)
            .peek(
                bin ->
                    order[bin] =
                        histogram.gradient()[first + bin]
                            / (curvature(histogram, first + bin) + damping))
            .boxed()
            .sorted(Comparator.comparingDouble(bin -> order[bin]))
            .mapToInt(Integer::intValue)
            .toArray();
    Split rising = scan(feature, histogram, leaf, sorted);
    for (int i = 0; i < sorted.length / 2; i++) {
      int swapped = sorted[i];
      sorted[i] = sorted[sorted.length - 1 - i];
      sorted[sorted.length - 1 - i] = swapped;
    }
    Split falling = scan(feature, histogram, leaf, sorted);
    return falling.gain() > rising.gain() ? falling : rising;
  }

  private long curvature(Histogram histogram, int at) {
    return flat ? histogram.count()[at] : histogram.curvature()[at];
  }

  private Split scan(int feature, Histogram histogram, Leaf leaf, int[] sorted) {
    int first = binned.first()[feature];
    long gradient = 0;
    long curvature = 0;
    int count = 0;
    Split best = Split.NONE;
    int taken = 0;
    for (int i = 0; i < Math.min(MOST, sorted.length); i++) {
      gradient += histogram.gradient()[first + sorted[i]];
      curvature += curvature(histogram, first + sorted[i]);
      count += histogram.count()[first + sorted[i]];
      long other = leaf.curvature - curvature;
      if (count < growth.leafRows()
          || leaf.count() - count < growth.leafRows()
          || curvature < leafCurvature
          || other < leafCurvature) {
        continue;
      }
      double left = leaf.bounded(-gradient / (curvature + penalty));
      double right = leaf.bounded(-(leaf.gradient - gradient) / (other + penalty));
      double gain =
          SplitFinder.gain(gradient, curvature + penalty, left)
              + SplitFinder.gain(leaf.gradient - gradient, other + penalty, right);
      if (gain > best.gain()) {
        best = Split.ofNumber(gain, feature, 0, false, gradient, curvature, count);
        taken = i + 1;
      }
    }
    if (taken == 0) {
      return Split.NONE;
    }
    long[] set = set(histogram, feature, leaf, Arrays.copyOf(sorted, taken), best.count());
    return Split.ofCategories(
        best.gain(), feature, set, best.gradient(), best.curvature(), best.count());
  }

  private long[] set(Histogram histogram, int feature, Leaf leaf, int[] taken, int count) {
    long[] left = new long[Split.WORDS];
    if (2 * (long) count > leaf.count()) {
      Arrays.fill(left, -1);
      for (int bin = 0; bin < binned.bins()[feature]; bin++) {
        if (histogram.count()[binned.first()[feature] + bin] > 0) {
          left[bin >> 6] &= ~(1L << bin);
        }
      }
    }
    for (int bin : taken) {
      left[bin >> 6] |= 1L << bin;
    }
    return left;
  }
}
