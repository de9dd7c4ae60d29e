// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws rows and features, by a seed and a number, whatever was drawn before. */
final class RowDraws {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private RowDraws() {}

  /**
   * Draws a share of places, at least one, in their order.
   *
   * @param number tells the draws of one seed apart
   */
  static boolean[] draw(int count, double share, long seed, long number) {
    boolean[] drawn = new boolean[count];
    if (share >= 1) {
      Arrays.fill(drawn, true);
      return drawn;
    }
    SplittableRandom random = new SplittableRandom(seed + STEP * (number + 1));
    long wanted = Math.max(1, Math.round(count * share));
    for (int i = 0; i < count; i++) {
      // each with the chance that leaves exactly as many as wanted
      if (random.nextInt(count - i) < wanted) {
        drawn[i] = true;
        wanted--;
      }
    }
    return drawn;
  }

  /** Draws a share of the rows of each class, or of all rows where there are no classes. */
  static boolean[] stratified(double[] labels, int classes, double share, long seed) {
    if (classes == 0) {
      return draw(labels.length, share, seed, 0);
    }
    boolean[] drawn = new boolean[labels.length];
    for (int label = 0; label < classes; label++) {
      int own = label;
      int[] rows = IntStream.range(0, labels.length).filter(i -> labels[i] == own).toArray();
      if (rows.length > 1) {
        boolean[] part = draw(rows.length, share, seed, label);
        for (int i = 0; i < rows.length; i++) {
          drawn[rows[i]] = part[i];
        }
      }
    }
    return drawn;
  }

  /** The places where a flag has a value, in order. */
  static int[] places(boolean[] flags, boolean value) {
    return IntStream.range(0, flags.length).filter(i -> flags[i] == value).toArray();
  }
}
