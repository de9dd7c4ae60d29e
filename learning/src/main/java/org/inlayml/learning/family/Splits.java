// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What trees ask of their inputs: the inputs that they test, numbered without gaps as slots, and
 * the ranking of each. That of a category ranks its codes, so that a rank is the number of a bit in
 * sets; the codes from which on all sets are alike have one rank. Immutable, thread-safe.
 */
final class Splits {
  /** The slot of an input that no tree tests. */
  static final int NONE = -1;

  private final int[] slots;
  private final Ranking[] rankings;
  private final boolean[] categorical;

  Splits(Trees trees) {
    int[] features = trees.feature();
    int[] nodes = new int[trees.inputs()];
    for (int feature : features) {
      nodes[feature]++;
    }
    slots = new int[nodes.length];
    int count = 0;
    for (int input = 0; input < nodes.length; input++) {
      slots[input] = nodes[input] == 0 ? NONE : count++;
    }
    double[][] thresholds = new double[count][];
    categorical = new boolean[count];
    for (int input = 0; input < nodes.length; input++) {
      if (slots[input] != NONE) {
        thresholds[slots[input]] = new double[nodes[input]];
        categorical[slots[input]] = trees.isCategorical(input);
      }
    }
    int[] filled = new int[count];
    for (int node = 0; node < features.length; node++) {
      int slot = slots[features[node]];
      thresholds[slot][filled[slot]++] = trees.threshold()[node];
    }
    for (int slot = 0; slot < count; slot++) {
      if (categorical[slot]) {
        thresholds[slot] = codes(trees, thresholds[slot]);
      }
    }
    rankings = Arrays.stream(thresholds).map(Ranking::new).toArray(Ranking[]::new);
  }

  /** The codes that have others above them that are in other sets. */
  private static double[] codes(Trees trees, double[] sets) {
    int last = 1;
    for (double set : sets) {
      int bit = Trees.SET_WORDS * Long.SIZE - 1;
      boolean rest = trees.contains((int) set, bit);
      while (bit >= last && trees.contains((int) set, bit) == rest) {
        bit--;
      }
      last = Math.max(last, bit + 1);
    }
    return IntStream.range(0, last).mapToDouble(bit -> bit - 1).toArray();
  }

  /** Whether the ranks of a slot are bits of sets. */
  boolean isCategorical(int slot) {
    return categorical[slot];
  }

  /** How many slots. */
  int count() {
    return rankings.length;
  }

  /** The slot of an input, or {@link #NONE}. */
  int slot(int input) {
    return slots[input];
  }

  Ranking ranking(int slot) {
    return rankings[slot];
  }

  /** Per inner node, the position of its threshold in the ranking of its input; 0 of a set. */
  int[] positions(Trees trees) {
    int[] positions = new int[trees.feature().length];
    for (int node = 0; node < positions.length; node++) {
      int slot = slots[trees.feature()[node]];
      if (!categorical[slot]) {
        positions[node] = rankings[slot].position(trees.threshold()[node]);
      }
    }
    return positions;
  }

  long bytes() {
    long bytes = (long) Integer.BYTES * slots.length;
    for (Ranking ranking : rankings) {
      bytes += ranking.bytes();
    }
    return bytes;
  }
}
