// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.anomaly;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.neighborhood.BatchSearch;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.Nearest;
import org.inlayml.learning.neighborhood.NeighborSearch;
import org.inlayml.learning.neighborhood.NeighborTree;
import org.inlayml.learning.neighborhood.Points;
import org.inlayml.learning.option.Option;

/**
 * The training rows that others are compared with: all, or a sample where there are many.
 *
 * @param rows which rows, ascending
 * @param tree their points, in the same order
 */
record ReferenceRows(int[] rows, NeighborTree tree) {
  static final Option<Integer> MAX_SAMPLES =
      Option.integer("max_samples", 2, 10_000_000)
          .defaultsTo(20_000)
          .doc(
              "How many training rows are kept at most to compare with, drawn at random where there"
                  + " are more: bounds the model and the time to score a row.");

  private static final int BATCH = 256;

  /** What is told of a row: its nearest reference rows, itself excepted. */
  @FunctionalInterface
  interface Visitor {
    void found(int row, Nearest nearest);
  }

  /** Draws among the candidates, which are ascending. */
  static ReferenceRows of(
      FeatureMatrix features, int[] candidates, int most, Distance distance, long seed) {
    int[] rows = sample(candidates, most, seed);
    return new ReferenceRows(rows, NeighborTree.of(Points.of(features, rows, distance)));
  }

  private static int[] sample(int[] candidates, int most, long seed) {
    if (candidates.length <= most) {
      return candidates;
    }
    int[] drawn = candidates.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < most; i++) {
      int other = random.nextInt(i, drawn.length);
      int row = drawn[other];
      drawn[other] = drawn[i];
      drawn[i] = row;
    }
    int[] rows = Arrays.copyOf(drawn, most);
    Arrays.sort(rows);
    return rows;
  }

  static int[] all(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  /** The reference rows in an order in which neighbours are searched for fastest. */
  int[] ordered() {
    return IntStream.range(0, rows.length).map(i -> rows[tree.row(i)]).toArray();
  }

  /** The rows of the features, the reference rows first. */
  int[] orderedAll(int count) {
    if (count == rows.length) {
      return ordered();
    }
    IntStream others = IntStream.range(0, count).filter(row -> Arrays.binarySearch(rows, row) < 0);
    return IntStream.concat(Arrays.stream(ordered()), others).toArray();
  }

  /**
   * Finds the nearest reference rows of rows, which do not count for themselves. Visits in any
   * order, in any of the workers' threads.
   *
   * @param neighbors how many
   * @param from the share of the work that is done
   * @param to the share that is done afterwards
   */
  void visit(
      FeatureMatrix features,
      int[] searched,
      int neighbors,
      Workers workers,
      double from,
      double to,
      Visitor visitor) {
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, (searched.length + BATCH - 1) / BATCH)
        .parallel()
        .forEach(
            batch -> {
              int end = Math.min((batch + 1) * BATCH, searched.length);
              int[] part = Arrays.copyOfRange(searched, batch * BATCH, end);
              visit(features, part, neighbors, workers, visitor);
              double share = (double) done.addAndGet(part.length) / searched.length;
              workers.done(from + share * (to - from));
            });
  }

  private void visit(
      FeatureMatrix features, int[] searched, int neighbors, Workers workers, Visitor visitor) {
    BatchSearch search = new BatchSearch(tree, neighbors, BATCH);
    int width = features.width();
    for (int first = 0; first < searched.length; first += search.most()) {
      workers.check();
      int count = Math.min(search.most(), searched.length - first);
      for (int i = 0; i < count; i++) {
        int row = searched[first + i];
        for (int j = 0; j < width; j++) {
          search.points()[i * width + j] = features.columns()[j][row];
        }
        tree.points().distance().prepare(search.points(), i * width, width);
        int own = Arrays.binarySearch(rows, row);
        search.without(i, own >= 0 ? own : NeighborSearch.NONE);
      }
      search.find(count);
      for (int i = 0; i < count; i++) {
        visitor.found(searched[first + i], search.found(i));
      }
    }
  }

  /** Bytes of reference rows, their tree and the search, with what predicts later. */
  static long memory(long rows, int width, int most, int neighbors, int threads) {
    long kept = Math.min(rows, most);
    return kept * (8L * width + 8)
        + 2 * NeighborTree.memory(kept, width)
        + rows * 8
        + threads * (long) BATCH * (8L * width + 12L * neighbors + 200);
  }
}
