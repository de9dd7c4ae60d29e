// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/**
 * How rounds go on, but for their trees.
 *
 * @param rounds the most rounds
 * @param rate the share of each tree that is added
 * @param rowShare the share of rows that each round draws
 * @param featureShare the share of features that each round draws
 * @param stopping whether rounds may end early
 * @param validationShare the share of rows held out to tell when
 * @param patience after how many rounds without a better loss
 * @param tolerance by how much a loss must be less to be better
 */
record Settings(
    int rounds,
    double rate,
    double rowShare,
    double featureShare,
    Stopping stopping,
    double validationShare,
    int patience,
    double tolerance) {
  /** Up to so many rows rounds do not end early unless asked to. */
  private static final int MANY_ROWS = 10_000;

  /** When rounds may end early. */
  enum Stopping {
    ALWAYS,
    NEVER,
    WITH_MANY_ROWS
  }

  boolean stopsEarly(int rows) {
    return switch (stopping) {
      case ALWAYS -> rows > 1;
      case NEVER -> false;
      case WITH_MANY_ROWS -> rows > MANY_ROWS;
    };
  }
}
