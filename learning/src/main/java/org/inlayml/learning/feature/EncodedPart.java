// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Arrays;

/** Encoded features of many rows that belong together. */
public sealed interface EncodedPart {
  /** A copy of the rows from {@code from} to before {@code to}. */
  EncodedPart rows(int from, int to);

  /**
   * One encoded feature.
   *
   * @param input which
   * @param values by row, all finite
   */
  record Numbers(int input, double[] values) implements EncodedPart {
    @Override
    public EncodedPart rows(int from, int to) {
      return new Numbers(input, Arrays.copyOfRange(values, from, to));
    }
  }

  /**
   * Neighbouring features of which in each row at most one is 1 and all others are 0.
   *
   * @param first the first of them
   * @param width how many
   * @param positions by row, which one is 1, counted from the first, or {@link Levels#ABSENT}
   */
  record Indicators(int first, int width, int[] positions) implements EncodedPart {
    @Override
    public EncodedPart rows(int from, int to) {
      return new Indicators(first, width, Arrays.copyOfRange(positions, from, to));
    }
  }
}
