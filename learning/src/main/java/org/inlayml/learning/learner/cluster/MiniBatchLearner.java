// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import static org.inlayml.learning.learner.cluster.KMeansLearner.CLUSTERS;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
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

/** k-means by small samples of the rows, for many rows. Stateless, thread-safe. */
public final class MiniBatchLearner implements Learner {
  /** Batches without a lower mean before it stops; scikit-learn's max_no_improvement. */
  private static final int PATIENCE = 10;

  private static final Option<Integer> BATCH =
      Option.integer("batch_size", 1, 10_000_000)
          .defaultsTo(1_024)
          .doc("How many rows are drawn for a step.");

  private static final Option<Integer> PASSES =
      Option.integer("max_iter", 1, 100_000)
          .defaultsTo(100)
          .doc("How many times as many rows as there are may be drawn.");

  private static final Option<Integer> STARTS =
      Option.integer("n_init", 1, 1_000)
          .defaultsTo(3)
          .doc("How many first centres are drawn; the best on a sample of the rows are kept.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "minibatch_kmeans",
          List.of("MiniBatchKMeans"),
          Set.of(Task.CLUSTERING),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.DRAWS),
          List.of(CLUSTERS, BATCH, PASSES, STARTS),
          "Clusters around centres, which are moved by small samples of the rows: a little worse"
              + " than kmeans, but much faster on many rows.",
          "Sculley, Web-Scale K-Means Clustering, 2010");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    ClusterRows rows = ClusterRows.of(features, target);
    SplittableRandom random = new SplittableRandom(context.seed());
    return Workers.run(
        context,
        workers -> {
          double[][] centers = start(rows, hyperparameters, random, workers);
          move(rows, centers, hyperparameters, random, workers);
          return new Centroids(centers);
        });
  }

  private static double[][] start(
      ClusterRows rows, Options options, SplittableRandom random, Workers workers) {
    int size = Math.max(3 * options.get(BATCH), 3 * options.get(CLUSTERS));
    ClusterRows sample = size >= rows.count() ? rows : rows.select(draw(rows, size, random));
    double[][] best = new double[0][];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < options.get(STARTS); i++) {
      double[][] centers = Seeding.spread(sample, options.get(CLUSTERS), random, workers::check);
      double inertia = new Lloyd(sample, centers, workers::check).inertia();
      if (best.length == 0 || inertia < least) {
        least = inertia;
        best = centers;
      }
    }
    return best;
  }

  private static int[] draw(ClusterRows rows, int size, SplittableRandom random) {
    return random.ints(size, 0, rows.count()).toArray();
  }

  private static void move(
      ClusterRows rows,
      double[][] centers,
      Options options,
      SplittableRandom random,
      Workers workers) {
    int size = Math.min(options.get(BATCH), rows.count());
    long steps = Math.max(1, (long) options.get(PASSES) * rows.count() / size);
    double forget = Math.min(1, 2.0 * size / (rows.count() + 1));
    double[] counts = new double[centers.length];
    double smooth = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    int since = 0;
    for (long step = 0; step < steps && since < PATIENCE; step++) {
      workers.check();
      workers.done((double) step / steps);
      double mean = step(rows, centers, counts, draw(rows, size, random));
      smooth = Double.isNaN(smooth) ? mean : smooth * (1 - forget) + mean * forget;
      since = smooth < least ? 0 : since + 1;
      least = Math.min(least, smooth);
    }
  }

  /** Moves centres by a batch; returns the mean square before. */
  private static double step(ClusterRows rows, double[][] centers, double[] counts, int[] batch) {
    int[] nearest = new int[batch.length];
    double total = 0;
    for (int i = 0; i < batch.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < centers.length; k++) {
        double square = ClusterRows.square(rows.values()[batch[i]], centers[k]);
        if (square < least) {
          least = square;
          nearest[i] = k;
        }
      }
      total += least;
    }
    for (int i = 0; i < batch.length; i++) {
      double[] center = centers[nearest[i]];
      double[] row = rows.values()[batch[i]];
      counts[nearest[i]] += rows.weights()[batch[i]];
      double share = rows.weights()[batch[i]] / counts[nearest[i]];
      for (int j = 0; j < center.length; j++) {
        center[j] += share * (row[j] - center[j]);
      }
    }
    return total / batch.length;
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int clusters = hyperparameters.get(CLUSTERS);
    long sample = 3L * Math.max(hyperparameters.get(BATCH), clusters);
    return rows * (8L * width + 40) + Lloyd.memory(sample, width, clusters) + 40 * sample;
  }
}
