// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

/** What a learner wants of its features, and what it can do besides fitting. */
public enum Trait {
  /** Wants numbers standardised: mean 0, standard deviation 1. */
  SCALED,
  /** Copes with text encoded as one ordinal number, as trees do. */
  ORDINAL,
  /** Tells missing numbers from all others; as it gets them, they are lower than any. */
  MISSING,
  /** Takes text as category codes, and parts them in any way. */
  CATEGORICAL,
  /** Learns no numbers below 0. */
  POSITIVE,
  /** Heeds the weights of rows. */
  WEIGHTED,
  /** Goes on from a model that it fitted before, see {@link FitContext#previous}. */
  WARM_START,
  /** Learns from labels of some rows in a task that needs none. */
  SEMI_SUPERVISED,
  /** Is tried where the caller names no algorithm. */
  COMPARED,
  /** Counts things: takes no feature below 0. */
  COUNTS,
  /** Draws at random among the rows, so that their order matters. */
  DRAWS,
  /** Has no probabilities of its own: a sigmoid makes them of its scores. */
  CALIBRATED
}
