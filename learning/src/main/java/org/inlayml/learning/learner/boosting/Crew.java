// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.inlayml.learning.learner.Workers;

/**
 * Does numbered pieces of work, at once where there are threads for it. Which thread does which
 * piece is not known; what the pieces give must not depend on it.
 */
final class Crew {
  /** Rows that make a piece: few enough for a stop to come soon. */
  static final int PIECE = 1 << 15;

  private final Workers workers;
  private final boolean alone;

  Crew(Workers workers, int threads) {
    this.workers = workers;
    alone = threads == 1;
  }

  /** Throws where the fit has been stopped. */
  void check() {
    workers.check();
  }

  /** Does the pieces 0 to {@code count - 1}. */
  void each(int count, IntConsumer piece) {
    each(count, true, piece);
  }

  /**
   * Does pieces.
   *
   * @param large whether they are worth several threads
   */
  void each(int count, boolean large, IntConsumer piece) {
    if (alone || !large || count == 1) {
      for (int i = 0; i < count; i++) {
        workers.check();
        piece.accept(i);
      }
    } else {
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i -> {
                workers.check();
                piece.accept(i);
              });
    }
  }

  /** What is done to rows. */
  @FunctionalInterface
  interface Range {
    void from(int first, int last);
  }

  /** Does all rows, in pieces; a piece ends before {@code last}. */
  void rows(int rows, Range range) {
    each(
        (rows + PIECE - 1) / PIECE,
        piece -> range.from(piece * PIECE, Math.min(rows, (piece + 1) * PIECE)));
  }
}
