// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Learns some trees, each from rows and features drawn for it, and gives the mean of their values
 * or class shares. Stateless, thread-safe.
 */
public final class BaggingLearner implements Learner {
  private static final Option<Integer> N_ESTIMATORS = Forest.N_ESTIMATORS.defaultsTo(10);
  private static final Option<Integer> MAX_DEPTH = Limits.ANY_DEPTH;
  private static final Option<Integer> MAX_LEAVES = Limits.MAX_LEAVES;
  // Of leaves of one row the mean of ten trees is 0 or 1 too often: its log loss is up to twice
  // that
  // of leaves of three, which are as good by all other scores.
  private static final Option<Integer> MIN_SAMPLES_LEAF = Limits.MIN_SAMPLES_LEAF.defaultsTo(3);
  private static final Option<Boolean> BOOTSTRAP = Sample.BOOTSTRAP.defaultsTo(true);
  private static final Option<Double> MAX_FEATURES =
      Option.number("max_features", 0, 1)
          .defaultsTo(1.0)
          .doc("The share of features that each tree is drawn, at least one feature.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "bagging",
          List.of("BaggingClassifier", "BaggingRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.DRAWS, Trait.WEIGHTED, Trait.WARM_START),
          List.of(
              N_ESTIMATORS,
              Sample.MAX_SAMPLES,
              MAX_FEATURES,
              BOOTSTRAP,
              MAX_DEPTH,
              MAX_LEAVES,
              MIN_SAMPLES_LEAF,
              Limits.MIN_SAMPLES_SPLIT,
              Criteria.CRITERION),
          "The mean of a few trees, each grown from a random sample of the rows and features.",
          "Breiman: Bagging Predictors, 1996");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    int width = features.width();
    return new Forest(
            hyperparameters.get(N_ESTIMATORS),
            limits(hyperparameters, width),
            false,
            new Sample(hyperparameters.get(Sample.MAX_SAMPLES), hyperparameters.get(BOOTSTRAP)),
            Limits.share(hyperparameters.find(MAX_FEATURES), width, width),
            Criteria.of(hyperparameters, target))
        .fit(features, context);
  }

  private static Limits limits(Options hyperparameters, int width) {
    return Limits.of(hyperparameters, MAX_DEPTH, MAX_LEAVES, MIN_SAMPLES_LEAF, width);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return Forest.bytes(
        rows,
        width,
        classes,
        hyperparameters.get(N_ESTIMATORS),
        false,
        limits(hyperparameters, width));
  }
}
