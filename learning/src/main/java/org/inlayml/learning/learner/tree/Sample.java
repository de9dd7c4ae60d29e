// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.option.Option;

/**
 * The rows that a tree is drawn.
 *
 * @param share of all rows
 * @param replaced whether a row may be drawn more than once
 */
record Sample(double share, boolean replaced) {
  static final Option<Boolean> BOOTSTRAP =
      Option.flag("bootstrap").doc("Whether the rows of each tree are drawn with replacement.");
  static final Option<Double> MAX_SAMPLES =
      Option.number("max_samples", 0.000001, 1)
          .defaultsTo(1.0)
          .doc("The share of rows that each tree is drawn, at least one row.");

  /**
   * Draws rows.
   *
   * @param weights how much each counts
   * @return how much each counts in the sample, 0 where it was not drawn
   */
  double[] weights(double[] weights, SplittableRandom random) {
    int rows = weights.length;
    if (share == 1 && !replaced) {
      return weights;
    }
    int count = (int) Math.max(1, Math.round(share * rows));
    double[] drawn = new double[rows];
    if (replaced) {
      for (int i = 0; i < count; i++) {
        drawn[random.nextInt(rows)]++;
      }
    } else {
      for (int row : of(rows, count, random)) {
        drawn[row] = 1;
      }
    }
    Arrays.setAll(drawn, row -> drawn[row] * weights[row]);
    return drawn;
  }

  /** Draws so many of so many positions, none twice, ascending. */
  static int[] of(int all, int count, SplittableRandom random) {
    if (count >= all) {
      return IntStream.range(0, all).toArray();
    }
    int[] drawn = new int[count];
    int taken = 0;
    // Each in turn with the chance that leaves exactly as many as wanted.
    for (int i = 0; taken < count; i++) {
      if (random.nextInt(all - i) < count - taken) {
        drawn[taken++] = i;
      }
    }
    return drawn;
  }
}
