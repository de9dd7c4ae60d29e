// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.BayesianPriors.CHANGE;
import static org.inlayml.learning.learner.linear.BayesianPriors.ROUNDS;
import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.ArrayList;
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
 * Automatic relevance determination: Bayesian linear regression in which every coefficient has a
 * precision of its own, as scikit-learn's ARDRegression does. A row of weight 2 counts as two.
 * Stateless, thread-safe.
 */
public final class RelevanceLearner implements Learner {
  /** What code not yet compiled leaves behind in all rounds, measured. */
  private static final long BYTES_A_COLUMN_IN_ROUNDS = 600;

  private static final Option<Double> THRESHOLD =
      Option.number("threshold_lambda", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e4)
          .doc("A coefficient is made zero, for good, where its precision is as high as this.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "automatic_relevance_determination",
          List.of("ARDRegression", "ard"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          options(),
          "Bayesian regression that finds a penalty for every feature by itself, and drops those"
              + " that tell nothing.",
          "MacKay, Bayesian Non-linear Modeling for the Prediction Competition, 1994; Tipping,"
              + " Sparse Bayesian Learning and the Relevance Vector Machine, 2001");

  private static List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(BayesianPriors.OPTIONS);
    options.addAll(List.of(THRESHOLD, FIT_INTERCEPT));
    return options;
  }

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    CentredFeatures centred =
        CentredFeatures.of(features, target.weights(), hyperparameters.get(FIT_INTERCEPT));
    ReducedProblem problem = ReducedProblem.of(centred, target.values(), context.checkpoint());
    double noise = BayesianPriors.firstNoise(centred, target.values());
    double[] coefficients = find(problem, centred.totalWeight(), noise, hyperparameters, context);
    return centred.regression(coefficients, problem.targetMean());
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ReducedProblem.memory(rows, width)
        + CoefficientPosterior.memory(rows, width)
        + BYTES_A_COLUMN_IN_ROUNDS * width;
  }

  private static double[] find(
      ReducedProblem problem, double rows, double noise, Options options, FitContext context) {
    BayesianPriors priors = BayesianPriors.of(options);
    CoefficientPosterior posterior =
        new CoefficientPosterior(problem, () -> context.checkpoint().reached(0));
    int rounds = options.get(ROUNDS);
    double[] before = new double[problem.width()];
    for (int round = 0; round < rounds && posterior.kept() > 0; round++) {
      context.checkpoint().reached(0.5 + 0.5 * round / rounds);
      posterior.update(noise);
      double used = posterior.reconsider(priors);
      noise = priors.noise(rows, used, posterior.squaredError());
      posterior.drop(options.get(THRESHOLD));
      double[] coefficients = posterior.coefficients();
      if (round > 0 && BayesianPriors.distance(before, coefficients) < options.get(CHANGE)) {
        break;
      }
      before = coefficients;
    }
    if (posterior.kept() > 0) {
      posterior.update(noise);
    }
    return posterior.coefficients();
  }
}
