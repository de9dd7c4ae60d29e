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
 * Learns many trees, each from all rows, that draw the thresholds of their splits at random, and
 * gives the mean of their values or class shares. Stateless, thread-safe.
 */
public final class ExtraTreesLearner implements Learner {
  private static final Option<Integer> MAX_DEPTH = Limits.MAX_DEPTH.defaultsTo(20);
  private static final Option<Integer> MAX_LEAVES = Limits.MAX_LEAVES;
  private static final Option<Integer> MIN_SAMPLES_LEAF = Limits.MIN_SAMPLES_LEAF.defaultsTo(3);
  private static final Option<Boolean> BOOTSTRAP = Sample.BOOTSTRAP.defaultsTo(false);
  private static final Option<Double> MAX_FEATURES =
      Option.number("max_features", 0, 1)
          .doc(
              "The share of features tried a split, at least one feature; absent, as many as the"
                  + " square root of their number in a classification, all in a regression.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "extra_trees",
          List.of("ExtraTreesClassifier", "ExtraTreesRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.DRAWS, Trait.WEIGHTED, Trait.WARM_START),
          List.of(
              Forest.N_ESTIMATORS,
              MAX_DEPTH,
              MAX_LEAVES,
              MIN_SAMPLES_LEAF,
              Limits.MIN_SAMPLES_SPLIT,
              MAX_FEATURES,
              BOOTSTRAP,
              Sample.MAX_SAMPLES,
              Criteria.CRITERION),
          "The mean of many trees with splits drawn at random. Faster to learn than a random forest.",
          "Geurts, Ernst, Wehenkel: Extremely Randomized Trees, 2006");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return new Forest(
            hyperparameters.get(Forest.N_ESTIMATORS),
            limits(hyperparameters, features.width(), target.classes()),
            true,
            new Sample(hyperparameters.get(Sample.MAX_SAMPLES), hyperparameters.get(BOOTSTRAP)),
            features.width(),
            Criteria.of(hyperparameters, target))
        .fit(features, context);
  }

  private static Limits limits(Options hyperparameters, int width, int classes) {
    double usual = classes == 0 ? width : Math.sqrt(width);
    int tried = Limits.share(hyperparameters.find(MAX_FEATURES), usual, width);
    return Limits.of(hyperparameters, MAX_DEPTH, MAX_LEAVES, MIN_SAMPLES_LEAF, tried);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return Forest.bytes(
        rows,
        width,
        classes,
        hyperparameters.get(Forest.N_ESTIMATORS),
        true,
        limits(hyperparameters, width, classes));
  }
}
