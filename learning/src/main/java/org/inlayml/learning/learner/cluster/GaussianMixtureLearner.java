// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.SquareSums;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * A mixture of Gaussians by expectation and maximisation, as scikit-learn's GaussianMixture: the
 * best of several starts, each from a grouping around centres. Stateless, thread-safe.
 *
 * <p>Errors: {@code INVALID_OPTION} where {@code reg_covar} does not keep a component from
 * collapsing, or where there are fewer rows than components.
 */
public final class GaussianMixtureLearner implements Learner {
  private static final Option<Integer> N_COMPONENTS =
      Option.integer("n_components", 1, 10_000)
          .defaultsTo(8)
          .doc("How many groups; where nobody says, no more than there are rows.");

  private static final Option<String> COVARIANCE_TYPE =
      Option.choice("covariance_type", "full", "tied", "diag", "spherical")
          .defaultsTo("full")
          .doc(
              "What shape groups have: each its own, all the same, without correlations, or round.");

  private static final Option<Integer> N_INIT =
      Option.integer("n_init", 1, 1_000)
          .defaultsTo(1)
          .doc("How many starts; that with the greatest likelihood is kept.");

  private static final Option<Double> REG_COVAR =
      Option.number("reg_covar", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-6)
          .doc("Added to the variances, so that no group shrinks to nothing.");

  private static final Option<Double> TOLERANCE =
      Option.number("tol", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-3)
          .doc("Stops where a step betters the mean logarithm of the likelihood by less.");

  private static final Option<Integer> STEPS =
      Option.integer("max_iter", 1, 100_000).defaultsTo(100).doc("Steps of each start, at most.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "gaussian_mixture",
          List.of("GaussianMixture", "gmm"),
          Set.of(Task.CLUSTERING),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.WARM_START, Trait.DRAWS),
          List.of(N_COMPONENTS, COVARIANCE_TYPE, N_INIT, REG_COVAR, TOLERANCE, STEPS),
          "A mixture of Gaussians: groups are normal, may overlap and be of any shape; a row"
              + " belongs to each of them with a probability.",
          "Dempster, Laird, Rubin, Maximum Likelihood from Incomplete Data via the EM Algorithm,"
              + " 1977; Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd"
              + " ed., 8.5");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  /** A mixture and how well it fits. */
  private record Fitted(Gaussians model, double likelihood) {}

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    context.checkpoint().reached(0);
    CovarianceType type =
        CovarianceType.valueOf(hyperparameters.get(COVARIANCE_TYPE).toUpperCase(Locale.ROOT));
    Maximisation maximisation = new Maximisation(type, hyperparameters.get(REG_COVAR));
    Responsibilities rows =
        new Responsibilities(
            features,
            target.allWeights(),
            components(features.rows(), hyperparameters),
            () -> context.checkpoint().reached(0));
    if (context.previous().isPresent()) {
      rows.expect(previous(context.previous().get(), hyperparameters, features.rows()));
      return converged(rows, maximisation, hyperparameters, context.checkpoint()).model();
    }
    SplittableRandom random = new SplittableRandom(context.seed());
    int starts = hyperparameters.get(N_INIT);
    MixtureStart.fill(rows, random.split());
    Fitted best =
        converged(
            rows, maximisation, hyperparameters, context.checkpoint().stage("", 0, 1.0 / starts));
    for (int start = 1; start < starts; start++) {
      MixtureStart.fill(rows, random.split());
      Checkpoint stage =
          context.checkpoint().stage("", (double) start / starts, (start + 1.0) / starts);
      Fitted fitted = converged(rows, maximisation, hyperparameters, stage);
      if (fitted.likelihood() > best.likelihood()) {
        best = fitted;
      }
    }
    context.checkpoint().reached(1);
    return best.model();
  }

  private static int components(int rows, Options options) {
    int components = options.get(N_COMPONENTS);
    if (components > rows && options.isGiven(N_COMPONENTS)) {
      throw MlError.INVALID_OPTION.with(
          N_COMPONENTS.name(), components, "a whole number up to that of the rows, " + rows);
    }
    return Math.min(components, rows);
  }

  private static Gaussians previous(Model model, Options options, int rows) {
    Gaussians previous = (Gaussians) model;
    if (previous.outputs() != components(rows, options)) {
      throw MlError.INVALID_OPTION.with(
          N_COMPONENTS.name(),
          components(rows, options),
          "that of the model to go on from, " + previous.outputs());
    }
    return previous;
  }

  /** Takes steps until they help no longer. */
  private static Fitted converged(
      Responsibilities rows, Maximisation maximisation, Options options, Checkpoint checkpoint) {
    int steps = options.get(STEPS);
    double before = Double.NEGATIVE_INFINITY;
    Gaussians model = maximisation.of(rows);
    for (int step = 0; step < steps; step++) {
      checkpoint.reached((double) step / steps);
      double likelihood = rows.expect(model);
      if (Math.abs(likelihood - before) < options.get(TOLERANCE)) {
        return new Fitted(model, likelihood);
      }
      before = likelihood;
      model = maximisation.of(rows);
    }
    return new Fitted(model, rows.expect(model));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long components = hyperparameters.get(N_COMPONENTS);
    boolean slanted =
        CovarianceType.valueOf(hyperparameters.get(COVARIANCE_TYPE).toUpperCase(Locale.ROOT))
            .isSlanted();
    long factor = slanted ? Gaussians.triangle(width) : width;
    return 8 * (components * (rows + 4 * factor + 4L * width + 64) + 3 * rows)
        + (slanted ? 2 * Triangle.memory(width) : 0)
        + 32L * SquareSums.ROWS * width;
  }
}
