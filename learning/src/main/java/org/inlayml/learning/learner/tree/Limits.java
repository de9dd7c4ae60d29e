// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Optional;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * How far one tree may grow.
 *
 * @param depth the most tests from the root to a leaf
 * @param leaves the most leaves; {@link #ANY} for any number
 * @param leafRows the fewest rows of a leaf
 * @param splitRows the fewest rows of a node that is cut
 * @param tried how many features are tried a split, chosen at random unless all are
 */
record Limits(int depth, int leaves, int leafRows, int splitRows, int tried) {
  static final int ANY = Integer.MAX_VALUE;

  // Learners declare these with defaults of their own.
  static final Option<Integer> MAX_DEPTH =
      Option.integer("max_depth", 1, 200).doc("The most tests from the root to a leaf.");
  static final Option<Integer> ANY_DEPTH =
      Option.integer("max_depth", 1, 200)
          .doc("The most tests from the root to a leaf; absent, any number.");
  static final Option<Integer> MAX_LEAVES =
      Option.integer("max_leaves", 2, 1_000_000)
          .doc("The most leaves of a tree, the best splits first; absent, any number.");
  static final Option<Integer> MIN_SAMPLES_LEAF =
      Option.integer("min_samples_leaf", 1, 1_000_000).doc("The fewest rows of a leaf.");
  static final Option<Integer> MIN_SAMPLES_SPLIT =
      Option.integer("min_samples_split", 2, 1_000_000)
          .defaultsTo(2)
          .doc("The fewest rows of a node that is split.");

  /**
   * Reads the options of the names above.
   *
   * @param depth the learner's own, as the next two
   */
  static Limits of(
      Options hyperparameters,
      Option<Integer> depth,
      Option<Integer> leaves,
      Option<Integer> leafRows,
      int tried) {
    return new Limits(
        hyperparameters.find(depth).orElse(ANY),
        hyperparameters.find(leaves).orElse(ANY),
        hyperparameters.get(leafRows),
        hyperparameters.get(MIN_SAMPLES_SPLIT),
        tried);
  }

  /** How many of so many features a share of them is, at least one. */
  static int share(Optional<Double> share, double usual, int width) {
    long tried = share.isPresent() ? Math.round(share.get() * width) : (long) usual;
    return (int) Math.max(1, Math.min(width, tried));
  }

  /** An upper bound of the leaves of a tree of so many rows. */
  long mostLeaves(long rows) {
    long byDepth = depth < 40 ? 1L << depth : Long.MAX_VALUE;
    return Math.max(1, Math.min(Math.min(byDepth, leaves), rows / leafRows));
  }
}
