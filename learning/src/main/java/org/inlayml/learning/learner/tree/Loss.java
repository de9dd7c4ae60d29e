// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import org.inlayml.learning.family.Link;

/**
 * What boosting makes small. Source: Friedman: Greedy Function Approximation, 2001. Belongs to one
 * fit; only {@link #step} is called by several threads.
 */
interface Loss {
  /** Per sum, what boosting starts from. */
  double[] start();

  Link link();

  /**
   * Writes the negative gradients, which the next trees shall learn.
   *
   * @param sums sums × rows, so far
   * @param gradients sums × rows
   */
  void derive(double[][] sums, double[][] gradients);

  /**
   * What best is added to a sum in a leaf.
   *
   * @param sum which one
   * @param rows between {@code from} and {@code to} those of the leaf
   * @param sums as given to {@link #derive}
   * @param gradients as written by it
   */
  double step(int sum, int[] rows, int from, int to, double[][] sums, double[][] gradients);
}
