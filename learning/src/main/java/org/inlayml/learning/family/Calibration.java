// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/** From the scores of a model to probabilities. Immutable, thread-safe. */
public sealed interface Calibration permits Exceedance, Isotonic, PairwiseSigmoids, Sigmoids {
  /** How many scores it takes. */
  int scores();

  /**
   * How long the array of the scores has to be: some calibrations work in what follows the scores.
   */
  default int room() {
    return scores();
  }

  /** How many probabilities it gives, which add to 1. */
  int outputs();

  /**
   * Turns scores into probabilities.
   *
   * @param scores at least {@link #room} values, the scores first; may be overwritten
   * @param outputs room for {@link #outputs} values, all written
   */
  void apply(double[] scores, double[] outputs);

  /** Whether sigmoids were fitted to scores, so that probabilities are an estimate of their own. */
  default boolean hasFittedSigmoids() {
    return false;
  }

  /** How much memory it takes, in bytes. */
  long bytes();

  /** Divides values that are not negative by their total; alike where all are 0. */
  static void normalise(double[] values, int count) {
    Link.NORMALIZED.apply(values, count);
  }
}
