// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

/**
 * A test of an inner node: rows whose value is at most the threshold go left.
 *
 * @param gain what it is worth, to be compared with other cuts of the same tree
 */
record Cut(int column, double threshold, double gain) {
  /** Worth less than any other. */
  static final Cut NONE = new Cut(-1, 0, Double.NEGATIVE_INFINITY);

  /** How much of what is added up may be rounding. */
  static final double ROUNDING = 1e-12;

  boolean isNone() {
    return column < 0;
  }

  /** The better one, this of equals. */
  Cut orBetter(Cut other, double rounding) {
    return other.gain > gain + rounding ? other : this;
  }

  /** The middle, or where rounding would make that the upper value, the lower. */
  static double between(double below, double above) {
    double middle = (below + above) / 2;
    if (Double.isInfinite(middle)) {
      middle = below / 2 + above / 2;
    }
    return middle < above ? middle : below;
  }
}
