// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import java.util.Optional;
import org.inlayml.learning.family.Model;

/**
 * What surrounds a fit.
 *
 * @param seed the source of every random choice; the same seed gives the same model for any number
 *     of threads
 * @param threads how many threads may work, at least 1; those started are ended before fit returns
 * @param checkpoint asked between slices of the work
 * @param previous the model to go on from, which the same learner fitted for as many features and
 *     outputs; only learners with {@link Trait#WARM_START} are given one
 */
public record FitContext(long seed, int threads, Checkpoint checkpoint, Optional<Model> previous) {
  /** Without a model to go on from. */
  public FitContext(long seed, int threads, Checkpoint checkpoint) {
    this(seed, threads, checkpoint, Optional.empty());
  }

  /**
   * Where a long computation reports and may be stopped. What only reports may be left out by an
   * implementation.
   */
  @FunctionalInterface
  public interface Checkpoint {
    /** Never stops anything. */
    Checkpoint NONE = share -> {};

    /**
     * Reports progress and throws where the work shall end.
     *
     * <p>Errors: {@code CANCELLED}, {@code DEADLINE_PASSED}.
     *
     * @param share 0 to 1; less than before only asks whether to go on
     */
    void reached(double share);

    /**
     * As {@link #reached}, in rows.
     *
     * @param done how many have been read or written since the stage began
     */
    default void rows(long done) {
      reached(0);
    }

    /**
     * Reports how many rows the stage will read or write, which makes a share of {@link #rows}.
     *
     * @param rows not above 0 where that is not known
     */
    default void expects(long rows) {}

    /**
     * Reports how much memory the work that follows takes.
     *
     * @param bytes an estimate
     */
    default void takes(long bytes) {}

    /**
     * The checkpoint of a stage, which is a part of the work; its shares are of the stage.
     *
     * @param name such as {@code fitting linear}
     * @param from the share of the whole at its beginning
     * @param to the share of the whole at its end
     */
    default Checkpoint stage(String name, double from, double to) {
      return share -> reached(from + share * (to - from));
    }
  }
}
