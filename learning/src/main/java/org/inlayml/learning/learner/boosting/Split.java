// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/**
 * How a leaf may be parted.
 *
 * @param gain by how much that lowers the loss, in a unit of the tree's own; 0 for no split
 * @param bin the last bin that goes left; of a category 0
 * @param missingRight of a number, whether missing ones, which are those of bin 0, go right
 * @param left of a category, a bit per bin that goes left, in {@link #WORDS} longs; else empty
 * @param gradient the sum of the gradients of the rows that go left
 * @param curvature as much of the curvatures
 * @param count how many rows go left
 */
record Split(
    double gain,
    int feature,
    int bin,
    boolean missingRight,
    long[] left,
    long gradient,
    long curvature,
    int count) {
  static final int WORDS = BinnedRows.MOST_BINS / Long.SIZE;

  private static final long[] NUMBER = {};

  /** No split is worth while. */
  static final Split NONE = new Split(0, 0, 0, false, NUMBER, 0, 0, 0);

  /** Parts a number. */
  static Split ofNumber(
      double gain,
      int feature,
      int bin,
      boolean missingRight,
      long gradient,
      long curvature,
      int count) {
    return new Split(gain, feature, bin, missingRight, NUMBER, gradient, curvature, count);
  }

  /** Parts categories. */
  static Split ofCategories(
      double gain, int feature, long[] left, long gradient, long curvature, int count) {
    return new Split(gain, feature, 0, false, left, gradient, curvature, count);
  }

  /** The same split by less gain. */
  Split less(double own) {
    return new Split(gain - own, feature, bin, missingRight, left, gradient, curvature, count);
  }

  /** The same split, with another side for missing numbers. */
  Split missing(boolean right) {
    return new Split(gain, feature, bin, right, left, gradient, curvature, count);
  }

  boolean isCategorical() {
    return left.length > 0;
  }

  boolean goesLeft(int rowBin) {
    if (isCategorical()) {
      return (left[rowBin >> 6] >>> rowBin & 1) != 0;
    }
    return rowBin <= bin && !(missingRight && rowBin == 0);
  }
}
