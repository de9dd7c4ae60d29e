// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.SplittableRandom;
import smile.math.MathEx;

/** Seeds of the trees of a forest, and Smile's random state, which belongs to a thread. */
final class TreeSeeds {
  // Smile never forgets a seed that it was given, so that few are used.
  private static final int RANGE = 1 << 16;

  private TreeSeeds() {}

  /** So many distinct seeds above 1. */
  static long[] of(long seed, int count) {
    return new SplittableRandom(seed)
        .ints(2, RANGE + 2)
        .distinct()
        .limit(count)
        .asLongStream()
        .toArray();
  }

  /** Seeds the calling thread. Smile keeps the seeds of all threads in a set without a lock. */
  static synchronized void begin(long seed) {
    MathEx.setSeed(seed);
  }

  /** Draws as many rows as there are, with replacement; per row how often it was drawn. */
  static int[] bootstrap(int rows) {
    int[] draws = new int[rows];
    for (int i = 0; i < rows; i++) {
      draws[MathEx.randomInt(rows)]++;
    }
    return draws;
  }
}
