// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

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

/**
 * Learns small trees one after the other, each minding most the rows that those before it had
 * wrong: SAMME.R or SAMME in a classification, AdaBoost.R2 in a regression. Nothing is drawn.
 * Stateless, thread-safe.
 */
public final class AdaBoostLearner implements Learner {
  private static final int DEPTH_OF_CLASSES = 1;
  private static final int DEPTH_OF_NUMBERS = 3;

  private static final Option<Integer> N_ESTIMATORS =
      Forest.N_ESTIMATORS
          .defaultsTo(50)
          .doc("How many trees; fewer where one makes no errors, or is no better than chance.");
  private static final Option<Double> LEARNING_RATE =
      Option.number("learning_rate", 0.0001, 10)
          .defaultsTo(1.0)
          .doc("How much the weights of rows change from tree to tree.");
  private static final Option<String> ALGORITHM =
      Option.choice("algorithm", "SAMME", "SAMME.R")
          .defaultsTo("SAMME.R")
          .doc("In a classification: whether trees vote by probabilities, SAMME.R, or by classes.");
  private static final Option<String> LOSS =
      Option.choice("loss", "linear", "square", "exponential")
          .defaultsTo("linear")
          .doc("How errors of a regression count.");
  private static final Option<Integer> MAX_DEPTH =
      Option.integer("max_depth", 1, 200)
          .doc(
              "The most tests from the root to a leaf of each tree; absent, 1 in a classification,"
                  + " 3 in a regression.");
  private static final Option<Integer> MIN_SAMPLES_LEAF = Limits.MIN_SAMPLES_LEAF.defaultsTo(1);

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "ada_boost",
          List.of("AdaBoost", "AdaBoostClassifier", "AdaBoostRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.WEIGHTED),
          List.of(
              N_ESTIMATORS,
              LEARNING_RATE,
              ALGORITHM,
              LOSS,
              MAX_DEPTH,
              Limits.MAX_LEAVES,
              MIN_SAMPLES_LEAF,
              Limits.MIN_SAMPLES_SPLIT),
          "Small trees, each minding most the rows that those before it had wrong.",
          "Zhu, Zou, Rosset, Hastie: Multi-class AdaBoost, 2009; Drucker: Improving Regressors"
              + " Using Boosting Techniques, 1997");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Limits limits = limits(hyperparameters, features.width(), target.classes());
    int count = hyperparameters.get(N_ESTIMATORS);
    double rate = hyperparameters.get(LEARNING_RATE);
    boolean byProbabilities = hyperparameters.get(ALGORITHM).equals("SAMME.R");
    String loss = hyperparameters.get(LOSS);
    return Workers.<Model>run(
        context,
        workers -> {
          Rows rows = Rows.ordered(features, workers);
          SplittableRandom random = new SplittableRandom(context.seed());
          return target.classes() > 0
              ? new ReweightedClasses(rows, target, limits, count, rate, byProbabilities)
                  .fit(random, workers)
              : new ReweightedNumbers(rows, target, limits, count, rate, loss).fit(random, workers);
        });
  }

  private static Limits limits(Options hyperparameters, int width, int classes) {
    return new Limits(
        hyperparameters.find(MAX_DEPTH).orElse(classes > 0 ? DEPTH_OF_CLASSES : DEPTH_OF_NUMBERS),
        hyperparameters.find(Limits.MAX_LEAVES).orElse(Limits.ANY),
        hyperparameters.get(MIN_SAMPLES_LEAF),
        hyperparameters.get(Limits.MIN_SAMPLES_SPLIT),
        width);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long leaves = limits(hyperparameters, width, classes).mostLeaves(rows);
    long trees = hyperparameters.get(N_ESTIMATORS);
    return Rows.bytes(rows, width, 1, leaves)
        + rows * 4 * Double.BYTES
        + 2 * trees * (FlatTree.bytes(leaves, Math.max(1, classes)) + Boosting.OBJECT_BYTES);
  }
}
