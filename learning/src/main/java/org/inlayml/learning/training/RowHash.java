// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;

/**
 * A number for each row that depends on its values alone, the same on every JVM: the finalizer of
 * SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014) over
 * the values, one after the other. Stateless, thread-safe.
 */
final class RowHash {
  private static final long MISSING = 0x6d69737369_6e67L;
  private static final double UNIT = 0x1.0p-31;

  /** So that a hash is an int of at least 0. */
  private static final int UNUSED_BITS = 33;

  private RowHash() {}

  /**
   * The hashes of all rows, evenly spread over the numbers from 0 on.
   *
   * @param columns names, in the order in which they count
   */
  static int[] of(Table table, List<String> columns, long seed) {
    long[] hashes = new long[table.rows()];
    Arrays.fill(hashes, mix(seed));
    for (Column column : HeldOut.columns(table, columns)) {
      add(column, hashes);
    }
    return Arrays.stream(hashes).mapToInt(hash -> (int) (hash >>> UNUSED_BITS)).toArray();
  }

  /** What share of all hashes is smaller than one. */
  static double share(int hash) {
    return hash * UNIT;
  }

  private static void add(Column column, long[] hashes) {
    if (column instanceof NumberColumn numbers) {
      for (int row = 0; row < hashes.length; row++) {
        // adding 0 makes -0 and 0 the same
        double value = numbers.values()[row] + 0.0;
        hashes[row] = mix(hashes[row] + Double.doubleToLongBits(value));
      }
    } else if (column instanceof TextColumn texts) {
      long[] ofLevels = Arrays.stream(texts.levels()).mapToLong(RowHash::ofText).toArray();
      for (int row = 0; row < hashes.length; row++) {
        int code = texts.codes()[row];
        hashes[row] = mix(hashes[row] + (code == TextColumn.MISSING ? MISSING : ofLevels[code]));
      }
    }
  }

  private static long ofText(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash + text.charAt(i));
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
