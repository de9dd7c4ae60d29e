// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;
import static org.inlayml.learning.learner.linear.LinearOptions.GAP;
import static org.inlayml.learning.learner.linear.LinearOptions.SWEEPS;

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
 * The lasso: minimises {@code |y - Xw|² / (2 rows) + alpha |w|₁}, as scikit-learn's Lasso does.
 * Stateless, thread-safe.
 */
public final class LassoLearner implements Learner {
  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of the penalty on the absolute coefficients; 0 is least squares.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "lasso",
          List.of("Lasso", "LassoRegression"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.COMPARED),
          List.of(ALPHA, FIT_INTERCEPT, SWEEPS, GAP),
          "Least squares with a penalty on the absolute values of the coefficients, which makes"
              + " those of useless features zero.",
          "Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return ElasticNetLearner.fit(
        features, target, hyperparameters.get(ALPHA), 1, hyperparameters, context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ReducedProblem.memory(rows, width) + CoordinateDescent.memory(rows, width);
  }
}
