// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.SplittableRandom;

/**
 * Draws one threshold a column, evenly between the smallest and the largest value of the node, and
 * takes the best of those. Below a small node the values are read from a copy of its own, which
 * stays in the nearest cache. Source: Geurts, Ernst, Wehenkel: Extremely Randomized Trees, 2006.
 */
final class RandomSplitter extends Splitter {
  /** The most values that are copied. */
  private static final int COPIED_VALUES = 10_000;

  /** Copying all columns pays where a split tries this share of them. */
  private static final int WORTH_COPYING = 6;

  /** The values of the column last asked for, in the order of the rows, from 0 on. */
  private final double[] gathered;

  /** Per column and place the copied values; the rows from copiedFrom to copiedTo have places. */
  private final double[][] copy;

  private final int[] places;
  private final int[] rightRows;
  private final int[] rightPlaces;
  private int copiedFrom;
  private int copiedTo;

  private double low;
  private double high;

  RandomSplitter(
      double[][] columns, int[] rows, int[] candidates, Limits limits, SplittableRandom random) {
    super(columns, rows, candidates, limits, random);
    gathered = new double[rows.length];
    // Branches that are not grown to their end one by one would share the copy.
    boolean copies =
        limits.leaves() == Limits.ANY && candidates.length <= WORTH_COPYING * (long) tried;
    int size = copies ? Math.min(rows.length, COPIED_VALUES / Math.max(1, candidates.length)) : 0;
    copy = new double[columns.length][];
    for (int column : candidates) {
      copy[column] = new double[size];
    }
    places = new int[size];
    rightRows = new int[size];
    rightPlaces = new int[size];
  }

  /** What one takes besides what every splitter does, with the values that sums gather. */
  static long bytes(long rows, int width) {
    long copied = Math.min(rows, COPIED_VALUES);
    return rows * 3 * Double.BYTES
        + copied * (Double.BYTES + 3 * Integer.BYTES)
        + (long) width * 3 * Double.BYTES;
  }

  private boolean isCopied(int from, int to) {
    return from >= copiedFrom && to <= copiedTo;
  }

  @Override
  Cut choose(Criterion.Sums sums, int from, int to) {
    sums.gather(rows, from, to);
    return super.choose(sums, from, to);
  }

  @Override
  boolean varies(int column, int from, int to) {
    int count = to - from;
    if (isCopied(from, to)) {
      double[] values = copy[column];
      int offset = from - copiedFrom;
      for (int i = 0; i < count; i++) {
        gathered[i] = values[places[offset + i]];
      }
    } else {
      double[] values = columns[column];
      for (int i = 0; i < count; i++) {
        gathered[i] = values[rows[from + i]];
      }
    }
    double least = gathered[0];
    double most = least;
    for (int i = 1; i < count; i++) {
      double value = gathered[i];
      if (value < least) {
        least = value;
      }
      if (value > most) {
        most = value;
      }
    }
    low = least;
    high = most;
    return least < most;
  }

  @Override
  Cut search(int column, Criterion.Sums sums, int from, int to) {
    double share = random.nextDouble();
    double drawn = low * (1 - share) + high * share;
    double threshold = drawn >= low && drawn < high ? drawn : low;
    return sums.at(threshold, column, gathered, to - from, fewest);
  }

  @Override
  int part(Cut cut, int from, int to) {
    if (!isCopied(from, to)) {
      return super.part(cut, from, to);
    }
    double[] values = copy[cut.column()];
    double threshold = cut.threshold();
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int place = places[i - copiedFrom];
      // As in the parting of rows alone.
      rows[left] = row;
      places[left - copiedFrom] = place;
      rightRows[right] = row;
      rightPlaces[right] = place;
      int step = values[place] <= threshold ? 1 : 0;
      left += step;
      right += 1 - step;
    }
    System.arraycopy(rightRows, 0, rows, left, right);
    System.arraycopy(rightPlaces, 0, places, left - copiedFrom, right);
    return left;
  }

  @Override
  void prepare(Cut cut, int from, int middle, int to) {
    if (to - from > places.length || isCopied(from, to)) {
      return;
    }
    copiedFrom = from;
    copiedTo = to;
    for (int column : candidates) {
      double[] values = columns[column];
      double[] copied = copy[column];
      for (int i = from; i < to; i++) {
        copied[i - from] = values[rows[i]];
      }
    }
    for (int i = 0; i < to - from; i++) {
      places[i] = i;
    }
  }
}
