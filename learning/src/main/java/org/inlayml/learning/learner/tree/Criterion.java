// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

/** What cuts of a tree make small. Immutable, thread-safe. */
interface Criterion {
  /** Adds up the rows of a node. */
  Sums sums(int[] rows, int from, int to);

  /** What the rows of a node add up to. Immutable, thread-safe. */
  interface Sums {
    /** Whether no cut can gain anything, for all rows are alike. */
    boolean isPure();

    /**
     * The best cut between two neighbouring values; {@link Cut#NONE} where there is none.
     *
     * @param sorted between {@code from} and {@code to} the rows of the node, ascending by value
     * @param fewest how many rows each side must have, at least 1
     */
    Cut best(int column, double[] values, int[] sorted, int from, int to, int fewest);

    /**
     * The cut at a given threshold; {@link Cut#NONE} where a side would have too few rows.
     *
     * @param gathered between {@code from} and {@code to} the values of the node's rows
     * @param rows between {@code from} and {@code to} those rows
     */
    Cut at(
        double threshold, int column, double[] gathered, int[] rows, int from, int to, int fewest);
  }
}
