// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.neighbor;

import java.util.List;
import java.util.Set;
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
import org.inlayml.learning.neighborhood.DistanceOptions;
import org.inlayml.learning.neighborhood.NeighborTree;
import org.inlayml.learning.neighborhood.Points;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** Keeps all rows and answers by the nearest, as scikit-learn does. Stateless, thread-safe. */
public final class NearestNeighborsLearner implements Learner {
  private static final Option<Integer> NEIGHBORS =
      Option.integer("n_neighbors", 1, 10_000)
          .defaultsTo(5)
          .doc("How many of the nearest training rows answer; of equally near ones the first.");

  private static final Option<String> WEIGHTS =
      Option.choice("weights", "uniform", "distance")
          .defaultsTo("uniform")
          .doc("Whether the neighbours count alike, or by the reciprocal of their distance.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "k_nearest_neighbors",
          List.of("KNeighborsClassifier", "KNeighborsRegressor", "KNN", "nearest_neighbors"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(NEIGHBORS, WEIGHTS, DistanceOptions.METRIC, DistanceOptions.POWER),
          "The mean, or the shares of the classes, of the nearest training rows, which are all kept"
              + " in the model.",
          "Cover, Hart, Nearest Neighbor Pattern Classification, 1967");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    context.checkpoint().reached(0);
    Points points = Points.of(features, DistanceOptions.of(hyperparameters));
    context.checkpoint().reached(1);
    return new Neighbors(
        points,
        target.values().clone(),
        target.weights().clone(),
        Math.min(hyperparameters.get(NEIGHBORS), features.rows()),
        hyperparameters.get(WEIGHTS).equals("distance"),
        target.classes() > 0 ? Answer.CLASSES : Answer.VALUE,
        Math.max(1, target.classes()));
  }

  /** What predicts is counted in: it is made at once to measure how features matter. */
  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return rows * (8L * width + 20)
        + NeighborTree.memory(rows, width)
        + 512L * (8L * width + 16L * hyperparameters.get(NEIGHBORS) + 8L * classes);
  }
}
