// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

/** What cuts of a tree make small. Thread-safe, but for the gathering of rows. */
interface Criterion {
  /** Adds up the rows of a node. */
  Sums sums(int[] rows, int from, int to);

  /** What the rows of a node add up to. */
  interface Sums {
    /** Whether no cut can gain anything, for all rows are alike. */
    boolean isPure();

    /**
     * Gains that differ by no more are equal: what remains is rounding, which depends on the order
     * in which rows were added up. The first of equal cuts is taken.
     */
    double rounding();

    /**
     * The best cut between two neighbouring values; {@link Cut#NONE} where there is none.
     *
     * @param sorted between {@code from} and {@code to} the rows of the node, ascending by value
     * @param fewest how many rows each side must have, at least 1
     */
    Cut best(int column, double[] values, int[] sorted, int from, int to, int fewest);

    /** Reads the rows of the node, in their order, for {@link #at}; those read before are lost. */
    void gather(int[] rows, int from, int to);

    /**
     * The cut at a given threshold; {@link Cut#NONE} where a side would have too few rows.
     *
     * @param feature the values of the rows last gathered, from 0 on
     * @param count how many those are
     */
    Cut at(double threshold, int column, double[] feature, int count, int fewest);
  }
}
