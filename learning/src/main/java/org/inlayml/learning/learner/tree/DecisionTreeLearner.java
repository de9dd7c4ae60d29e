// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
import smile.base.cart.DecisionNode;
import smile.base.cart.RegressionNode;
import smile.base.cart.SplitRule;

/**
 * Learns one decision tree. A leaf gives the mean of its rows, or the probability {@code (rows of
 * the class + 1) / (rows + classes)} (Laplace), so that no class is ever impossible. Stateless,
 * thread-safe.
 */
public final class DecisionTreeLearner implements Learner {
  private static final Option<Integer> MAX_DEPTH = Limits.MAX_DEPTH.defaultsTo(20);
  private static final Option<Integer> MAX_LEAVES = Limits.MAX_LEAVES;
  private static final Option<Integer> MIN_SAMPLES_LEAF = Limits.MIN_SAMPLES_LEAF.defaultsTo(20);
  static final Option<String> CRITERION =
      Option.choice("criterion", "gini", "entropy")
          .defaultsTo("gini")
          .doc("What splits reduce in a classification.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "decision_tree",
          List.of("DecisionTreeClassifier", "DecisionTreeRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.COMPARED),
          List.of(MAX_DEPTH, MAX_LEAVES, MIN_SAMPLES_LEAF, CRITERION),
          "One tree of yes-no questions. Easy to read; forests and boosting predict better.",
          "Breiman, Friedman, Olshen, Stone: Classification and Regression Trees, 1984");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    int width = features.width();
    Limits limits = limits(hyperparameters, width);
    int outputs = Math.max(1, target.classes());
    FlatTree tree =
        Workers.run(
            context,
            workers ->
                grow(
                    Rows.of(features, workers::check),
                    target,
                    limits,
                    rule(hyperparameters),
                    workers));
    return FlatTree.join(List.of(tree), width, new double[outputs], Link.IDENTITY, outputs);
  }

  private static FlatTree grow(
      Rows rows, TargetVector target, Limits limits, SplitRule rule, Workers workers) {
    int[] draws = new int[rows.count()];
    Arrays.fill(draws, 1);
    int classes = target.classes();
    if (classes == 0) {
      double[] curvature = ValueTree.ones(rows.count());
      return FlatTree.of(
          new ValueTree(rows, target.values(), curvature, limits, draws, workers),
          1,
          leaf -> new double[] {((RegressionNode) leaf).output()});
    }
    return FlatTree.of(
        new ClassTree(rows, target.labels(), classes, rule, limits, draws, workers),
        classes,
        leaf -> ((DecisionNode) leaf).posteriori(new double[classes]));
  }

  static SplitRule rule(Options hyperparameters) {
    return hyperparameters.get(CRITERION).equals("entropy") ? SplitRule.ENTROPY : SplitRule.GINI;
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
    long leaves = limits(hyperparameters, width).mostLeaves(rows);
    return Rows.bytes(rows, width, 1, leaves) + FlatTree.bytes(leaves, Math.max(1, classes));
  }
}
