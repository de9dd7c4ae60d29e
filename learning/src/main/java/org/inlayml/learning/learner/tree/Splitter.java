// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.SplittableRandom;

/**
 * The rows of a tree that grows, those of a node side by side, and the search for its cut. Not
 * thread-safe.
 */
abstract class Splitter {
  final double[][] columns;
  final int[] candidates;
  final int tried;
  final int fewest;
  final SplittableRandom random;
  final int[] rows;
  private final int[] buffer;

  /**
   * @param rows ascending; taken over
   * @param candidates the columns to search
   */
  Splitter(
      double[][] columns, int[] rows, int[] candidates, Limits limits, SplittableRandom random) {
    this.columns = columns;
    this.rows = rows;
    this.candidates = candidates.clone();
    this.tried = Math.min(limits.tried(), candidates.length);
    this.fewest = limits.leafRows();
    this.random = random;
    this.buffer = new int[rows.length];
  }

  /** The rows that the tree grows from: {@code from} to {@code to} of a node are its own. */
  final int[] rows() {
    return rows;
  }

  /** Finds the best cut of so many columns as are to be tried, besides constant ones. */
  Cut choose(Criterion.Sums sums, int from, int to) {
    Cut best = Cut.NONE;
    int varying = 0;
    for (int i = 0; i < candidates.length && varying < tried; i++) {
      if (tried < candidates.length) {
        int other = i + random.nextInt(candidates.length - i);
        int drawn = candidates[other];
        candidates[other] = candidates[i];
        candidates[i] = drawn;
      }
      if (varies(candidates[i], from, to)) {
        varying++;
        best = best.orBetter(search(candidates[i], sums, from, to), sums.rounding());
      }
    }
    return best;
  }

  /** Whether the rows of a node differ in a column. */
  abstract boolean varies(int column, int from, int to);

  /** Finds the best cut of a column, of which {@link #varies} was asked before. */
  abstract Cut search(int column, Criterion.Sums sums, int from, int to);

  /** Parts the rows of a node, both parts ascending; returns where the right one begins. */
  int part(Cut cut, int from, int to) {
    double[] values = columns[cut.column()];
    double threshold = cut.threshold();
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      // Both are written and one counts: no branch that would be guessed wrong half the time.
      rows[left] = row;
      buffer[right] = row;
      int step = values[row] <= threshold ? 1 : 0;
      left += step;
      right += 1 - step;
    }
    System.arraycopy(buffer, 0, rows, left, right);
    return left;
  }

  /** Prepares the search of the two parts of a node. */
  abstract void prepare(Cut cut, int from, int middle, int to);
}
