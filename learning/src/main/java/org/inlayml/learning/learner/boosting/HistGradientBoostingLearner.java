// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.family.TwoSidedTrees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.learner.boosting.Settings.Stopping;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Learns small trees one after the other, each from what those before it leave unexplained, on
 * features in at most 255 bins; in a classification of more than two classes one tree a class a
 * round. Stateless, thread-safe.
 */
public final class HistGradientBoostingLearner implements Learner {
  private static final Option<Integer> MAX_ITER =
      Option.integer("max_iter", 1, 10_000)
          .defaultsTo(100)
          .doc("How many rounds, that is trees a sum; going on from a model, how many more.");
  private static final Option<Double> LEARNING_RATE =
      Option.number("learning_rate", 0.0001, 1)
          .defaultsTo(0.1)
          .doc("How much of each tree is added.");
  private static final Option<Integer> MAX_LEAF_NODES =
      Option.integer("max_leaf_nodes", 2, 1_000_000)
          .defaultsTo(31)
          .doc("The most leaves of a tree, the best splits first.");
  private static final Option<Integer> MAX_DEPTH =
      Option.integer("max_depth", 1, 1_000)
          .doc("The most tests from the root to a leaf; absent, any number.");
  private static final Option<Integer> MIN_SAMPLES_LEAF =
      Option.integer("min_samples_leaf", 1, 1_000_000)
          .defaultsTo(20)
          .doc("The fewest rows of a leaf.");
  private static final Option<Double> L2_REGULARIZATION =
      Option.number("l2_regularization", 0, 1e9)
          .defaultsTo(0.0)
          .doc("What is added to the curvature of a leaf, which shortens its step.");
  private static final Option<Integer> MAX_BINS =
      Option.integer("max_bins", 2, 255)
          .defaultsTo(255)
          .doc("The most bins of a number; a text has one a level.");
  private static final Option<String> LOSS =
      Option.choice("loss", Losses.NAMES)
          .doc("What is made small; absent, squared_error, of classes log_loss.");
  private static final Option<Double> QUANTILE =
      Option.numberBetween("quantile", 0, 1)
          .defaultsTo(0.5)
          .doc("Which quantile is predicted, where the loss is quantile.");
  private static final Option<Map<String, Integer>> MONOTONIC_CST =
      Option.directions("monotonic_cst")
          .doc(
              "Columns of numbers, with 1 where the answer, or the chance of the second class, must"
                  + " not fall as the column rises, -1 where it must not rise; absent, none.");
  private static final Option<String> EARLY_STOPPING =
      Option.choice("early_stopping", "auto", "true", "false")
          .defaultsTo("auto")
          .doc(
              "Whether to hold out rows and to end when the loss on them no longer falls, keeping"
                  + " the best rounds; auto, where there are more than 10,000 rows.");
  private static final Option<Double> VALIDATION_FRACTION =
      Option.numberBetween("validation_fraction", 0, 1)
          .defaultsTo(0.1)
          .doc("The share of rows held out for early stopping.");
  private static final Option<Integer> N_ITER_NO_CHANGE =
      Option.integer("n_iter_no_change", 1, 10_000)
          .defaultsTo(10)
          .doc("After how many rounds without a better loss to end.");
  private static final Option<Double> TOL =
      Option.number("tol", 0, 1e9)
          .defaultsTo(1e-7)
          .doc("By how much a loss must be less to be better, for early stopping.");
  private static final Option<Double> SUBSAMPLE =
      Option.number("subsample", 0.01, 1)
          .defaultsTo(1.0)
          .doc("The share of rows that each round draws, without replacement.");
  private static final Option<Double> COLSAMPLE_BYTREE =
      Option.number("colsample_bytree", 0.01, 1)
          .defaultsTo(1.0)
          .doc("The share of features that each round draws.");

  /** A leaf of less curvature tells nothing, as in scikit-learn. */
  private static final double LEAST_CURVATURE = 1e-3;

  /** A leaf and an inner node, while trees grow and joined. */
  private static final int NODE_BYTES = 200;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "hist_gradient_boosting",
          List.of(
              "HistGradientBoostingClassifier",
              "HistGradientBoostingRegressor",
              "XGBClassifier",
              "XGBRegressor",
              "LGBMClassifier",
              "LGBMRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(
              Trait.ORDINAL,
              Trait.MISSING,
              Trait.CATEGORICAL,
              Trait.WEIGHTED,
              Trait.WARM_START,
              Trait.DRAWS,
              Trait.COMPARED),
          List.of(
              MAX_ITER,
              LEARNING_RATE,
              MAX_LEAF_NODES,
              MAX_DEPTH,
              MIN_SAMPLES_LEAF,
              L2_REGULARIZATION,
              MAX_BINS,
              LOSS,
              QUANTILE,
              MONOTONIC_CST,
              EARLY_STOPPING,
              VALIDATION_FRACTION,
              N_ITER_NO_CHANGE,
              TOL,
              SUBSAMPLE,
              COLSAMPLE_BYTREE),
          "Small trees over binned features, each mending the errors of those before. The fastest"
              + " of the boosters, and as a rule the best learner for tables.",
          "Ke et al.: LightGBM: A Highly Efficient Gradient Boosting Decision Tree, NeurIPS 2017");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Loss loss = Losses.of(target, hyperparameters.find(LOSS), hyperparameters.get(QUANTILE));
    Growth growth = growth(features, target, hyperparameters);
    Settings settings = settings(hyperparameters);
    int outputs = Math.max(1, target.classes());
    Trees before =
        context
            .previous()
            .map(previous -> previous(previous, features, loss, outputs))
            .orElseGet(
                () -> TreesBuilder.empty(features.width(), loss.start(), loss.link(), outputs));
    return Workers.run(
        context,
        workers -> {
          Crew crew = new Crew(workers, context.threads());
          BinnedRows binned =
              Binning.of(features, hyperparameters.get(MAX_BINS), context.seed(), crew);
          Boosting boosting =
              new Boosting(
                  binned,
                  target,
                  loss,
                  settings,
                  growth,
                  TreesBuilder.sums(before, features, crew),
                  before.roots().length / before.start().length,
                  context.seed(),
                  workers,
                  crew);
          return TreesBuilder.join(before, boosting.run(), binned);
        });
  }

  private static Trees previous(Model previous, FeatureMatrix features, Loss loss, int outputs) {
    return TwoSidedTrees.doubled(previous)
        .filter(
            trees ->
                previous.inputs() == features.width()
                    && trees.outputs() == outputs
                    && trees.link() == loss.link()
                    && trees.leafWidth() == 1)
        .orElseThrow(
            () ->
                MlError.INVALID_OPTION.with(
                    "loss", "another than before", "the one of the model to go on from"));
  }

  private static Growth growth(
      FeatureMatrix features, TargetVector target, Options hyperparameters) {
    double weight = 0;
    for (int row = 0; row < target.rows(); row++) {
      weight += target.weight(row) / target.rows();
    }
    return new Growth(
        hyperparameters.get(MAX_LEAF_NODES),
        hyperparameters.find(MAX_DEPTH).orElse(Integer.MAX_VALUE),
        hyperparameters.get(MIN_SAMPLES_LEAF),
        LEAST_CURVATURE * Math.min(1, weight),
        hyperparameters.get(L2_REGULARIZATION),
        Directions.of(
            hyperparameters.find(MONOTONIC_CST), MONOTONIC_CST.name(), features, target.classes()));
  }

  private static Settings settings(Options hyperparameters) {
    Stopping stopping =
        switch (hyperparameters.get(EARLY_STOPPING)) {
          case "true" -> Stopping.ALWAYS;
          case "false" -> Stopping.NEVER;
          default -> Stopping.WITH_MANY_ROWS;
        };
    return new Settings(
        hyperparameters.get(MAX_ITER),
        hyperparameters.get(LEARNING_RATE),
        hyperparameters.get(SUBSAMPLE),
        hyperparameters.get(COLSAMPLE_BYTREE),
        stopping,
        hyperparameters.get(VALIDATION_FRACTION),
        hyperparameters.get(N_ITER_NO_CHANGE),
        hyperparameters.get(TOL));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long sums = classes > 2 ? classes : 1;
    long trees = hyperparameters.get(MAX_ITER) * sums;
    long leaves =
        Math.max(
            1,
            Math.min(
                hyperparameters.get(MAX_LEAF_NODES), rows / hyperparameters.get(MIN_SAMPLES_LEAF)));
    long sampled = 2 * Math.min(rows, 1L << 18) * Double.BYTES;
    long perRow = 2 * Double.BYTES * sums + 6L * Integer.BYTES;
    return BinnedRows.bytes(rows, width)
        + rows * perRow
        + PackedGradients.bytes(rows)
        + Math.min(width, Runtime.getRuntime().availableProcessors()) * sampled
        + HistogramPool.bytes((long) width * BinnedRows.MOST_BINS, leaves)
        + width * (long) BinnedRows.MOST_BINS * Double.BYTES
        + trees * leaves * NODE_BYTES;
  }
}
