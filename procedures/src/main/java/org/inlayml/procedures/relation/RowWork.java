// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.util.Optional;
import java.util.function.Supplier;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.Trial;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/**
 * Work of a model on all rows of a relation, block by block.
 *
 * @param division which rows another model works on, or works on too; empty where none does
 * @param threads how many threads may work, the caller's own included
 * @param blockRows the most rows of a block
 */
public record RowWork(
    Session session,
    LoadedModel model,
    Optional<Division> division,
    int threads,
    int blockRows,
    Checkpoint checkpoint) {
  /** Cells of a block, so that wide rows come in small blocks. */
  private static final int MOST_CELLS = 1 << 17;

  /**
   * The division of the rows by an A/B test, or the shadow of some of them.
   *
   * @param answers makes what answers the rows of version b; of a shadow, for the log alone
   */
  public record Division(Trial trial, Supplier<Answering> answers) {}

  /** Work of one model on all rows. */
  public RowWork(
      Session session, LoadedModel model, int threads, int blockRows, Checkpoint checkpoint) {
    this(session, model, Optional.empty(), threads, blockRows, checkpoint);
  }

  /** How many rows, each with so many values, a block holds. */
  int rowsPerBlock(int width) {
    return Math.max(1, Math.min(blockRows, MOST_CELLS / Math.max(1, width)));
  }

  /** Computes the answers to the rows of a block. Used by one thread at a time. */
  @FunctionalInterface
  public interface Answering {
    void answer(Predictor.Block rows, Answers answers);
  }

  /** Takes the answers to the rows of a block. */
  @FunctionalInterface
  public interface Answers {
    /**
     * Sets a value.
     *
     * @param column counted from 0, of those that the model fills
     */
    void set(int row, int column, @Nullable Object value);

    /**
     * Says what was predicted, for the log.
     *
     * @param probability of the prediction; null where it has none
     */
    default void predicted(int row, Object prediction, @Nullable Double probability) {}
  }
}
