// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * k-means, as scikit-learn's KMeans; the runs from different first centres are shared among the
 * threads. Stateless, thread-safe.
 */
public final class KMeansLearner implements Learner {
  /** How many. */
  public static final Option<Integer> CLUSTERS =
      Option.integer("n_clusters", 1, 10_000)
          .defaultsTo(8)
          .doc("How many clusters; fewer come out where fewer rows differ.");

  private static final Option<String> INIT =
      Option.choice("init", "k-means++", "random")
          .defaultsTo("k-means++")
          .doc("How the first centres are drawn among the rows: far from each other, or anyhow.");

  private static final Option<Integer> RUNS =
      Option.integer("n_init", 1, 1_000)
          .defaultsTo(10)
          .doc("How many times it starts anew; the run with the least squares is kept.");

  static final Option<Integer> ROUNDS =
      Option.integer("max_iter", 1, 100_000)
          .defaultsTo(300)
          .doc("How many times a run moves the centres at most.");

  static final Option<Double> TOLERANCE =
      Option.number("tol", 0, 1)
          .defaultsTo(1e-4)
          .doc("Stops where the squares of the moves are below this share of the mean variance.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "kmeans",
          List.of("KMeans", "k_means"),
          Set.of(Task.CLUSTERING),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.WARM_START, Trait.DRAWS, Trait.COMPARED),
          List.of(CLUSTERS, INIT, RUNS, ROUNDS, TOLERANCE),
          "Clusters around centres: each row belongs to the nearest, each centre is the mean of its"
              + " rows.",
          "Lloyd, Least Squares Quantization in PCM, 1982; Arthur, Vassilvitskii, k-means++, 2007;"
              + " Hamerly, Making k-means even faster, 2010");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    ClusterRows rows = ClusterRows.of(features, target);
    double tolerance = hyperparameters.get(TOLERANCE) * rows.meanVariance();
    int rounds = hyperparameters.get(ROUNDS);
    if (context.previous().isPresent()) {
      double[][] centers = previous((Centroids) context.previous().get(), hyperparameters);
      return Workers.run(
          context,
          workers ->
              new Centroids(
                  new Lloyd(rows, centers, workers::check).run(rounds, tolerance).centers()));
    }
    int clusters = hyperparameters.get(CLUSTERS);
    boolean spread = hyperparameters.get(INIT).equals("k-means++");
    int runs = hyperparameters.get(RUNS);
    SplittableRandom random = new SplittableRandom(context.seed());
    SplittableRandom[] randoms = new SplittableRandom[runs];
    Arrays.setAll(randoms, i -> random.split());
    return Workers.run(
        context,
        workers -> {
          AtomicInteger done = new AtomicInteger();
          List<Run> outcomes =
              IntStream.range(0, runs)
                  .parallel()
                  .mapToObj(
                      i -> {
                        double[][] first =
                            spread
                                ? Seeding.spread(rows, clusters, randoms[i], workers::check)
                                : Seeding.plain(rows, clusters, randoms[i]);
                        Lloyd lloyd = new Lloyd(rows, first, workers::check);
                        lloyd.run(rounds, tolerance);
                        Run run = new Run(lloyd.centers(), lloyd.inertia());
                        workers.done((double) done.incrementAndGet() / runs);
                        return run;
                      })
                  .toList();
          return new Centroids(best(outcomes).centers());
        });
  }

  private record Run(double[][] centers, double inertia) {}

  private static Run best(List<Run> runs) {
    Run best = runs.get(0);
    for (Run run : runs) {
      if (run.inertia() < best.inertia()) {
        best = run;
      }
    }
    return best;
  }

  private static double[][] previous(Centroids model, Options options) {
    if (options.isGiven(CLUSTERS) && options.get(CLUSTERS) != model.outputs()) {
      throw MlError.INVALID_OPTION.with(
          CLUSTERS.name(),
          options.get(CLUSTERS),
          model.outputs() + ", as many as the model to go on from has");
    }
    return Arrays.stream(model.centers()).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int clusters = hyperparameters.get(CLUSTERS);
    int atOnce = Math.min(64, hyperparameters.get(RUNS));
    return rows * (8L * width + 32)
        + atOnce * (Lloyd.memory(rows, width, clusters) + 24 * rows)
        + hyperparameters.get(RUNS) * (long) clusters * (8L * width + 16);
  }
}
