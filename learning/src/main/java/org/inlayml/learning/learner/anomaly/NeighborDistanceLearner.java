// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.anomaly;

import static org.inlayml.learning.learner.anomaly.Contamination.CONTAMINATION;
import static org.inlayml.learning.learner.anomaly.ReferenceRows.MAX_SAMPLES;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Neighbors;
import org.inlayml.learning.family.Neighbors.Answer;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.neighborhood.DistanceOptions;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * The generalised k nearest neighbours, HeatWave's default: how far away the nearest training rows
 * are, blended with what is known of the nearest labelled rows where there are enough of those. The
 * training rows are not their own neighbours. Stateless, thread-safe.
 */
public final class NeighborDistanceLearner implements Learner {
  private static final double LARGEST_SCORE = 1e300;

  private static final Option<Integer> NEIGHBORS =
      Option.integer("n_neighbors", 1, 1_000)
          .defaultsTo(5)
          .doc("To how many of the nearest rows the distances are measured.");

  private static final Option<String> METHOD =
      Option.choice("method", "mean", "largest", "median")
          .defaultsTo("mean")
          .doc("Which of the distances is the score: their mean, the largest or their median.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "gknn",
          List.of("GkNN", "generalized_knn", "generalized_k_nearest_neighbors"),
          Set.of(Task.ANOMALY_DETECTION),
          Set.of(Trait.SCALED, Trait.DRAWS, Trait.SEMI_SUPERVISED, Trait.COMPARED),
          List.of(
              NEIGHBORS,
              METHOD,
              DistanceOptions.METRIC,
              DistanceOptions.POWER,
              CONTAMINATION,
              MAX_SAMPLES,
              LabelledRows.MIN_LABELS,
              LabelledRows.NEIGHBORS,
              LabelledRows.ENSEMBLE_SCORE),
          "A row is strange where the nearest training rows are far away; where some rows are"
              + " labelled, the nearest of those have a say too. Heeds no weights: what counts is"
              + " how far apart single rows are.",
          "Ramaswamy, Rastogi, Shim, Efficient Algorithms for Mining Outliers from Large Data Sets,"
              + " 2000; Angiulli, Pizzuti, Fast Outlier Detection in High Dimensional Spaces, 2002");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return Workers.run(
        context, workers -> fit(features, target, hyperparameters, context.seed(), workers));
  }

  private static Model fit(
      FeatureMatrix features, TargetVector target, Options options, long seed, Workers workers) {
    ReferenceRows reference =
        ReferenceRows.of(
            features,
            ReferenceRows.all(features.rows()),
            options.get(MAX_SAMPLES),
            DistanceOptions.of(options),
            seed);
    int kept = reference.rows().length;
    Neighbors distances =
        new Neighbors(
            reference.tree().points(),
            new double[0],
            new double[0],
            Math.min(options.get(NEIGHBORS), kept),
            false,
            answer(options.get(METHOD)),
            1);
    double[] scores = new double[features.rows()];
    reference.visit(
        features,
        reference.orderedAll(features.rows()),
        distances.neighbors(),
        workers,
        0,
        0.8,
        (row, found) -> {
          double[] score = new double[1];
          if (found.count() > 0) {
            distances.answer(found, score);
          }
          scores[row] = Math.min(score[0], LARGEST_SCORE);
        });
    Calibrated model = Contamination.model(distances, scores, options.get(CONTAMINATION));
    int[] labelled =
        IntStream.range(0, target.rows()).filter(i -> !Double.isNaN(target.values()[i])).toArray();
    return labelled.length < options.get(LabelledRows.MIN_LABELS)
        ? model
        : LabelledRows.blend(model, scores, features, target, labelled, options, seed, workers);
  }

  private static Answer answer(String method) {
    return switch (method) {
      case "mean" -> Answer.MEAN_DISTANCE;
      case "largest" -> Answer.LARGEST_DISTANCE;
      default -> Answer.MEDIAN_DISTANCE;
    };
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int most = hyperparameters.get(MAX_SAMPLES);
    return 2 * ReferenceRows.memory(rows, width, most, hyperparameters.get(NEIGHBORS), 64)
        + 32 * rows;
  }
}
