// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/**
 * How a leaf may be parted.
 *
 * @param gain by how much that lowers the loss, in a unit of the tree's own; 0 for no split
 * @param bin the last bin that goes left; of a category 0
 * @param left of a category, a bit per bin that goes left, in {@link #WORDS} longs; else empty
 * @param gradient the sum of the gradients of the rows that go left
 * @param curvature as much of the curvatures
 * @param count how many rows go left
 */
record Split(
    double gain, int feature, int bin, long[] left, long gradient, long curvature, int count) {
  static final int WORDS = BinnedRows.MOST_BINS / Long.SIZE;

  private static final long[] NUMBER = {};

  /** No split is worth while. */
  static final Split NONE = new Split(0, 0, 0, 0, 0, 0);

  /** Parts a number. */
  Split(double gain, int feature, int bin, long gradient, long curvature, int count) {
    this(gain, feature, bin, NUMBER, gradient, curvature, count);
  }

  boolean isCategorical() {
    return left.length > 0;
  }

  boolean goesLeft(int rowBin) {
    return isCategorical() ? (left[rowBin >> 6] >>> rowBin & 1) != 0 : rowBin <= bin;
  }
}
