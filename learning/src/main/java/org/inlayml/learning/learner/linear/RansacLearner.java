// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
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
 * RANSAC with least squares, as scikit-learn's RANSACRegressor: fits a model to few rows drawn at
 * random, again and again, takes that to which most rows are near, and fits those rows. Stateless,
 * thread-safe.
 */
public final class RansacLearner implements Learner {
  private static final Option<Double> ROWS =
      Option.numberBetween("min_samples", 0, Integer.MAX_VALUE)
          .doc(
              "Rows in a draw: a count, or below 1 a share of the rows; when absent as many as"
                  + " there are coefficients, or all rows where these are fewer.");

  private static final Option<Double> THRESHOLD =
      Option.number("residual_threshold", 0, Double.POSITIVE_INFINITY)
          .doc(
              "Rows with a loss of at most this are near to a model; when absent the median"
                  + " absolute deviation of the target.");

  private static final Option<Integer> TRIALS =
      Option.integer("max_trials", 1, 1_000_000)
          .defaultsTo(100)
          .doc("How many models are tried, at most.");

  private static final Option<Double> PROBABILITY =
      Option.number("stop_probability", 0, 1)
          .defaultsTo(0.99)
          .doc(
              "Stops when, with this probability, a draw without any outlier was among those tried.");

  private static final Option<String> LOSS =
      Option.choice("loss", "absolute_error", "squared_error")
          .defaultsTo("absolute_error")
          .doc("How the distance of a row from a model is measured.");

  /** Distances by which even rows that a model was fitted to may miss it. */
  private static final double ROUNDING = 1e-12;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "ransac",
          List.of("RANSACRegressor"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.DRAWS),
          List.of(ROWS, THRESHOLD, TRIALS, PROBABILITY, LOSS),
          "Least squares on those rows that most agree with one another: rows that are far from the"
              + " rest, however many, are left out.",
          "Fischler, Bolles, Random Sample Consensus, 1981");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    int size = drawn(hyperparameters.find(ROWS), features);
    double threshold = hyperparameters.find(THRESHOLD).orElseGet(() -> deviation(target.values()));
    Consensus consensus =
        new Consensus(
            features,
            target.values(),
            threshold,
            hyperparameters.get(LOSS).equals("squared_error"),
            context.checkpoint());
    RowDraws draws = new RowDraws(context.seed(), features.rows());
    double trials = hyperparameters.get(TRIALS);
    for (int trial = 0; trial < trials; trial++) {
      context.checkpoint().reached(0.9 * trial / hyperparameters.get(TRIALS));
      Linear model = leastSquares(features, target, draws.next(size), context);
      if (consensus.improves(model)) {
        trials =
            Math.min(trials, enough(consensus.share(), size, hyperparameters.get(PROBABILITY)));
      }
    }
    int[] inliers = consensus.inliers();
    if (inliers.length == 0) {
      throw MlError.INVALID_OPTION.with(
          THRESHOLD.name(), threshold, "a greater number: no row is that near to any model tried");
    }
    return leastSquares(features, target, inliers, context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return 8 * (rows + 2) * (width + 8L) + ReducedProblem.memory(rows, width);
  }

  private static int drawn(Optional<Double> given, FeatureMatrix features) {
    int rows = features.rows();
    double size = given.orElse((double) Math.min(features.width() + 1, rows));
    if (size < 1) {
      size = Math.ceil(size * rows);
    }
    if (size > rows || size != Math.rint(size)) {
      throw MlError.INVALID_OPTION.with(
          ROWS.name(), size, "a whole number from 1 to " + rows + " or a share below 1");
    }
    return (int) size;
  }

  /** The median absolute deviation from the median, and what rounding may add to it. */
  private static double deviation(double[] values) {
    double median = SpatialMedian.median(values);
    double[] distances = new double[values.length];
    double greatest = 0;
    for (int i = 0; i < values.length; i++) {
      distances[i] = Math.abs(values[i] - median);
      greatest = Math.max(greatest, Math.abs(values[i]));
    }
    return SpatialMedian.median(distances) + ROUNDING * greatest;
  }

  /** How many trials are enough for so great a share of near rows. */
  private static double enough(double share, int size, double probability) {
    double failing = Math.max(0x1p-52, 1 - probability);
    double failure = Math.max(0x1p-52, 1 - StrictMath.pow(share, size));
    if (failing == 1) {
      return 0;
    }
    return failure == 1
        ? Double.POSITIVE_INFINITY
        : Math.ceil(StrictMath.log(failing) / StrictMath.log(failure));
  }

  private static Linear leastSquares(
      FeatureMatrix features, TargetVector target, int[] rows, FitContext context) {
    FitContext quiet = new FitContext(context.seed(), 1, share -> context.checkpoint().reached(0));
    return LinearLearner.fit(features.select(rows), target.select(rows), true, 0, quiet);
  }
}
