// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/**
 * Per bin of every feature, the sums of gradients and of curvatures of the rows of a leaf, and how
 * many they are. All of them whole numbers, see {@link PackedGradients}, so that what is subtracted
 * leaves exactly the rest. Not thread-safe.
 *
 * @param curvature empty where the count stands for it
 */
record Histogram(long[] gradient, long[] curvature, int[] count) {
  Histogram(int bins, boolean flat) {
    this(new long[bins], new long[flat ? 0 : bins], new int[bins]);
  }

  /** Takes away the bins from {@code from} to before {@code to} of a part of the leaf's rows. */
  void subtract(Histogram part, int from, int to) {
    long[] gradients = part.gradient;
    int[] counts = part.count;
    for (int i = from; i < to; i++) {
      gradient[i] -= gradients[i];
    }
    for (int i = from; i < to; i++) {
      count[i] -= counts[i];
    }
    if (curvature.length > 0) {
      long[] curvatures = part.curvature;
      for (int i = from; i < to; i++) {
        curvature[i] -= curvatures[i];
      }
    }
  }

  /** What one of so many bins takes, in bytes. */
  static long bytes(long bins) {
    return bins * (2L * Long.BYTES + Integer.BYTES);
  }
}
