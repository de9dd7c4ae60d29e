// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Workers;
import smile.sort.QuickSort;

/**
 * Training rows, and their order by each column.
 *
 * @param columns those of the matrix
 * @param order per column, its rows in ascending order of value; empty where nobody asks
 */
record Rows(double[][] columns, int[][] order, int count) {
  /** A node and what is kept of its search. */
  private static final int NODE_BYTES = 150;

  /** Rows whose order is not asked for. */
  static Rows unordered(FeatureMatrix features) {
    return new Rows(features.columns(), new int[0][], features.rows());
  }

  /** Orders the rows, several columns at a time. */
  static Rows ordered(FeatureMatrix features, Workers workers) {
    int[][] order =
        Arrays.stream(features.columns())
            .parallel()
            .map(
                column -> {
                  workers.check();
                  return QuickSort.sort(column.clone());
                })
            .toArray(int[][]::new);
    return new Rows(features.columns(), order, features.rows());
  }

  /** Positions of all rows. */
  int[] all() {
    return IntStream.range(0, count).toArray();
  }

  int[] everyColumn() {
    return IntStream.range(0, columns.length).toArray();
  }

  /** For a tree that takes the best of all cuts. */
  Splitter sorted(int[] rows, int[] candidates, Limits limits, SplittableRandom random) {
    return new SortedSplitter(columns, order, rows, candidates, limits, random);
  }

  /** For a tree that draws its cuts. */
  Splitter random(int[] rows, int[] candidates, Limits limits, SplittableRandom random) {
    return new RandomSplitter(columns, rows, candidates, limits, random);
  }

  /** What these need with {@code growing} sorted trees at a time, in bytes. */
  static long bytes(long rows, int width, long growing, long leaves) {
    long order = Integer.BYTES * rows * width;
    long tree = order + rows * (4 * Integer.BYTES + Double.BYTES + 1) + leaves * NODE_BYTES;
    return order + rows * (Double.BYTES + Integer.BYTES) + growing * tree;
  }
}
