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

/** Least angle regression, as scikit-learn's Lars with normalize=False. Stateless, thread-safe. */
public final class LeastAngleLearner implements Learner {
  private static final Option<Integer> NONZERO =
      Option.integer("n_nonzero_coefs", 1, 1_000_000)
          .defaultsTo(500)
          .doc("How many features are taken up, at most.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "least_angle",
          List.of("Lars", "LeastAngleRegression"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(NONZERO, FIT_INTERCEPT),
          "Least angle regression: takes up one feature after the other, that which tells most of"
              + " what is left, and moves along the direction between them.",
          "Efron, Hastie, Johnstone, Tibshirani, Least Angle Regression, 2004");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    CentredFeatures centred =
        CentredFeatures.of(features, target.weights(), hyperparameters.get(FIT_INTERCEPT));
    int taken = hyperparameters.get(NONZERO);
    InnerProducts products =
        InnerProducts.of(centred, target.values(), taken, context.checkpoint());
    double[] coefficients = EquiangularPath.walk(products, false, taken, 0, context.checkpoint());
    return centred.regression(coefficients, products.targetMean());
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int taken = hyperparameters.get(NONZERO);
    return InnerProducts.memory(rows, width, taken) + EquiangularPath.memory(rows, width, taken);
  }
}
