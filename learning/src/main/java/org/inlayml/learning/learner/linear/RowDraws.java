// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws a few rows among all, none twice, again and again. Not thread-safe.
 *
 * <p>Source: Bentley, Floyd, A Sample of Brilliance, Communications of the ACM 30 (9), 1987.
 */
final class RowDraws {
  private final SplittableRandom random;
  private final int[] lastDrawn;
  private int draw;

  RowDraws(long seed, int rows) {
    random = new SplittableRandom(seed);
    lastDrawn = new int[rows];
  }

  /** Positions of as many rows, in ascending order. */
  int[] next(int count) {
    draw++;
    int[] drawn = new int[count];
    int rows = lastDrawn.length;
    for (int i = 0; i < count; i++) {
      int last = rows - count + i;
      int row = random.nextInt(last + 1);
      drawn[i] = lastDrawn[row] == draw ? last : row;
      lastDrawn[drawn[i]] = draw;
    }
    Arrays.sort(drawn);
    return drawn;
  }
}
