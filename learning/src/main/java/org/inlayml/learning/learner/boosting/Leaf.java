// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import org.jspecify.annotations.Nullable;

/** A leaf of a growing tree. Mutable; not thread-safe. */
final class Leaf {
  /** In order of their making; the root is 0. */
  final int number;

  /** Its rows stand from here ... */
  final int from;

  /** ... to before here. */
  final int to;

  final int depth;

  /** Sums over its rows, as {@link PackedGradients} has them. */
  final long gradient;

  final long curvature;

  /** Where its Newton step must lie, in the unit of the tree. */
  double lower = Double.NEGATIVE_INFINITY;

  double upper = Double.POSITIVE_INFINITY;

  /** Kept for its children, where there is room. */
  @Nullable Histogram histogram;

  Split split = Split.NONE;

  Leaf(int number, int from, int to, int depth, long gradient, long curvature) {
    this.number = number;
    this.from = from;
    this.to = to;
    this.depth = depth;
    this.gradient = gradient;
    this.curvature = curvature;
  }

  int count() {
    return to - from;
  }

  double bounded(double step) {
    return Math.max(lower, Math.min(upper, step));
  }
}
