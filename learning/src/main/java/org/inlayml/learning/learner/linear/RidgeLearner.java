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
 * Ridge regression: minimises {@code |y - Xw|² + alpha |w|²}, as scikit-learn's Ridge does.
 * Stateless, thread-safe.
 */
public final class RidgeLearner implements Learner {
  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of the penalty on the square sum of the coefficients; 0 is least squares.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "ridge",
          List.of("Ridge", "RidgeRegression"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.COMPARED),
          List.of(ALPHA, FIT_INTERCEPT),
          "Least squares with a penalty on the squares of the coefficients, which keeps them small.",
          "Hoerl, Kennard, Ridge Regression: Biased Estimation for Nonorthogonal Problems, 1970");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return LinearLearner.fit(
        features, target, hyperparameters.get(FIT_INTERCEPT), hyperparameters.get(ALPHA), context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ReducedProblem.memory(rows, width);
  }
}
