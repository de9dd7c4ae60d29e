// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    boolean intercept = hyperparameters.get(FIT_INTERCEPT);
    double penalty = hyperparameters.get(ALPHA);
    return isByEquations(features.rows(), features.width(), penalty)
        ? byEquations(features, target, intercept, penalty, context)
            .orElseGet(() -> LinearLearner.fit(features, target, intercept, penalty, context))
        : LinearLearner.fit(features, target, intercept, penalty, context);
  }

  /** Without a penalty the equations would lose half of the digits that least squares need. */
  private static boolean isByEquations(long rows, int width, double penalty) {
    return penalty > 0 && rows > width;
  }

  private static Optional<Linear> byEquations(
      FeatureMatrix features,
      TargetVector target,
      boolean intercept,
      double penalty,
      FitContext context) {
    CentredFeatures centred = CentredFeatures.of(features, target.weights(), intercept);
    double mean = centred.targetMean(target.values());
    double[][] rightSide = {Arrays.stream(target.values()).map(value -> value - mean).toArray()};
    return NormalEquations.of(centred, target, rightSide, context.checkpoint())
        .solveIndependent(penalty, () -> context.checkpoint().reached(0.9))
        .map(solutions -> centred.regression(solutions[0], mean));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return isByEquations(rows, width, hyperparameters.get(ALPHA))
        ? NormalEquations.memory(width, 1) + 8 * rows
        : ReducedProblem.memory(rows, width);
  }
}
