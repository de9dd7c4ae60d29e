// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import org.inlayml.learning.family.Link;

/**
 * What boosting makes small: a sum over rows of a loss of the truth and what the trees add up to,
 * the latter in one or more sums a row. Implementations are stateless but for what {@link #prepare}
 * leaves for {@link #derive}.
 */
interface Loss {
  /** One a sum: what boosting starts from. */
  double[] start();

  Link link();

  /** Whether the curvature of a row is its weight. */
  boolean isFlat();

  /**
   * Works out, once a round and for some rows, what all sums of a row are needed for.
   *
   * @param sums sums × rows
   */
  default void prepare(double[][] sums, int from, int to) {}

  /**
   * Writes the gradients of some rows and, unless the loss is flat, the curvatures, both without
   * weights.
   */
  void derive(double[][] sums, int sum, int from, int to, double[] gradient, double[] curvature);

  /** The loss of a row, up to a constant of the row. */
  double of(double[][] sums, int row);

  /** What a leaf adds, given the Newton step to its optimum. */
  default double step(double newton) {
    return newton;
  }

  /** Which quantile of what is left of the truth a leaf adds in place of a step; NaN for none. */
  default double quantile() {
    return Double.NaN;
  }
}
