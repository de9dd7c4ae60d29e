// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** The options that the support vector machines share, named and set as in scikit-learn. */
final class SvmOptions {
  static final KernelOptions KERNEL = KernelOptions.of("rbf", "scale", 0);

  static final Option<Double> COST =
      Option.numberBetween("C", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("What a row on the wrong side costs; the smaller, the smoother the function.");

  static final Option<Double> TOLERANCE =
      Option.numberBetween("tol", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-3)
          .doc("Stops where no two rows contradict the optimum by more than this.");

  static final Option<Integer> STEPS =
      Option.integer("max_iter", -1, Integer.MAX_VALUE)
          .defaultsTo(-1)
          .doc("How often two weights are improved, at most; -1 is as often as it takes.");

  static final Option<Integer> CACHE =
      Option.integer("cache_size", 1, 1_000_000)
          .defaultsTo(200)
          .doc("How much of the kernel matrix is kept while fitting, in MB.");

  static final Option<Double> NU =
      Option.number("nu", 1e-6, 1)
          .defaultsTo(0.5)
          .doc("At least this share of the rows supports the model, and at most it is outside.");

  private SvmOptions() {}

  static long cache(Options options) {
    return (long) options.get(CACHE) << 20;
  }
}
