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
 * Bayesian ridge regression: the penalty is estimated together with the coefficients, as
 * scikit-learn's BayesianRidge does. A row of weight 2 counts as two rows, where scikit-learn 1.2
 * scales the noise instead. Stateless, thread-safe.
 */
public final class BayesianRidgeLearner implements Learner {
  private static final Option<Double> FIRST_NOISE =
      Option.numberBetween("alpha_init", 0, Double.POSITIVE_INFINITY)
          .doc("Precision of the noise to begin with; when absent 1 / variance of the target.");

  private static final Option<Double> FIRST_PRECISION =
      Option.numberBetween("lambda_init", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Precision of the coefficients to begin with.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "bayesian_ridge",
          List.of("BayesianRidge"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          options(),
          "Ridge regression that finds the weight of the penalty by itself, from what the rows tell"
              + " of the noise and of the coefficients.",
          "MacKay, Bayesian Interpolation, 1992; Tipping, Sparse Bayesian Learning and the"
              + " Relevance Vector Machine, 2001");

  private static List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(BayesianPriors.OPTIONS);
    options.addAll(List.of(FIRST_NOISE, FIRST_PRECISION, FIT_INTERCEPT));
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
    double[] squares = LeastSquares.orthogonalise(problem, context.checkpoint());
    double firstNoise =
        hyperparameters
            .find(FIRST_NOISE)
            .orElseGet(() -> BayesianPriors.firstNoise(centred, target.values()));
    double penalty =
        penalty(problem, squares, centred.totalWeight(), firstNoise, hyperparameters, context);
    return centred.regression(
        LeastSquares.coefficients(problem, squares, penalty), problem.targetMean());
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ReducedProblem.memory(rows, width) + 800L * width;
  }

  /**
   * The ratio of the precisions, with which the coefficients are those of a ridge regression. Works
   * along the singular directions, where coefficients do not depend on one another.
   */
  private static double penalty(
      ReducedProblem problem,
      double[] squares,
      double rows,
      double firstNoise,
      Options options,
      FitContext context) {
    BayesianPriors priors = BayesianPriors.of(options);
    double noise = firstNoise;
    double precision = options.get(FIRST_PRECISION);
    double[] before = new double[problem.width()];
    int rounds = options.get(ROUNDS);
    for (int round = 0; round < rounds; round++) {
      context.checkpoint().reached(0.9 + 0.1 * round / rounds);
      double penalty = precision / noise;
      double used = 0;
      double squaredError = 0;
      double square = 0;
      for (int i = 0; i < squares.length; i++) {
        double part = problem.rows()[i][problem.width()];
        double kept = squares[i] > 0 ? squares[i] / (squares[i] + penalty) : 0;
        used += kept;
        squaredError += (1 - kept) * part * (1 - kept) * part;
        square += squares[i] > 0 ? kept * part * kept * part / squares[i] : 0;
      }
      precision = priors.precision(used, square);
      noise = priors.noise(rows, used, squaredError);
      double[] coefficients = LeastSquares.coefficients(problem, squares, penalty);
      if (round > 0 && BayesianPriors.distance(before, coefficients) < options.get(CHANGE)) {
        break;
      }
      before = coefficients;
    }
    return precision / noise;
  }
}
