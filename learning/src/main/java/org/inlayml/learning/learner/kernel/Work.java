// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Counts the steps of a fit and asks the checkpoint whenever some milliseconds' worth are done. Not
 * thread-safe.
 */
final class Work {
  /** Additions and multiplications that take a few milliseconds. */
  private static final long SLICE = 10_000_000;

  private final Checkpoint checkpoint;
  private double from;
  private double to = 1;
  private double share;
  private long steps;

  Work(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    checkpoint.reached(0);
  }

  /** Begins one of the parts that the work has. */
  void part(int part, int parts) {
    from = (double) part / parts;
    to = (part + 1.0) / parts;
    reached(0);
  }

  /** Tells how far the part is, 0 to 1. */
  void reached(double share) {
    this.share = Math.min(1, share);
    ask();
  }

  /** As {@link #reached}, without asking: {@link #did} will. */
  void at(double share) {
    this.share = Math.min(1, share);
  }

  /** Tells that so many steps were done. */
  void did(long count) {
    steps += count;
    if (steps >= SLICE) {
      ask();
    }
  }

  private void ask() {
    steps = 0;
    checkpoint.reached(Math.min(1, from + share * (to - from)));
  }
}
