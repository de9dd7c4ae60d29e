// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;

/**
 * A support vector machine: {@code Σ weight · K(row, x) + offset}.
 *
 * @param rows positions in the kernel matrix, ascending
 * @param weights of these, none 0
 */
record Machine(int[] rows, double[] weights, double offset) {
  /** Drops what has the weight 0. */
  static Machine of(int[] rows, double[] weights, double offset) {
    int count = 0;
    int[] kept = new int[rows.length];
    double[] sums = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (weights[i] != 0) {
        kept[count] = rows[i];
        sums[count++] = weights[i];
      }
    }
    return new Machine(Arrays.copyOf(kept, count), Arrays.copyOf(sums, count), offset);
  }

  /** The same with other positions for the rows, such as of a larger matrix. */
  Machine at(int[] positions) {
    int[] moved = new int[rows.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = positions[rows[i]];
    }
    return new Machine(moved, weights, offset);
  }
}
