// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import org.inlayml.learning.option.Option;

/**
 * How far one tree may grow.
 *
 * @param depth the most tests from the root to a leaf
 * @param leaves the most leaves; {@link #ANY} for any number
 * @param leafRows the fewest rows of a leaf
 * @param tried how many features are tried a split, chosen at random unless all are
 */
record Limits(int depth, int leaves, int leafRows, int tried) {
  static final int ANY = Integer.MAX_VALUE;

  // Learners declare these with defaults of their own. A depth has a bound since Smile grows and
  // we convert by recursion, one level a call.
  static final Option<Integer> MAX_DEPTH =
      Option.integer("max_depth", 1, 200).doc("The most tests from the root to a leaf.");
  static final Option<Integer> MAX_LEAVES =
      Option.integer("max_leaves", 2, 1_000_000)
          .doc("The most leaves of a tree, the best splits first; absent, any number.");
  static final Option<Integer> MIN_SAMPLES_LEAF =
      Option.integer("min_samples_leaf", 1, 1_000_000).doc("The fewest rows of a leaf.");

  /** An upper bound of the leaves of a tree of so many rows. */
  long mostLeaves(long rows) {
    long byDepth = depth < 40 ? 1L << depth : Long.MAX_VALUE;
    return Math.max(1, Math.min(Math.min(byDepth, leaves), rows / leafRows));
  }
}
