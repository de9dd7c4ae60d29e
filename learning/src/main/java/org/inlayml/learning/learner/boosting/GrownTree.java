// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/**
 * A tree over bins. A child {@code c >= 0} is the inner node c, a child {@code c < 0} the leaf
 * {@code ~c}.
 *
 * @param splits per inner node, the root first
 * @param leaves by number
 * @param values per leaf, what it adds; to be filled
 */
record GrownTree(Split[] splits, int[] left, int[] right, Leaf[] leaves, double[] values) {
  /** The root, coded as a child. */
  int root() {
    return splits.length > 0 ? 0 : ~0;
  }

  /** The same tree without what only growing needs. */
  GrownTree slim() {
    return new GrownTree(splits, left, right, new Leaf[0], values);
  }

  /** The leaf of a row. */
  int leaf(BinnedRows binned, int row) {
    int node = root();
    while (node >= 0) {
      Split split = splits[node];
      node = split.goesLeft(binned.bin(split.feature(), row)) ? left[node] : right[node];
    }
    return ~node;
  }
}
