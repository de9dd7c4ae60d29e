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
 * Quantile regression: minimises {@code mean(pinball loss) + alpha |w|₁}, as scikit-learn's
 * QuantileRegressor does. Where several models are as good, takes one amidst them. Stateless,
 * thread-safe.
 */
public final class QuantileLearner implements Learner {
  private static final Option<Double> QUANTILE =
      Option.numberBetween("quantile", 0, 1)
          .defaultsTo(0.5)
          .doc("Which quantile is predicted: the share of rows below the prediction.");

  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of the penalty on the absolute values of the coefficients.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "quantile",
          List.of("QuantileRegressor", "quantile_regression"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(QUANTILE, ALPHA, FIT_INTERCEPT),
          "Predicts a quantile, such as the median, instead of the mean: the given share of rows is"
              + " below the prediction.",
          "Koenker, Bassett, Regression Quantiles, 1978; solver: Portnoy, Koenker, The Gaussian"
              + " Hare and the Laplacian Tortoise, 1997");

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
    double unit = Math.sqrt(centred.meanSquare(target.values(), mean));
    if (!(unit > 0)) {
      return centred.regression(new double[centred.varying()], mean);
    }
    double[] scaled = new double[features.rows()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (target.values()[i] - mean) / unit;
    }
    double[] parameters =
        QuantileProgram.solve(
            centred,
            scaled,
            hyperparameters.get(QUANTILE),
            hyperparameters.get(ALPHA),
            context.checkpoint());
    double[] coefficients = new double[centred.varying()];
    for (int j = 0; j < coefficients.length; j++) {
      coefficients[j] = parameters[j] * unit;
    }
    double shift = centred.centred() ? parameters[coefficients.length] * unit : 0;
    return centred.regression(coefficients, mean + shift);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return QuantileProgram.memory(rows, width) + 8 * rows;
  }
}
