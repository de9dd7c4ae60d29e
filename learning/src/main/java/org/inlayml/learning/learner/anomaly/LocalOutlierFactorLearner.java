// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.anomaly;

import static org.inlayml.learning.learner.anomaly.Contamination.CONTAMINATION;
import static org.inlayml.learning.learner.anomaly.ReferenceRows.MAX_SAMPLES;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.LocalOutliers;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.neighborhood.DistanceOptions;
import org.inlayml.learning.neighborhood.Points;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * The local outlier factor, as scikit-learn's with {@code novelty=True}; the training rows are not
 * their own neighbours. Stateless, thread-safe.
 */
public final class LocalOutlierFactorLearner implements Learner {
  private static final Option<Integer> NEIGHBORS =
      Option.integer("n_neighbors", 1, 1_000)
          .defaultsTo(20)
          .doc("With how many of the nearest rows the density around a row is compared.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "local_outlier_factor",
          List.of("LocalOutlierFactor", "LOF", "GLOF"),
          Set.of(Task.ANOMALY_DETECTION),
          Set.of(Trait.SCALED, Trait.DRAWS),
          List.of(
              NEIGHBORS, DistanceOptions.METRIC, DistanceOptions.POWER, CONTAMINATION, MAX_SAMPLES),
          "A row is strange where the training rows around it lie much thinner than around its"
              + " neighbours. Heeds no weights: what counts is how far apart single rows are.",
          "Breunig, Kriegel, Ng, Sander, LOF: Identifying Density-Based Local Outliers, 2000");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return Workers.run(context, workers -> fit(features, hyperparameters, context, workers));
  }

  private static Model fit(
      FeatureMatrix features, Options options, FitContext context, Workers workers) {
    ReferenceRows reference =
        ReferenceRows.of(
            features,
            ReferenceRows.all(features.rows()),
            options.get(MAX_SAMPLES),
            DistanceOptions.of(options),
            context.seed());
    Points points = reference.tree().points();
    int[] rows = reference.rows();
    int neighbors = Math.max(1, Math.min(options.get(NEIGHBORS), rows.length - 1));
    int[] searched = reference.ordered();

    // Searching thrice takes less memory than keeping all neighbours, and hardly more time.
    double[] reaches = new double[rows.length];
    reference.visit(
        features,
        searched,
        neighbors,
        workers,
        0,
        0.3,
        (row, found) ->
            reaches[Arrays.binarySearch(rows, row)] =
                found.count() == 0 ? 0 : points.distance().ofRank(found.rank(found.count() - 1)));
    double[] densities = new double[rows.length];
    reference.visit(
        features,
        searched,
        neighbors,
        workers,
        0.3,
        0.6,
        (row, found) ->
            densities[Arrays.binarySearch(rows, row)] =
                found.count() == 0 ? 1 : LocalOutliers.density(found, points, reaches));
    double[] scores = new double[features.rows()];
    reference.visit(
        features,
        reference.orderedAll(features.rows()),
        neighbors,
        workers,
        0.6,
        1,
        (row, found) ->
            scores[row] =
                found.count() == 0
                    ? 1
                    : LocalOutliers.factor(
                        found, LocalOutliers.density(found, points, reaches), densities));
    return Contamination.model(
        new LocalOutliers(points, reaches, densities, neighbors),
        scores,
        options.get(CONTAMINATION));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int most = hyperparameters.get(MAX_SAMPLES);
    return ReferenceRows.memory(rows, width, most, hyperparameters.get(NEIGHBORS), 64)
        + 16 * Math.min(rows, most)
        + 24 * rows;
  }
}
