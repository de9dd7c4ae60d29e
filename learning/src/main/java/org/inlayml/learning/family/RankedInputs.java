// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.EncodedRow;
import org.inlayml.learning.feature.Levels;

/**
 * Puts the ranks of rows' inputs where descents look them up, in the form in which nodes have them.
 * Immutable, thread-safe.
 */
final class RankedInputs {
  private final Splits splits;
  private final int[] places;
  private final int[] bits;
  private final int shift;

  /** What a row without any value has. */
  private final int[] zeros;

  /**
   * @param width how many places a row takes
   * @param places per slot, its place in a row
   * @param bits per slot, what is added to a rank
   * @param shift by how many bits a rank stands further left
   */
  RankedInputs(Splits splits, int width, int[] places, int[] bits, int shift) {
    this.splits = splits;
    this.places = places;
    this.bits = bits;
    this.shift = shift;
    zeros = new int[width];
    for (int slot = 0; slot < splits.count(); slot++) {
      zeros[places[slot]] = ranked(slot, 0);
    }
  }

  /** How many places a row takes. */
  int width() {
    return zeros.length;
  }

  private int ranked(int slot, double value) {
    return bits[slot] + (splits.ranking(slot).rank(value) << shift);
  }

  void put(EncodedRow row, int[] ranks) {
    if (row.count() < row.width()) {
      System.arraycopy(zeros, 0, ranks, 0, zeros.length);
    }
    for (int i = 0; i < row.count(); i++) {
      int slot = splits.slot(row.inputs()[i]);
      if (slot != Splits.NONE) {
        ranks[places[slot]] = ranked(slot, row.values()[i]);
      }
    }
  }

  /** Puts {@code count} rows of a block from row {@code from} on, one after the other. */
  void put(EncodedBlock block, int from, int count, int[] ranks) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(zeros, 0, ranks, i * zeros.length, zeros.length);
    }
    for (EncodedPart part : block.parts()) {
      if (part instanceof Numbers numbers) {
        put(numbers, from, count, ranks);
      } else if (part instanceof Indicators indicators) {
        put(indicators, from, count, ranks);
      }
    }
  }

  private void put(Numbers numbers, int from, int count, int[] ranks) {
    int slot = splits.slot(numbers.input());
    if (slot == Splits.NONE) {
      return;
    }
    Ranking ranking = splits.ranking(slot);
    double[] values = numbers.values();
    for (int i = 0, at = places[slot]; i < count; i++, at += zeros.length) {
      ranks[at] = bits[slot] + (ranking.rank(values[from + i]) << shift);
    }
  }

  private void put(Indicators indicators, int from, int count, int[] ranks) {
    for (int i = 0; i < count; i++) {
      int position = indicators.positions()[from + i];
      int slot =
          position == Levels.ABSENT ? Splits.NONE : splits.slot(indicators.first() + position);
      if (slot != Splits.NONE) {
        ranks[i * zeros.length + places[slot]] = ranked(slot, 1);
      }
    }
  }
}
