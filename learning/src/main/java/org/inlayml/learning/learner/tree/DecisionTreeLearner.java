// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.inlayml.learning.family.Link;
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
 * Learns one decision tree. A leaf gives the mean of its rows, or the probability {@code (rows of
 * the class + 1) / (rows + classes)} (Laplace), so that no class is ever impossible. Stateless,
 * thread-safe.
 */
public final class DecisionTreeLearner implements Learner {
  private static final Option<Integer> MAX_DEPTH = Limits.MAX_DEPTH.defaultsTo(20);
  private static final Option<Integer> MAX_LEAVES = Limits.MAX_LEAVES;
  private static final Option<Integer> MIN_SAMPLES_LEAF = Limits.MIN_SAMPLES_LEAF.defaultsTo(20);
  private static final Option<Double> MAX_FEATURES =
      Option.number("max_features", 0, 1)
          .defaultsTo(1.0)
          .doc("The share of features tried a split, drawn at random, at least one feature.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "decision_tree",
          List.of("DecisionTreeClassifier", "DecisionTreeRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.COMPARED, Trait.WEIGHTED),
          List.of(
              MAX_DEPTH,
              MAX_LEAVES,
              MIN_SAMPLES_LEAF,
              Limits.MIN_SAMPLES_SPLIT,
              MAX_FEATURES,
              Criteria.CRITERION),
          "One tree of yes-no questions. Easy to read; forests and boosting predict better.",
          "Breiman, Friedman, Olshen, Stone: Classification and Regression Trees, 1984");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Limits limits = limits(hyperparameters, features.width());
    Criteria.Choice criterion = Criteria.of(hyperparameters, target);
    int outputs = criterion.leafWidth();
    FlatTree tree =
        Workers.run(
            context,
            workers -> {
              Rows rows = Rows.ordered(features, workers);
              Splitter splitter =
                  rows.sorted(
                      rows.all(), rows.everyColumn(), limits, new SplittableRandom(context.seed()));
              return criterion.grow(
                  (by, leafWidth, leaf) ->
                      new Grower(splitter, by, limits, workers).grow(leafWidth, leaf),
                  target.allWeights(),
                  1);
            });
    return FlatTree.join(
        List.of(tree), outputs, features.width(), new double[outputs], Link.IDENTITY, outputs);
  }

  private static Limits limits(Options hyperparameters, int width) {
    int tried = Limits.share(hyperparameters.find(MAX_FEATURES), width, width);
    return Limits.of(hyperparameters, MAX_DEPTH, MAX_LEAVES, MIN_SAMPLES_LEAF, tried);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long leaves = limits(hyperparameters, width).mostLeaves(rows);
    return Rows.bytes(rows, width, 1, leaves) + FlatTree.bytes(leaves, Math.max(1, classes));
  }
}
