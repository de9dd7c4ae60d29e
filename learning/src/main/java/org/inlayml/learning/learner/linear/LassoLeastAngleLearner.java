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
 * The lasso by least angle regression: minimises {@code |y - Xw|² / (2 rows) + alpha |w|₁}, as
 * scikit-learn's LassoLars with normalize=False does, exactly. Stateless, thread-safe.
 */
public final class LassoLeastAngleLearner implements Learner {
  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of the penalty on the absolute coefficients; 0 is least squares.");

  private static final Option<Integer> STEPS =
      Option.integer("max_iter", 1, 1_000_000)
          .defaultsTo(500)
          .doc("How often a feature is taken up or laid down, at most.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "lasso_least_angle",
          List.of("LassoLars", "lasso_lars"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(ALPHA, STEPS, FIT_INTERCEPT),
          "The lasso, found by taking up one feature after the other: exact, and fast where few"
              + " features matter.",
          "Efron, Hastie, Johnstone, Tibshirani, Least Angle Regression, 2004, 3.1");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    CentredFeatures centred =
        CentredFeatures.of(features, target.weights(), hyperparameters.get(FIT_INTERCEPT));
    int steps = hyperparameters.get(STEPS);
    InnerProducts products =
        InnerProducts.of(centred, target.values(), steps, context.checkpoint());
    double[] coefficients =
        EquiangularPath.walk(
            products,
            true,
            steps,
            hyperparameters.get(ALPHA) * centred.totalWeight(),
            context.checkpoint());
    return centred.regression(coefficients, products.targetMean());
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int steps = hyperparameters.get(STEPS);
    return InnerProducts.memory(rows, width, steps) + EquiangularPath.memory(rows, width, steps);
  }
}
