// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
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
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.DistanceOptions;
import org.inlayml.learning.neighborhood.NeighborSearch;
import org.inlayml.learning.neighborhood.NeighborTree;
import org.inlayml.learning.neighborhood.Points;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * DBSCAN. The model keeps the core rows; a new row belongs to the cluster of the nearest core row
 * that is within {@code eps}, or to none. Stateless, thread-safe.
 */
public final class DensityLearner implements Learner {
  private static final int PART = 256;

  private static final Option<Double> RADIUS =
      Option.numberBetween("eps", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.5)
          .doc("Up to this distance rows are neighbours.");

  private static final Option<Integer> LEAST =
      Option.integer("min_samples", 1, 1_000_000)
          .defaultsTo(5)
          .doc("A row is the core of a cluster with so many rows within eps, itself included.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "dbscan",
          List.of("DBSCAN"),
          Set.of(Task.CLUSTERING),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(RADIUS, LEAST, DistanceOptions.METRIC, DistanceOptions.POWER),
          "Clusters of any shape where rows lie dense; rows elsewhere belong to none.",
          "Ester, Kriegel, Sander, Xu, A Density-Based Algorithm for Discovering Clusters, 1996");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Distance distance = DistanceOptions.of(hyperparameters);
    return Workers.run(
        context,
        workers -> {
          NeighborTree tree = NeighborTree.of(Points.of(features, distance));
          boolean[] core = cores(tree, target, hyperparameters, workers);
          if (IntStream.range(0, core.length).noneMatch(i -> core[i])) {
            throw noCluster(hyperparameters);
          }
          int[] roots = join(tree, core, hyperparameters.get(RADIUS), workers);
          return model(features, core, roots, distance, hyperparameters.get(RADIUS));
        });
  }

  private static RuntimeException noCluster(Options options) {
    return MlError.INVALID_OPTION.with(
        RADIUS.name(),
        options.get(RADIUS),
        String.format(
            Locale.ROOT,
            "a distance within which some row has %d rows, for else there is no cluster; give a"
                + " greater one, or a smaller %s",
            options.get(LEAST),
            LEAST.name()));
  }

  private static boolean[] cores(
      NeighborTree tree, TargetVector target, Options options, Workers workers) {
    int rows = tree.points().rows();
    double rank = tree.points().distance().rank(options.get(RADIUS));
    boolean[] core = new boolean[rows];
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, (rows + PART - 1) / PART)
        .parallel()
        .forEach(
            part -> {
              NeighborSearch search = new NeighborSearch(tree);
              double[] weight = new double[1];
              int end = Math.min((part + 1) * PART, rows);
              for (int position = part * PART; position < end; position++) {
                workers.check();
                int row = tree.row(position);
                weight[0] = 0;
                search.within(
                    tree.points().values(),
                    row * tree.points().width(),
                    rank,
                    other -> weight[0] += target.weight(other));
                core[row] = weight[0] >= options.get(LEAST);
              }
              workers.done(0.5 * done.addAndGet(end - part * PART) / rows);
            });
    return core;
  }

  /** By row, the first row of its cluster. */
  private static int[] join(NeighborTree tree, boolean[] core, double radius, Workers workers) {
    int rows = core.length;
    double rank = tree.points().distance().rank(radius);
    int[] roots = IntStream.range(0, rows).toArray();
    NeighborSearch search = new NeighborSearch(tree);
    for (int position = 0; position < rows; position++) {
      workers.check();
      workers.done(0.5 + 0.5 * position / rows);
      int row = tree.row(position);
      if (core[row]) {
        search.within(
            tree.points().values(),
            row * tree.points().width(),
            rank,
            other -> {
              if (core[other]) {
                unite(roots, row, other);
              }
            });
      }
    }
    return roots;
  }

  private static void unite(int[] roots, int a, int b) {
    int one = root(roots, a);
    int other = root(roots, b);
    roots[Math.max(one, other)] = Math.min(one, other);
  }

  private static int root(int[] roots, int row) {
    int root = row;
    while (roots[root] != root) {
      roots[root] = roots[roots[root]];
      root = roots[root];
    }
    return root;
  }

  /** Clusters are numbered in the order of their first core rows. */
  private static Model model(
      FeatureMatrix features, boolean[] core, int[] roots, Distance distance, double radius) {
    int[] kept = IntStream.range(0, core.length).filter(i -> core[i]).toArray();
    int[] numbers = new int[core.length];
    int[] clusters = new int[kept.length];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      int root = root(roots, kept[i]);
      if (root == kept[i]) {
        numbers[root] = count++;
      }
      clusters[i] = numbers[root];
    }
    return new CorePoints(Points.of(features, kept, distance), clusters, count, radius);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return rows * (16L * width + 24) + 2 * NeighborTree.memory(rows, width);
  }
}
