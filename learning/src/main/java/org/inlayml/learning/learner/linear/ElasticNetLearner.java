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
 * Elastic net: minimises {@code |y - Xw|² / (2 rows) + alpha l1_ratio |w|₁ + alpha (1 - l1_ratio)
 * |w|² / 2}, as scikit-learn's ElasticNet does; rows may count differently. Stateless, thread-safe.
 */
public final class ElasticNetLearner implements Learner {
  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of both penalties; 0 is least squares.");

  private static final Option<Double> L1_RATIO =
      Option.number("l1_ratio", 0, 1)
          .defaultsTo(0.5)
          .doc("Share of the penalty on absolute values; the rest is on squares. 1 is the lasso.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "elastic_net",
          List.of("ElasticNet"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.COMPARED),
          List.of(ALPHA, L1_RATIO, FIT_INTERCEPT, SWEEPS, GAP),
          "Least squares with penalties on the absolute values and on the squares of the"
              + " coefficients: drops features as the lasso does, but keeps groups of like ones.",
          "Zou, Hastie, Regularization and Variable Selection via the Elastic Net, 2005");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return fit(
        features,
        target,
        hyperparameters.get(ALPHA),
        hyperparameters.get(L1_RATIO),
        hyperparameters,
        context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ReducedProblem.memory(rows, width) + CoordinateDescent.memory(rows, width);
  }

  /** Fits with the given weights of the penalties and the shared options. */
  static Model fit(
      FeatureMatrix features,
      TargetVector target,
      double alpha,
      double l1Ratio,
      Options shared,
      FitContext context) {
    boolean intercept = shared.get(FIT_INTERCEPT);
    CentredFeatures centred = CentredFeatures.of(features, target.weights(), intercept);
    double absolute = alpha * l1Ratio * centred.totalWeight();
    double squared = alpha * (1 - l1Ratio) * centred.totalWeight();
    if (absolute == 0) {
      // Smooth, hence solved at once; coordinate descent would creep and have no gap to stop by.
      return LinearLearner.fit(features, target, intercept, squared, context);
    }
    ReducedProblem problem = ReducedProblem.of(centred, target.values(), context.checkpoint());
    double[] coefficients =
        CoordinateDescent.solve(
            problem, absolute, squared, shared.get(SWEEPS), shared.get(GAP), context.checkpoint());
    return centred.regression(coefficients, problem.targetMean());
  }
}
