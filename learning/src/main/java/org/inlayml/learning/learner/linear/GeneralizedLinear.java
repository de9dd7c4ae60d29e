// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * What the learners of generalised linear models share: they minimise the mean of half the deviance
 * plus {@code alpha |w|² / 2}, as scikit-learn's do, by Newton's method to the optimum.
 */
final class GeneralizedLinear {
  static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of the penalty on the squares of the coefficients; 0 is none.");

  static final Option<Integer> STEPS =
      Option.integer("max_iter", 1, 100_000)
          .defaultsTo(100)
          .doc("Newton steps at most; some ten are usual.");

  static final Option<Double> SLOPE =
      Option.number("tol", 0, 1)
          .defaultsTo(1e-4)
          .doc(
              "Stops where no partial derivative of the loss, summed over the rows, is greater than"
                  + " this.");

  static final List<Option<?>> OPTIONS = List.of(ALPHA, FIT_INTERCEPT, STEPS, SLOPE);

  private GeneralizedLinear() {}

  /**
   * Fits a model.
   *
   * <p>Errors: {@code INVALID_VALUE} where the target has numbers that the distribution has not.
   *
   * @param name of the distribution, for messages
   * @param exponential whether the mean is the exponential of the sum
   */
  static Model fit(
      String name,
      double power,
      boolean exponential,
      FeatureMatrix features,
      TargetVector target,
      Options shared,
      FitContext context) {
    check(name, power, target.values());
    boolean intercept = shared.get(FIT_INTERCEPT);
    CentredFeatures centred = CentredFeatures.of(features, intercept);
    double total = 0;
    double mean = 0;
    for (int i = 0; i < target.rows(); i++) {
      total += target.weight(i);
      mean += target.weight(i) * (target.values()[i] - mean) / total;
    }
    // Poisson numbers may all be 0, whose best intercept would be without end.
    double likely = exponential || power != 0 ? Math.max(mean, 1e-30) : mean;
    TweedieObjective objective =
        new TweedieObjective(
            centred,
            target,
            power,
            exponential,
            shared.get(ALPHA) * total,
            () -> context.checkpoint().reached(0));
    double[] start = new double[objective.size()];
    if (intercept) {
      start[start.length - 1] = exponential ? StrictMath.log(likely) : likely;
    }
    double[] parameters =
        NewtonMethod.minimise(
            objective,
            start,
            shared.get(STEPS),
            shared.get(SLOPE) * Math.min(1, scale(power, exponential, likely)),
            context.checkpoint());
    double[] own = new double[centred.varying()];
    System.arraycopy(parameters, 0, own, 0, own.length);
    Linear linear = centred.regression(own, parameters[own.length]);
    return new Linear(
        linear.coefficients(),
        linear.intercepts(),
        exponential ? Link.EXPONENTIAL : Link.IDENTITY,
        1);
  }

  /** How much the loss bends at the mean, so that small numbers are fitted as well as large. */
  private static double scale(double power, boolean exponential, double mean) {
    return power == 0 && !exponential
        ? 1
        : StrictMath.pow(Math.abs(mean), (exponential ? 2 : 0) - power);
  }

  static long memory(long rows, int width) {
    return TweedieObjective.memory(rows, width) + NewtonMethod.memory(width, 2);
  }

  private static void check(String name, double power, double[] values) {
    if (power < 1) {
      return;
    }
    for (double value : values) {
      if (value < 0 || (value == 0 && power >= 2)) {
        throw MlError.INVALID_VALUE.with(
            "target",
            "numbers " + (power < 2 ? "from 0 on" : "above 0") + ", which " + name + " learns",
            value < 0 ? "below 0" : "0");
      }
    }
  }
}
