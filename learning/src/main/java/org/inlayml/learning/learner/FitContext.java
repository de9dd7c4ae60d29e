// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

/**
 * What surrounds a fit.
 *
 * @param seed the source of every random choice; the same seed gives the same model for any number
 *     of threads
 * @param threads how many threads may work, at least 1; those started are ended before fit returns
 * @param checkpoint asked between slices of the work
 */
public record FitContext(long seed, int threads, Checkpoint checkpoint) {
  /** Where a long computation reports and may be stopped. */
  @FunctionalInterface
  public interface Checkpoint {
    /** Never stops anything. */
    Checkpoint NONE = share -> {};

    /**
     * Reports progress and throws where the work shall end.
     *
     * <p>Errors: {@code CANCELLED}, {@code DEADLINE_PASSED}.
     *
     * @param share 0 to 1
     */
    void reached(double share);
  }
}
