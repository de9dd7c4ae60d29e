// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import static org.inlayml.learning.learner.cluster.KMeansLearner.ROUNDS;
import static org.inlayml.learning.learner.cluster.KMeansLearner.TOLERANCE;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
 * k-means that finds the number of clusters: splits clusters in two as long as the Bayesian
 * information criterion gains by it, or takes the number with the best silhouette. Stateless,
 * thread-safe.
 */
public final class SplittingLearner implements Learner {
  private static final int RUNS = 5;
  private static final int MOST_AT_FIRST = 8;

  private static final Option<Integer> MOST =
      Option.integer("max_clusters", 2, 1_000)
          .defaultsTo(20)
          .doc("How many clusters are found at most.");

  private static final Option<String> CRITERION =
      Option.choice("criterion", "bic", "silhouette")
          .defaultsTo("bic")
          .doc(
              "What tells the number of clusters: the Bayesian information criterion of splits, or"
                  + " the silhouette of k-means with every number from 2 on, to which rows count"
                  + " alike whatever their weights.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "x_means",
          List.of("XMeans", "xmeans"),
          Set.of(Task.CLUSTERING),
          Set.of(Trait.SCALED, Trait.DRAWS, Trait.WEIGHTED),
          List.of(MOST, CRITERION, ROUNDS, TOLERANCE),
          "Clusters around centres, as kmeans finds them, whose number is found too.",
          "Pelleg, Moore, X-means: Extending K-means with Efficient Estimation of the Number of"
              + " Clusters, 2000; Rousseeuw, Silhouettes, 1987");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    ClusterRows rows = ClusterRows.of(features, target);
    return Workers.run(
        context,
        workers -> {
          Search search = new Search(rows, hyperparameters, context.seed(), workers);
          return new Centroids(
              hyperparameters.get(CRITERION).equals("bic") ? search.split() : search.silhouette());
        });
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int most = hyperparameters.get(MOST);
    return rows * (8L * width + 32)
        + 4 * Lloyd.memory(rows, width, most)
        + 64 * rows
        + Silhouette.memory();
  }

  private static final class Search {
    private final ClusterRows rows;
    private final int most;
    private final int rounds;
    private final double tolerance;
    private final SplittableRandom random;
    private final Workers workers;

    Search(ClusterRows rows, Options options, long seed, Workers workers) {
      this.rows = rows;
      this.workers = workers;
      most = options.get(MOST);
      rounds = options.get(ROUNDS);
      tolerance = options.get(TOLERANCE) * rows.meanVariance();
      random = new SplittableRandom(seed);
    }

    private Lloyd best(ClusterRows part, int clusters) {
      Lloyd best = run(part, Seeding.spread(part, clusters, random, workers::check));
      for (int i = 1; i < RUNS; i++) {
        Lloyd other = run(part, Seeding.spread(part, clusters, random, workers::check));
        if (other.inertia() < best.inertia()) {
          best = other;
        }
      }
      return best;
    }

    private Lloyd run(ClusterRows part, double[][] centers) {
      return new Lloyd(part, centers, workers::check).run(rounds, tolerance);
    }

    double[][] silhouette() {
      double[][] best = best(rows, 1).centers();
      double highest = Double.NEGATIVE_INFINITY;
      for (int clusters = 2; clusters <= Math.min(most, rows.count() - 1); clusters++) {
        workers.done((double) clusters / most);
        Lloyd lloyd = best(rows, clusters);
        lloyd.inertia(); // labels of the centres as they are now
        double score = Silhouette.of(rows, lloyd.labels(), random.split(), workers);
        if (score > highest && lloyd.centers().length == clusters) {
          highest = score;
          best = lloyd.centers();
        }
      }
      return best;
    }

    /** A split may not gain before others are made too, hence several beginnings. */
    double[][] split() {
      double[][] best = new double[0][];
      double highest = Double.NEGATIVE_INFINITY;
      for (int start = 1; start <= MOST_AT_FIRST && start <= most; start *= 2) {
        Lloyd found = split(best(rows, start));
        double criterion = criterion(rows, found);
        if (best.length == 0 || criterion > highest) {
          highest = criterion;
          best = found.centers();
        }
      }
      return best;
    }

    private Lloyd split(Lloyd start) {
      Lloyd current = start;
      while (current.centers().length < most) {
        workers.done((double) current.centers().length / most);
        current.inertia(); // labels of the centres as they are now
        double[][] next = splitAll(current);
        if (next.length == current.centers().length) {
          break;
        }
        current = run(rows, next);
      }
      return current;
    }

    /** Splits every cluster that gains by it, in their order, as long as there may be more. */
    private double[][] splitAll(Lloyd current) {
      double[][] next = new double[most][];
      int left = current.centers().length;
      int count = 0;
      for (int k = 0; k < current.centers().length; k++) {
        int cluster = k;
        left--;
        int[] members =
            IntStream.range(0, rows.count()).filter(i -> current.labels()[i] == cluster).toArray();
        next[count++] = current.centers()[k].clone();
        if (members.length > 3 && count + left < most) {
          ClusterRows part = rows.select(members);
          Lloyd one = run(part, new double[][] {current.centers()[k].clone()});
          Lloyd two = best(part, 2);
          if (two.centers().length == 2 && criterion(part, two) > criterion(part, one)) {
            next[count - 1] = two.centers()[0];
            next[count++] = two.centers()[1];
          }
        }
      }
      return Arrays.copyOf(next, count);
    }

    /** Of clusters that are round and equally wide; section 3.2. */
    private static double criterion(ClusterRows part, Lloyd lloyd) {
      double inertia = lloyd.inertia();
      double count = 0;
      int clusters = lloyd.centers().length;
      int width = part.width();
      double[] sizes = new double[clusters];
      for (int i = 0; i < part.count(); i++) {
        sizes[lloyd.labels()[i]] += part.weights()[i];
        count += part.weights()[i];
      }
      double variance =
          Math.max(inertia / width / Math.max(1, count - clusters), Double.MIN_NORMAL);
      double likelihood =
          -0.5 * count * width * StrictMath.log(2 * Math.PI * variance)
              - 0.5 * width * (count - clusters);
      for (double size : sizes) {
        likelihood += size == 0 ? 0 : size * StrictMath.log(size / count);
      }
      double parameters = clusters - 1 + (double) width * clusters + 1;
      return likelihood - 0.5 * parameters * StrictMath.log(count);
    }
  }
}
