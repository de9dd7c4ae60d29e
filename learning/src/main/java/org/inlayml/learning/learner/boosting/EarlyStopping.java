// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/** Says when further rounds no longer help, and how many were best. Not thread-safe. */
final class EarlyStopping {
  private final int patience;
  private final double tolerance;
  private double least = Double.POSITIVE_INFINITY;
  private double reference = Double.POSITIVE_INFINITY;
  private int best;
  private int lastBetter;
  private int rounds = -1;

  /**
   * @param patience after how many rounds that are not better to stop
   * @param tolerance by how much a loss must be less to be better
   */
  EarlyStopping(int patience, double tolerance) {
    this.patience = patience;
    this.tolerance = tolerance;
  }

  /** Takes the loss after a round, the first before any; returns whether to stop. */
  boolean add(double loss) {
    rounds++;
    if (loss < least) {
      least = loss;
      best = rounds;
    }
    if (loss < reference - tolerance) {
      reference = loss;
      lastBetter = rounds;
    }
    return rounds - lastBetter >= patience;
  }

  /** After how many rounds the loss was least. */
  int best() {
    return best;
  }
}
