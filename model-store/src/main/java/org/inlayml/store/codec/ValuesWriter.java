// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.Arrays;

/**
 * Writes tuples of doubles that may repeat: the different ones first, then a code where one occurs.
 * Where hardly any repeat, all of them in order and no codes. Not thread-safe.
 */
final class ValuesWriter {
  private final double[] tuples;
  private final int width;

  /** Per occurrence, its tuple among the different ones, in order of appearance. */
  private final int[] different;

  /** Per different tuple, where it occurs first, how often, and its rank. */
  private int[] first = new int[64];

  private int[] frequency = new int[64];
  private int[] ranks = new int[0];
  private int count;

  private RankedCode code = RankedCode.of(new int[] {1});
  private boolean isCoded;
  private int next;

  /**
   * @param tuples all that occur, in order; occurrences × width
   */
  ValuesWriter(double[] tuples, int width) {
    this.tuples = tuples;
    this.width = width;
    different = new int[tuples.length / width];
  }

  /** Writes the values; their occurrences follow by {@link #next}. */
  void write(ModelOutput output) {
    findDifferent();
    Integer[] byRank = byRank();
    int[] frequencies = Arrays.stream(byRank).mapToInt(i -> frequency[i]).toArray();
    double[] values = new double[count * width];
    ranks = new int[count];
    for (int rank = 0; rank < count; rank++) {
      ranks[byRank[rank]] = rank;
      System.arraycopy(tuples, first[byRank[rank]] * width, values, rank * width, width);
    }
    ModelOutput coded = new ModelOutput();
    CompactReals.write(values, coded);
    code = RankedCode.of(frequencies);
    code.write(coded);
    isCoded = 2 * count < different.length || isShorter(coded, frequencies);
    output.flag(isCoded);
    output.whole(isCoded ? count : different.length);
    if (isCoded) {
      output.append(coded);
    } else {
      CompactReals.write(tuples, output);
    }
  }

  private boolean isShorter(ModelOutput coded, int[] frequencies) {
    ModelOutput plain = new ModelOutput();
    CompactReals.write(tuples, plain);
    return coded.length() + code.bits(frequencies) / Byte.SIZE < plain.length();
  }

  /** Writes the code of the next occurrence. */
  void next(BitOutput bits) {
    if (isCoded) {
      code.write(ranks[different[next]], bits);
    }
    next++;
  }

  /** Most frequent first, of equals the first to occur. */
  private Integer[] byRank() {
    Integer[] byRank = new Integer[count];
    Arrays.setAll(byRank, i -> i);
    Arrays.sort(byRank, (a, b) -> Integer.compare(frequency[b], frequency[a]));
    return byRank;
  }

  /** By a table of hashes with open addresses: there may be millions. */
  private void findDifferent() {
    int[] table = new int[Integer.highestOneBit(Math.max(1, different.length)) * 4];
    for (int i = 0; i < different.length; i++) {
      int slot = hash(i) & (table.length - 1);
      while (table[slot] > 0 && !isSame(i, first[table[slot] - 1])) {
        slot = (slot + 1) & (table.length - 1);
      }
      if (table[slot] == 0) {
        if (count == first.length) {
          first = Arrays.copyOf(first, 2 * count);
          frequency = Arrays.copyOf(frequency, 2 * count);
        }
        first[count] = i;
        table[slot] = ++count;
      }
      different[i] = table[slot] - 1;
      frequency[different[i]]++;
    }
  }

  private int hash(int tuple) {
    long hash = 0;
    for (int k = 0; k < width; k++) {
      hash = (hash ^ Double.doubleToLongBits(tuples[tuple * width + k])) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> 32);
  }

  private boolean isSame(int one, int other) {
    return Arrays.equals(
        tuples, one * width, one * width + width, tuples, other * width, other * width + width);
  }
}
