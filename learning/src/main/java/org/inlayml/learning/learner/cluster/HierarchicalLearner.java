// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.CorePoints;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.learner.cluster.Linkage.Rule;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.DistanceOptions;
import org.inlayml.learning.neighborhood.Points;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Agglomerative clustering. The method knows no new rows: these belong to the cluster whose mean is
 * nearest; with the linkage single, which finds clusters of any shape, to that of the nearest
 * training row. A training row is predicted by the same rule, hence now and then otherwise than it
 * was merged. Stateless, thread-safe.
 */
public final class HierarchicalLearner implements Learner {
  private static final Option<Integer> CLUSTERS =
      Option.integer("n_clusters", 1, 10_000)
          .defaultsTo(2)
          .doc("How many clusters are left; with fewer rows as many as rows.");

  private static final Option<String> LINKAGE =
      Option.choice("linkage", "ward", "complete", "average", "single")
          .defaultsTo("ward")
          .doc(
              "How far apart clusters are: by how much squares within them grow, their farthest"
                  + " rows, all their rows on average, or their nearest rows.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "hierarchical",
          List.of("AgglomerativeClustering", "agglomerative", "agglomerative_clustering"),
          Set.of(Task.CLUSTERING),
          Set.of(Trait.SCALED),
          List.of(CLUSTERS, LINKAGE, DistanceOptions.METRIC, DistanceOptions.POWER),
          "Merges the nearest clusters until few are left, of which a new row belongs to that with"
              + " the nearest mean, or nearest row with the linkage single. Memory grows with the"
              + " square of the rows. Heeds no weights: a cluster begins as one row.",
          "Müllner, Modern Hierarchical, Agglomerative Clustering Algorithms, 2011; Ward,"
              + " Hierarchical Grouping to Optimize an Objective Function, 1963");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  /** Errors: {@code INVALID_OPTION} where the linkage ward is to have another distance. */
  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Distance distance = DistanceOptions.of(hyperparameters);
    Rule rule = Rule.valueOf(hyperparameters.get(LINKAGE).toUpperCase(Locale.ROOT));
    if (rule == Rule.WARD && distance.kind() != Distance.Kind.EUCLIDEAN) {
      throw MlError.INVALID_OPTION.with(
          DistanceOptions.METRIC.name(),
          "'" + hyperparameters.get(DistanceOptions.METRIC) + "'",
          "'euclidean' with the linkage 'ward'");
    }
    int clusters = Math.min(hyperparameters.get(CLUSTERS), features.rows());
    return Workers.run(
        context,
        workers -> {
          Points points = Points.of(features, distance);
          int[] labels = Linkage.labels(points, rule, clusters, workers);
          return rule == Rule.SINGLE
              ? new CorePoints(points, labels, clusters, Double.POSITIVE_INFINITY)
              : nearestMean(points, labels, clusters);
        });
  }

  private static Model nearestMean(Points points, int[] labels, int clusters) {
    int width = points.width();
    double[] counts = new double[clusters];
    for (int label : labels) {
      counts[label]++;
    }
    double[][] means = new double[clusters][width];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < width; j++) {
        means[labels[i]][j] += points.values()[i * width + j] / counts[labels[i]];
      }
    }
    if (points.distance().kind() == Distance.Kind.EUCLIDEAN) {
      return new Centroids(means);
    }
    double[] values = new double[clusters * width];
    for (int k = 0; k < clusters; k++) {
      System.arraycopy(means[k], 0, values, k * width, width);
      points.distance().prepare(values, k * width, width);
    }
    return new CorePoints(
        new Points(values, clusters, width, points.distance()),
        IntStream.range(0, clusters).toArray(),
        clusters,
        Double.POSITIVE_INFINITY);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return Linkage.memory(rows) + 40L * rows * width;
  }
}
