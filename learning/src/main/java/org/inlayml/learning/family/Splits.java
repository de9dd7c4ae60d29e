// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * What trees ask of their inputs: the inputs that they test, numbered without gaps as slots, and
 * the ranking of each. Immutable, thread-safe.
 */
final class Splits {
  /** The slot of an input that no tree tests. */
  static final int NONE = -1;

  private final int[] slots;
  private final Ranking[] rankings;

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
    for (int input = 0; input < nodes.length; input++) {
      if (slots[input] != NONE) {
        thresholds[slots[input]] = new double[nodes[input]];
      }
    }
    int[] filled = new int[count];
    for (int node = 0; node < features.length; node++) {
      int slot = slots[features[node]];
      thresholds[slot][filled[slot]++] = trees.threshold()[node];
    }
    rankings = Arrays.stream(thresholds).map(Ranking::new).toArray(Ranking[]::new);
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

  /** Per inner node, the position of its threshold in the ranking of its input. */
  int[] positions(Trees trees) {
    int[] positions = new int[trees.feature().length];
    for (int node = 0; node < positions.length; node++) {
      Ranking ranking = rankings[slots[trees.feature()[node]]];
      positions[node] = ranking.position(trees.threshold()[node]);
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
