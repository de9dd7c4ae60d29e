// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.option.Option;

/** The options that several linear learners share, named and set as in scikit-learn. */
final class LinearOptions {
  static final Option<Boolean> FIT_INTERCEPT =
      Option.flag("fit_intercept")
          .defaultsTo(true)
          .doc("Whether a constant is learnt, too; it is never penalised.");

  static final Option<Integer> SWEEPS =
      Option.integer("max_iter", 1, 1_000_000)
          .defaultsTo(1000)
          .doc("How often all coefficients are improved in turn, at most.");

  static final Option<Double> GAP =
      Option.number("tol", 0, 1)
          .defaultsTo(1e-4)
          .doc(
              "How far the result may be from the optimum, as a share of the target's square sum.");

  private LinearOptions() {}
}
