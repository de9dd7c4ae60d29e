// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
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
import smile.base.cart.RegressionNode;

/**
 * Learns small trees one after the other, each from what those before it leave unexplained; in a
 * classification of more than two classes one tree a class a round. Stateless, thread-safe.
 */
public final class GradientBoostingLearner implements Learner {
  private static final Option<Integer> N_ESTIMATORS =
      Option.integer("n_estimators", 1, 10_000).defaultsTo(150).doc("How many rounds.");
  private static final Option<Double> LEARNING_RATE =
      Option.number("learning_rate", 0.0001, 1)
          .defaultsTo(0.1)
          .doc("How much of each tree is added.");
  private static final Option<Integer> MAX_DEPTH = Limits.MAX_DEPTH.defaultsTo(6);
  private static final Option<Integer> MAX_LEAVES = Limits.MAX_LEAVES.defaultsTo(31);
  private static final Option<Integer> MIN_SAMPLES_LEAF = Limits.MIN_SAMPLES_LEAF.defaultsTo(10);
  private static final Option<Double> SUBSAMPLE =
      Option.number("subsample", 0.01, 1)
          .defaultsTo(1.0)
          .doc("The share of rows that each round draws, without replacement.");

  // A leaf that is all of a rare class would take a Newton step of thousands.
  private static final double LARGEST_STEP = 10;

  /** Headers of the arrays of a tree. */
  private static final int OBJECT_BYTES = 200;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "gradient_boosting",
          List.of(
              "gradient_boosting_trees", "GradientBoostingClassifier", "GradientBoostingRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.COMPARED),
          List.of(N_ESTIMATORS, LEARNING_RATE, MAX_DEPTH, MAX_LEAVES, MIN_SAMPLES_LEAF, SUBSAMPLE),
          "Small trees, each mending the errors of those before. Often the best on tables.",
          "Friedman: Greedy Function Approximation: A Gradient Boosting Machine, 2001");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Objective objective = Objective.of(target);
    Limits limits = limits(hyperparameters, features.width());
    List<FlatTree> trees =
        Workers.run(
            context,
            workers ->
                boost(
                    Rows.of(features, workers::check),
                    objective,
                    limits,
                    hyperparameters,
                    context,
                    workers));
    return FlatTree.join(
        trees, features.width(), objective.start(), objective.link(), objective.outputs());
  }

  private static List<FlatTree> boost(
      Rows rows,
      Objective objective,
      Limits limits,
      Options hyperparameters,
      FitContext context,
      Workers workers) {
    int rounds = hyperparameters.get(N_ESTIMATORS);
    double rate = hyperparameters.get(LEARNING_RATE);
    double subsample = hyperparameters.get(SUBSAMPLE);
    int count = rows.count();
    int width = objective.start().length;
    SplittableRandom random = new SplittableRandom(context.seed());
    double[][] sums = new double[width][count];
    for (int k = 0; k < width; k++) {
      Arrays.fill(sums[k], objective.start()[k]);
    }
    double[][] response = new double[width][count];
    double[][] curvature = new double[width][count];
    List<FlatTree> trees = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      objective.derive(sums, response, curvature);
      int[] draws = draws(count, subsample, random);
      for (int k = 0; k < width; k++) {
        FlatTree tree =
            FlatTree.of(
                new ValueTree(rows, response[k], curvature[k], limits, draws, workers),
                1,
                leaf -> new double[] {rate * step(((RegressionNode) leaf).output(), objective)});
        for (int row = 0; row < count; row++) {
          sums[k][row] += tree.value(rows.columns(), row);
        }
        trees.add(tree);
      }
      workers.done((double) (round + 1) / rounds);
    }
    return trees;
  }

  private static double step(double output, Objective objective) {
    return objective.outputs() == 1
        ? output
        : objective.factor() * Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, output));
  }

  private static int[] draws(int rows, double subsample, SplittableRandom random) {
    int[] draws = new int[rows];
    if (subsample == 1) {
      Arrays.fill(draws, 1);
      return draws;
    }
    // Each row in turn with the chance that leaves exactly as many as wanted.
    long wanted = Math.max(1, Math.round(rows * subsample));
    for (int row = 0; row < rows; row++) {
      if (random.nextLong(rows - row) < wanted) {
        draws[row] = 1;
        wanted--;
      }
    }
    return draws;
  }

  private static Limits limits(Options hyperparameters, int width) {
    return new Limits(
        hyperparameters.get(MAX_DEPTH),
        hyperparameters.find(MAX_LEAVES).orElse(Limits.ANY),
        hyperparameters.get(MIN_SAMPLES_LEAF),
        width);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long trees = (long) hyperparameters.get(N_ESTIMATORS) * (classes > 2 ? classes : 1);
    long leaves = limits(hyperparameters, width).mostLeaves(rows);
    long perRow = 3L * Double.BYTES * (classes > 2 ? classes : 1);
    return Rows.bytes(rows, width, 1, leaves)
        + rows * perRow
        + 2 * trees * (FlatTree.bytes(leaves, 1) + OBJECT_BYTES);
  }
}
