// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Set;

/**
 * What a pipeline is to be like.
 *
 * @param scaled whether numbers are standardised: mean 0, standard deviation 1 in training
 * @param ordinal whether the learner copes with text as one ordinal number (trees do)
 * @param missing whether the learner tells missing numbers from all others
 * @param categorical whether the learner takes text as category codes
 * @param keep exact names of columns that are features however little they seem to tell; only one
 *     that is all missing is dropped nevertheless
 * @param primaryKey exact names of the columns of the table's primary key; empty where there is
 *     none
 */
public record FitRules(
    boolean scaled,
    boolean ordinal,
    boolean missing,
    boolean categorical,
    Set<String> keep,
    Set<String> primaryKey) {
  /** For a learner that neither tells missing numbers nor takes category codes. */
  public FitRules(boolean scaled, boolean ordinal, Set<String> keep, Set<String> primaryKey) {
    this(scaled, ordinal, false, false, keep, primaryKey);
  }

  public FitRules {
    keep = Set.copyOf(keep);
    primaryKey = Set.copyOf(primaryKey);
  }
}
