// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds the best of all cuts. Each column keeps the rows of each node in ascending order, so that
 * nothing is sorted while the tree grows.
 */
final class SortedSplitter extends Splitter {
  /** Nodes with as many values are searched by all threads. */
  private static final long WORTH_SHARING = 400_000;

  private final int[][] order;
  private final boolean[] isLeft;
  private final int[] buffer;

  /**
   * @param sorted per column of the matrix, all its rows in ascending order
   * @param rows those that the tree grows from, ascending; taken over
   */
  SortedSplitter(
      double[][] columns,
      int[][] sorted,
      int[] rows,
      int[] candidates,
      Limits limits,
      SplittableRandom random) {
    super(columns, rows, candidates, limits, random);
    int all = sorted.length == 0 ? 0 : sorted[0].length;
    isLeft = new boolean[all];
    order = new int[columns.length][];
    for (int row : rows) {
      isLeft[row] = true;
    }
    for (int column : candidates) {
      order[column] = rows.length == all ? sorted[column].clone() : kept(sorted[column]);
    }
    buffer = new int[rows.length];
  }

  /** Of all rows those that are marked. */
  private int[] kept(int[] sorted) {
    int[] kept = new int[rows.length];
    int count = 0;
    for (int row : sorted) {
      if (isLeft[row]) {
        kept[count++] = row;
      }
    }
    return kept;
  }

  @Override
  Cut choose(Criterion.Sums sums, int from, int to) {
    if (tried < candidates.length || (long) (to - from) * tried < WORTH_SHARING) {
      return super.choose(sums, from, to);
    }
    // The first of equals, as one thread alone finds it.
    List<Cut> cuts =
        IntStream.of(candidates)
            .parallel()
            .filter(column -> varies(column, from, to))
            .mapToObj(column -> search(column, sums, from, to))
            .toList();
    Cut best = Cut.NONE;
    for (Cut cut : cuts) {
      best = best.orBetter(cut, sums.rounding());
    }
    return best;
  }

  @Override
  boolean varies(int column, int from, int to) {
    double[] values = columns[column];
    return values[order[column][from]] < values[order[column][to - 1]];
  }

  @Override
  Cut search(int column, Criterion.Sums sums, int from, int to) {
    return sums.best(column, columns[column], order[column], from, to, fewest);
  }

  @Override
  void prepare(Cut cut, int from, int middle, int to) {
    for (int i = from; i < middle; i++) {
      isLeft[rows[i]] = true;
    }
    for (int i = middle; i < to; i++) {
      isLeft[rows[i]] = false;
    }
    if ((long) (to - from) * candidates.length < WORTH_SHARING) {
      for (int column : candidates) {
        part(column, cut, from, to, buffer);
      }
    } else {
      IntStream.of(candidates)
          .parallel()
          .forEach(column -> part(column, cut, from, to, new int[to - from]));
    }
  }

  private void part(int column, Cut cut, int from, int to, int[] rest) {
    if (column == cut.column()) {
      return; // in order as it is
    }
    int[] sorted = order[column];
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = sorted[i];
      // As in the parting of the rows.
      sorted[left] = row;
      rest[right] = row;
      int step = isLeft[row] ? 1 : 0;
      left += step;
      right += 1 - step;
    }
    System.arraycopy(rest, 0, sorted, left, right);
  }
}
