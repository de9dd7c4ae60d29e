// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.List;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * What Bayesian linear learners believe beforehand: gamma distributions of the precision of the
 * noise and of that of the coefficients. Names and defaults are scikit-learn's.
 *
 * @param noiseShape of the precision of the noise
 * @param noiseRate of the precision of the noise
 * @param shape of the precision of the coefficients
 * @param rate of the precision of the coefficients
 */
record BayesianPriors(double noiseShape, double noiseRate, double shape, double rate) {
  private static final Option<Double> ALPHA_1 =
      prior("alpha_1", "Shape of the gamma prior of the precision of the noise.");
  private static final Option<Double> ALPHA_2 =
      prior("alpha_2", "Rate of the gamma prior of the precision of the noise.");
  private static final Option<Double> LAMBDA_1 =
      prior("lambda_1", "Shape of the gamma prior of the precision of the coefficients.");
  private static final Option<Double> LAMBDA_2 =
      prior("lambda_2", "Rate of the gamma prior of the precision of the coefficients.");

  static final Option<Integer> ROUNDS =
      Option.integer("n_iter", 1, 1_000_000)
          .defaultsTo(300)
          .doc("How often the precisions are estimated anew, at most.");

  static final Option<Double> CHANGE =
      Option.number("tol", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-3)
          .doc("Stops where the coefficients changed by less than this, all together.");

  static final List<Option<?>> OPTIONS =
      List.of(ALPHA_1, ALPHA_2, LAMBDA_1, LAMBDA_2, ROUNDS, CHANGE);

  /** How far two vectors are apart: the sum of absolute differences. */
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += Math.abs(a[j] - b[j]);
    }
    return sum;
  }

  static BayesianPriors of(Options options) {
    return new BayesianPriors(
        options.get(ALPHA_1), options.get(ALPHA_2), options.get(LAMBDA_1), options.get(LAMBDA_2));
  }

  /** Keeps what is divided by it finite. */
  private static final double LEAST = 1e-300;

  /** The precision of the noise to begin with: as if all of the target were noise. */
  static double firstNoise(CentredFeatures features, double[] target) {
    return 1 / (features.variance(target) + 0x1p-52);
  }

  /** The precision of the noise after so many parameters were used up. */
  double noise(double rows, double used, double squaredError) {
    double freedom = Math.max(0, rows - used) + 2 * noiseShape;
    return Math.max(LEAST, freedom / Math.max(LEAST, squaredError + 2 * noiseRate));
  }

  /** The precision of coefficients of so great a square sum. */
  double precision(double used, double square) {
    return Math.max(0, used + 2 * shape) / Math.max(LEAST, square + 2 * rate);
  }

  private static Option<Double> prior(String name, String documentation) {
    return Option.number(name, 0, Double.POSITIVE_INFINITY).defaultsTo(1e-6).doc(documentation);
  }
}
