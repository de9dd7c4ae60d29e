// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Options;

/**
 * Ordinary least squares. Where many coefficients fit equally well (columns that repeat or add up,
 * more columns than rows), it takes the shortest, as scikit-learn's LinearRegression does.
 * Stateless, thread-safe.
 */
public final class LinearLearner implements Learner {
  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "linear",
          List.of("LinearRegression", "ols", "ordinary_least_squares"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.COMPARED),
          List.of(FIT_INTERCEPT),
          "Ordinary least squares: the weighted sum of the features with the least squared error.",
          "Golub, Van Loan, Matrix Computations, 4th ed., 5.5");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return fit(features, target, hyperparameters.get(FIT_INTERCEPT), 0, context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ReducedProblem.memory(rows, width);
  }

  /** Least squares with a penalty on the square sum of the coefficients, perhaps 0. */
  static Linear fit(
      FeatureMatrix features,
      TargetVector target,
      boolean intercept,
      double penalty,
      FitContext context) {
    CentredFeatures centred = CentredFeatures.of(features, target.weights(), intercept);
    ReducedProblem problem = ReducedProblem.of(centred, target.values(), context.checkpoint());
    double[] coefficients = LeastSquares.solve(problem, penalty, context.checkpoint());
    return centred.regression(coefficients, problem.targetMean());
  }
}
