// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
 * Learns many trees, each from rows drawn with replacement and trying a few features a split, and
 * gives the mean of their values or class shares. Stateless, thread-safe.
 */
public final class RandomForestLearner implements Learner {
  static final Option<Integer> N_ESTIMATORS =
      Option.integer("n_estimators", 1, 10_000).defaultsTo(100).doc("How many trees.");
  private static final Option<Integer> MAX_DEPTH = Limits.MAX_DEPTH.defaultsTo(20);
  private static final Option<Integer> MAX_LEAVES = Limits.MAX_LEAVES;
  private static final Option<Integer> MIN_SAMPLES_LEAF = Limits.MIN_SAMPLES_LEAF.defaultsTo(3);
  private static final Option<Double> MAX_FEATURES =
      Option.number("max_features", 0, 1)
          .doc(
              "The share of features tried a split, at least one feature; absent, as many as the"
                  + " square root of their number in a classification, a third in a regression.");
  private static final Option<String> CRITERION = DecisionTreeLearner.CRITERION;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "random_forest",
          List.of("RandomForestClassifier", "RandomForestRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.COMPARED, Trait.DRAWS),
          List.of(N_ESTIMATORS, MAX_DEPTH, MAX_LEAVES, MIN_SAMPLES_LEAF, MAX_FEATURES, CRITERION),
          "The mean of many trees grown from random rows and features. Good without any tuning.",
          "Breiman: Random Forests, 2001");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    int width = features.width();
    int outputs = Math.max(1, target.classes());
    int count = hyperparameters.get(N_ESTIMATORS);
    Limits limits = limits(hyperparameters, width, target.classes());
    SplitRule rule = DecisionTreeLearner.rule(hyperparameters);
    long[] seeds = TreeSeeds.of(context.seed(), count);
    List<FlatTree> trees =
        Workers.run(
            context,
            workers -> {
              Rows rows = Rows.of(features, workers::check);
              int[] labels = target.labels();
              double[] curvature = ValueTree.ones(rows.count());
              AtomicInteger grown = new AtomicInteger();
              return IntStream.range(0, count)
                  .parallel()
                  .mapToObj(
                      t -> {
                        TreeSeeds.begin(seeds[t]);
                        int[] draws = TreeSeeds.bootstrap(rows.count());
                        FlatTree tree =
                            target.classes() == 0
                                ? mean(
                                    new ValueTree(
                                        rows, target.values(), curvature, limits, draws, workers),
                                    count)
                                : shares(
                                    new ClassTree(
                                        rows, labels, outputs, rule, limits, draws, workers),
                                    outputs);
                        workers.done((double) grown.incrementAndGet() / count);
                        return tree;
                      })
                  .toList();
            });
    Link link = target.classes() == 0 ? Link.IDENTITY : Link.NORMALIZED;
    return FlatTree.join(trees, width, new double[outputs], link, outputs);
  }

  private static FlatTree mean(ValueTree tree, int count) {
    return FlatTree.of(tree, 1, leaf -> new double[] {((RegressionNode) leaf).output() / count});
  }

  private static FlatTree shares(ClassTree tree, int classes) {
    return FlatTree.of(
        tree,
        classes,
        leaf -> {
          int[] count = ((DecisionNode) leaf).count();
          double[] shares = new double[classes];
          for (int k = 0; k < classes; k++) {
            shares[k] = (double) count[k] / leaf.size();
          }
          return shares;
        });
  }

  private static Limits limits(Options hyperparameters, int width, int classes) {
    Optional<Double> share = hyperparameters.find(MAX_FEATURES);
    double usual = classes == 0 ? width / 3.0 : Math.sqrt(width);
    long tried = share.isPresent() ? Math.round(share.get() * width) : (long) usual;
    return new Limits(
        hyperparameters.get(MAX_DEPTH),
        hyperparameters.find(MAX_LEAVES).orElse(Limits.ANY),
        hyperparameters.get(MIN_SAMPLES_LEAF),
        (int) Math.max(1, Math.min(width, tried)));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long count = hyperparameters.get(N_ESTIMATORS);
    long growing = Math.min(count, Runtime.getRuntime().availableProcessors());
    long leaves = limits(hyperparameters, width, classes).mostLeaves(rows);
    // The trees one by one, and once more joined.
    return Rows.bytes(rows, width, growing, leaves)
        + 2 * count * FlatTree.bytes(leaves, Math.max(1, classes));
  }
}
