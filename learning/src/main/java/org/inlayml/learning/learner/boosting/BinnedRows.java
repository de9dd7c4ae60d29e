// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import org.inlayml.learning.feature.FeatureMatrix;

/**
 * Training rows with every feature as the number of a bin, 0 to 255. Eight features share a long,
 * the first in its lowest byte, so that a row's eight come with one look into memory. Immutable by
 * agreement, thread-safe.
 *
 * @param groups per eight features, a long a row
 * @param thresholds per feature, the largest value of each bin but the last, of which missing
 *     numbers have the first for themselves; none of a category
 * @param bins per feature, how many
 * @param categorical per feature, whether a bin is a category: the code plus 1
 * @param first per feature, where its bins begin when those of all stand side by side; and last how
 *     many they are
 */
record BinnedRows(
    int rows,
    long[][] groups,
    double[][] thresholds,
    int[] bins,
    boolean[] categorical,
    int[] first) {
  /** Features that share a long. */
  static final int GROUP = 8;

  /** The most bins of a feature. */
  static final int MOST_BINS = 256;

  int width() {
    return bins.length;
  }

  /** Bins of all features. */
  int allBins() {
    return first[bins.length];
  }

  /** The longs that hold a feature. */
  long[] group(int feature) {
    return groups[feature / GROUP];
  }

  /** By how many bits a feature stands from the right. */
  static int shift(int feature) {
    return feature % GROUP * Byte.SIZE;
  }

  /** Whether bin 0 of a feature is that of missing numbers. */
  boolean hasMissing(int feature) {
    return thresholds[feature].length > 0 && thresholds[feature][0] == FeatureMatrix.MISSING;
  }

  int bin(int feature, int row) {
    return (int) (group(feature)[row] >>> shift(feature)) & (MOST_BINS - 1);
  }

  /** What rows of so many features take, in bytes. */
  static long bytes(long rows, int width) {
    return rows * ((width + GROUP - 1L) / GROUP) * Long.BYTES;
  }
}
