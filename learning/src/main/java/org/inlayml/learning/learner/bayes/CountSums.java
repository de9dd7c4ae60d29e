// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import java.util.OptionalDouble;
import org.inlayml.learning.family.Counts;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** Sums of features by class, with those of the model to go on from. */
final class CountSums {
  static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Added to all sums, so that nothing is impossible; 1 is Laplace's smoothing.");

  /** As scikit-learn, which takes it where 0 is given. */
  private static final double LEAST_ALPHA = 1e-10;

  private CountSums() {}

  /** What is counted of a column. */
  @FunctionalInterface
  interface Counted {
    double[] of(int feature);
  }

  /**
   * Fits.
   *
   * @param threshold above it a feature occurs; empty where features are counts
   */
  static Model fit(
      FeatureMatrix features,
      TargetVector target,
      Options options,
      FitContext context,
      OptionalDouble threshold,
      Counted counted) {
    context.checkpoint().reached(0);
    ClassRows rows = ClassRows.of(target);
    double[][] sums = new double[target.classes()][features.width()];
    double[] counts = rows.counts();
    for (int j = 0; j < features.width(); j++) {
      context.checkpoint().reached((double) j / features.width());
      double[] sum = rows.sums(counted.of(j));
      ClassRows.requireFinite(sum, features.names().get(j));
      for (int k = 0; k < sum.length; k++) {
        sums[k][j] = sum[k];
      }
    }
    if (context.previous().isPresent()) {
      Counts previous = (Counts) context.previous().get();
      for (int k = 0; k < counts.length; k++) {
        counts[k] += previous.counts()[k];
        for (int j = 0; j < sums[k].length; j++) {
          sums[k][j] += previous.sums()[k][j];
        }
      }
    }
    context.checkpoint().reached(1);
    return new Counts(
        counts,
        sums,
        Math.max(LEAST_ALPHA, options.get(ALPHA)),
        PriorOptions.fitted(options, counts),
        threshold.isPresent(),
        threshold.orElse(0));
  }

  static long memory(long rows, int width, int classes) {
    return ClassRows.memory(rows) + 8 * rows + 16L * classes * (width + 8L);
  }
}
