// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Huber regression, which distant rows hardly pull away: minimises over coefficients, intercept and
 * scale s {@code sum(s + loss(r / s) s) + alpha |w|²}, where the loss is a square up to epsilon and
 * a line beyond, as scikit-learn's HuberRegressor does. Stateless, thread-safe.
 */
public final class HuberLearner implements Learner {
  private static final Option<Double> EPSILON =
      Option.number("epsilon", 1, Double.POSITIVE_INFINITY)
          .defaultsTo(1.35)
          .doc("From how many scales on a residual counts as an outlier; the less, the more do.");

  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-4)
          .doc("Weight of the penalty on the squares of the coefficients.");

  private static final Option<Integer> STEPS =
      Option.integer("max_iter", 1, 1_000_000)
          .defaultsTo(100)
          .doc("Newton steps at most; some ten are usual.");

  private static final Option<Double> SLOPE =
      Option.number("tol", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-5)
          .doc(
              "Stops where no partial derivative is greater than this, the target being measured in"
                  + " its standard deviations.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "huber",
          List.of("HuberRegressor", "huber_regression"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(EPSILON, ALPHA, STEPS, SLOPE, FIT_INTERCEPT),
          "Least squares for rows that are near, least absolute error for those that are far away:"
              + " outliers do little harm.",
          "Huber, Ronchetti, Robust Statistics, 2nd ed., 7.7; Owen, A Robust Hybrid of Lasso and"
              + " Ridge Regression, 2007");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    CentredFeatures centred =
        CentredFeatures.of(features, target.weights(), hyperparameters.get(FIT_INTERCEPT));
    double mean = centred.targetMean(target.values());
    // Measured in standard deviations, the target's unit does not matter to the solver.
    double unit = Math.sqrt(centred.meanSquare(target.values(), mean));
    if (!(unit > 0)) {
      return centred.regression(new double[centred.varying()], mean);
    }
    double[] scaled = new double[features.rows()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (target.values()[i] - mean) / unit;
    }
    HuberObjective objective =
        new HuberObjective(
            centred,
            scaled,
            hyperparameters.get(EPSILON),
            hyperparameters.get(ALPHA) * unit,
            context.checkpoint());
    double[] parameters =
        objective.minimise(
            hyperparameters.get(STEPS), hyperparameters.get(SLOPE), context.checkpoint());
    double[] coefficients = new double[centred.varying()];
    for (int j = 0; j < coefficients.length; j++) {
      coefficients[j] = parameters[j] * unit;
    }
    double shift = centred.centred() ? parameters[coefficients.length] * unit : 0;
    return centred.regression(coefficients, mean + shift);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return HuberObjective.memory(rows, width) + 8 * rows;
  }
}
