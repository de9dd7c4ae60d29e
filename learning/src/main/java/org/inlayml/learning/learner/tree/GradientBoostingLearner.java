// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inlayml.learning.error.MlError;
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
 * Learns small trees one after the other, each from what those before it leave unexplained; in a
 * classification of more than two classes one tree a class a round. Stateless, thread-safe.
 */
public final class GradientBoostingLearner implements Learner {
  private static final String LOG_LOSS = "log_loss";
  private static final Map<String, NumberLoss.Kind> OF_NUMBERS =
      Map.of(
          "squared_error", NumberLoss.Kind.SQUARED,
          "absolute_error", NumberLoss.Kind.ABSOLUTE,
          "huber", NumberLoss.Kind.HUBER,
          "quantile", NumberLoss.Kind.QUANTILE);

  private static final Option<Integer> N_ESTIMATORS =
      Forest.N_ESTIMATORS.defaultsTo(150).doc("How many rounds.");
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
  private static final Option<Double> MAX_FEATURES =
      Option.number("max_features", 0, 1)
          .defaultsTo(1.0)
          .doc("The share of features tried a split, drawn at random, at least one feature.");
  private static final Option<String> LOSS =
      Option.choice("loss", LOG_LOSS, "squared_error", "absolute_error", "huber", "quantile")
          .doc(
              "What is made small: log_loss in a classification, in a regression one of the others;"
                  + " absent, log_loss or squared_error.");
  private static final Option<Double> ALPHA =
      Option.numberBetween("alpha", 0, 1)
          .defaultsTo(0.9)
          .doc("The quantile to learn, or for huber that of the errors that count in full.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "gradient_boosting_trees",
          List.of("gradient_boosting", "GradientBoostingClassifier", "GradientBoostingRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.WEIGHTED, Trait.WARM_START),
          List.of(
              N_ESTIMATORS,
              LEARNING_RATE,
              MAX_DEPTH,
              MAX_LEAVES,
              MIN_SAMPLES_LEAF,
              Limits.MIN_SAMPLES_SPLIT,
              SUBSAMPLE,
              MAX_FEATURES,
              LOSS,
              ALPHA),
          "Small trees, each mending the errors of those before. Often the best on tables.",
          "Friedman: Greedy Function Approximation: A Gradient Boosting Machine, 2001");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    double[] weights = target.allWeights();
    return new Boosting(
            hyperparameters.get(N_ESTIMATORS),
            hyperparameters.get(LEARNING_RATE),
            hyperparameters.get(SUBSAMPLE),
            limits(hyperparameters, features.width()),
            loss(target, weights, hyperparameters),
            weights,
            Math.max(1, target.classes()))
        .fit(features, context);
  }

  private static Loss loss(TargetVector target, double[] weights, Options hyperparameters) {
    boolean isClassification = target.classes() > 0;
    String name = hyperparameters.find(LOSS).orElse(isClassification ? LOG_LOSS : "squared_error");
    NumberLoss.Kind kind = OF_NUMBERS.get(name.toLowerCase(Locale.ROOT));
    if ((kind == null) != isClassification) {
      throw MlError.INVALID_OPTION.with(
          LOSS.name(),
          "'" + name + "'",
          isClassification
              ? "log_loss in a classification"
              : "squared_error, absolute_error, huber or quantile in a regression");
    }
    return kind == null
        ? new LogLoss(target, weights)
        : new NumberLoss(
            kind, target.values(), weights, target.isWeighted(), hyperparameters.get(ALPHA));
  }

  private static Limits limits(Options hyperparameters, int width) {
    int tried = Limits.share(hyperparameters.find(MAX_FEATURES), width, width);
    return Limits.of(hyperparameters, MAX_DEPTH, MAX_LEAVES, MIN_SAMPLES_LEAF, tried);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long trees = (long) hyperparameters.get(N_ESTIMATORS) * (classes > 2 ? classes : 1);
    long leaves = limits(hyperparameters, width).mostLeaves(rows);
    long perRow = 3L * Double.BYTES * (classes > 2 ? classes : 1);
    return Rows.bytes(rows, width, 1, leaves)
        + rows * perRow
        + 2 * trees * (FlatTree.bytes(leaves, 1) + Boosting.OBJECT_BYTES);
  }
}
