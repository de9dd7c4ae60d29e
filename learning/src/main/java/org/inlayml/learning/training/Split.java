// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows divided at random into a training part and a test part. The same arguments give the same
 * parts on every JVM, for the generator is our own: SplitMix64 (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, OOPSLA 2014), which shuffles by Fisher and Yates.
 *
 * @param training row numbers, ascending, at least one where there are rows
 * @param test all other row numbers, ascending
 */
public record Split(int[] training, int[] test) {

  /**
   * Divides rows without regard to what they hold. The test part has the share of the rows, rounded
   * to a whole number; where the share is not 0 and there are two rows, both parts have one.
   *
   * @param testShare 0 or more, below 1
   */
  public static Split of(int rows, double testShare, long seed) {
    int[] order = new int[rows];
    Arrays.setAll(order, row -> row);
    Generator generator = new Generator(seed);
    generator.shuffle(order);
    BitSet test = new BitSet(rows);
    Arrays.stream(order, 0, testRows(rows, testShare)).forEach(test::set);
    return of(rows, test);
  }

  /**
   * Divides rows so that each class has the share in either part as nearly as whole rows allow, by
   * largest remainders. Every class has a training row; classes of two rows or more also have a
   * test row where the test part is the larger one. Hence a class of one row is never in the test
   * part.
   *
   * @param labels per row the position of its class
   * @param testShare 0 or more, below 1
   */
  public static Split stratified(int[] labels, int classes, double testShare, long seed) {
    int[] sizes = new int[classes];
    for (int label : labels) {
      sizes[label]++;
    }
    int[] testSizes = apportion(sizes, testRows(labels.length, testShare), testShare);
    Generator generator = new Generator(seed);
    BitSet test = new BitSet(labels.length);
    int[][] members = members(labels, sizes);
    for (int k = 0; k < classes; k++) {
      generator.shuffle(members[k]);
      Arrays.stream(members[k], 0, testSizes[k]).forEach(test::set);
    }
    return of(labels.length, test);
  }

  private static int testRows(int rows, double testShare) {
    if (!(testShare >= 0 && testShare < 1)) {
      throw new IllegalArgumentException("a share of " + testShare + " is not from 0 to below 1");
    }
    if (testShare == 0 || rows < 2) {
      return 0;
    }
    return (int) Math.max(1, Math.min(rows - 1L, Math.round(rows * testShare)));
  }

  /** The rows of a test part, and all others. */
  static Split of(int rows, BitSet test) {
    BitSet training = new BitSet(rows);
    training.set(0, rows);
    training.andNot(test);
    return new Split(training.stream().toArray(), test.stream().toArray());
  }

  private static int[][] members(int[] labels, int[] sizes) {
    int[][] members = new int[sizes.length][];
    Arrays.setAll(members, k -> new int[sizes[k]]);
    int[] filled = new int[sizes.length];
    for (int row = 0; row < labels.length; row++) {
      int k = labels[row];
      members[k][filled[k]++] = row;
    }
    return members;
  }

  /** How many of {@code total} test rows each class gives; fewer in all where the bounds bind. */
  private static int[] apportion(int[] sizes, int total, double testShare) {
    int classes = sizes.length;
    int[] given = new int[classes];
    double[] remainders = new double[classes];
    int left = total;
    for (int k = 0; k < classes; k++) {
      double quota = sizes[k] * testShare;
      int least = testShare > 0.5 && sizes[k] >= 2 ? 1 : 0;
      given[k] = Math.max(least, Math.min((int) quota, sizes[k] - 1));
      remainders[k] = quota - given[k];
      left -= given[k];
    }
    while (left > 0) {
      int next = -1;
      for (int k = 0; k < classes; k++) {
        if (given[k] < sizes[k] - 1 && (next < 0 || remainders[k] > remainders[next])) {
          next = k;
        }
      }
      if (next < 0) {
        return given;
      }
      given[next]++;
      remainders[next]--;
      left--;
    }
    return given;
  }

  private static final class Generator {
    private long state;

    Generator(long seed) {
      state = seed;
    }

    void shuffle(int[] values) {
      for (int i = values.length - 1; i > 0; i--) {
        int j = below(i + 1);
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
      }
    }

    /** A whole number from 0 on, below the bound, all equally likely. */
    private int below(int bound) {
      int bits;
      int value;
      do {
        bits = (int) (next() >>> 33);
        value = bits % bound;
        // Overflows where bits lies in the last, incomplete run of the bound.
      } while (bits - value + (bound - 1) < 0);
      return value;
    }

    private long next() {
      state += 0x9e3779b97f4a7c15L;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      return z ^ (z >>> 31);
    }
  }
}
