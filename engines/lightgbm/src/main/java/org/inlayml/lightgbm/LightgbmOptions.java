// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.inlayml.engine.NativeOptions;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** LightGBM's options under the names of its scikit-learn interface, and its own names for them. */
final class LightgbmOptions {
  private static final double MANY = 1e9;

  static final Option<String> OBJECTIVE =
      Option.choice(
              "objective",
              "regression",
              "regression_l1",
              "huber",
              "fair",
              "quantile",
              "mape",
              "poisson",
              "gamma",
              "tweedie",
              "binary",
              "multiclass")
          .doc(
              "What is made small; absent, regression for a number, binary for two classes,"
                  + " multiclass for more.");
  static final Option<String> BOOSTING =
      Option.choice("boosting", "gbdt", "dart", "goss")
          .defaultsTo("gbdt")
          .doc(
              "Whether rounds drop some trees of those before, as dart does, or look mostly at rows"
                  + " with large errors, as goss does.");
  static final Option<Integer> N_ESTIMATORS =
      Option.integer("n_estimators", 1, 10_000).defaultsTo(100).doc("How many rounds.");
  static final Option<Integer> NUM_LEAVES =
      Option.integer("num_leaves", 2, 131_072).defaultsTo(31).doc("The most leaves of a tree.");
  static final Option<Integer> MAX_DEPTH =
      Option.integer("max_depth", -1, 1_000)
          .defaultsTo(-1)
          .doc("The most tests from the root to a leaf; not above 0 for any number.");
  static final Option<Double> LEARNING_RATE =
      Option.number("learning_rate", 0.000001, 1)
          .defaultsTo(0.1)
          .doc("How much of each tree is added.");
  static final Option<Integer> MIN_CHILD_SAMPLES =
      Option.integer("min_child_samples", 0, 1_000_000)
          .defaultsTo(20)
          .doc("The fewest rows of a leaf.");
  static final Option<Double> MIN_CHILD_WEIGHT =
      Option.number("min_child_weight", 0, MANY)
          .defaultsTo(0.001)
          .doc("The least sum of second derivatives in a leaf.");
  static final Option<Double> MIN_SPLIT_GAIN =
      Option.number("min_split_gain", 0, MANY).defaultsTo(0.0).doc("The least gain of a split.");
  static final Option<Double> SUBSAMPLE =
      Option.number("subsample", 0.001, 1)
          .defaultsTo(1.0)
          .doc("The share of rows that is drawn, see subsample_freq.");
  static final Option<Integer> SUBSAMPLE_FREQ =
      Option.integer("subsample_freq", 0, 10_000)
          .defaultsTo(0)
          .doc("After how many rounds other rows are drawn; 0 for never drawing any.");
  static final Option<Double> COLSAMPLE_BYTREE =
      Option.number("colsample_bytree", 0.001, 1)
          .defaultsTo(1.0)
          .doc("The share of features that each tree draws.");
  static final Option<Double> REG_ALPHA =
      Option.number("reg_alpha", 0, MANY)
          .defaultsTo(0.0)
          .doc("How much the sizes of leaves are punished.");
  static final Option<Double> REG_LAMBDA =
      Option.number("reg_lambda", 0, MANY)
          .defaultsTo(0.0)
          .doc("How much the squares of leaves are punished.");
  static final Option<Double> PATH_SMOOTH =
      Option.number("path_smooth", 0, MANY)
          .defaultsTo(0.0)
          .doc("How much nodes lean on those above them.");
  static final Option<Boolean> EXTRA_TREES =
      Option.flag("extra_trees")
          .defaultsTo(false)
          .doc("Whether each split tries but one threshold a feature, drawn at random.");
  static final Option<Double> SCALE_POS_WEIGHT =
      Option.number("scale_pos_weight", 0.000001, MANY)
          .defaultsTo(1.0)
          .doc("How much a row of the second of two classes counts against one of the first.");
  static final Option<Integer> MAX_BIN =
      Option.integer("max_bin", 2, 65_535).defaultsTo(255).doc("The most bins of a feature.");
  static final Option<Double> ALPHA =
      Option.numberBetween("alpha", 0, 1)
          .defaultsTo(0.9)
          .doc("Which quantile the objective quantile learns; from which error on huber is mild.");
  static final Option<Double> TWEEDIE_VARIANCE_POWER =
      Option.numberBetween("tweedie_variance_power", 1, 2)
          .defaultsTo(1.5)
          .doc("How the variance of tweedie grows: 1 is near Poisson, 2 near gamma.");
  static final Option<Double> DROP_RATE =
      Option.number("drop_rate", 0, 1).defaultsTo(0.1).doc("The share of trees that dart drops.");
  static final Option<Double> SKIP_DROP =
      Option.number("skip_drop", 0, 1)
          .defaultsTo(0.5)
          .doc("The chance that a round of dart drops no tree.");
  static final Option<String> EVAL_METRIC =
      Option.choice(
              "eval_metric",
              "l1",
              "l2",
              "rmse",
              "quantile",
              "huber",
              "fair",
              "mape",
              "poisson",
              "gamma",
              "gamma_deviance",
              "tweedie",
              "binary_logloss",
              "binary_error",
              "auc",
              "average_precision",
              "multi_logloss",
              "multi_error",
              "auc_mu")
          .doc("What early stopping looks at; absent, what goes with the objective.");

  static final List<Option<?>> ALL =
      List.of(
          OBJECTIVE,
          BOOSTING,
          N_ESTIMATORS,
          NUM_LEAVES,
          MAX_DEPTH,
          LEARNING_RATE,
          MIN_CHILD_SAMPLES,
          MIN_CHILD_WEIGHT,
          MIN_SPLIT_GAIN,
          SUBSAMPLE,
          SUBSAMPLE_FREQ,
          COLSAMPLE_BYTREE,
          REG_ALPHA,
          REG_LAMBDA,
          PATH_SMOOTH,
          EXTRA_TREES,
          SCALE_POS_WEIGHT,
          MAX_BIN,
          NativeOptions.MONOTONE_CONSTRAINTS,
          NativeOptions.EARLY_STOPPING_ROUNDS,
          NativeOptions.VALIDATION_FRACTION,
          EVAL_METRIC,
          ALPHA,
          TWEEDIE_VARIANCE_POWER,
          DROP_RATE,
          SKIP_DROP,
          NativeOptions.PROCESS);

  /** LightGBM's own names; no name is an alias of another, of which LightGBM would take one. */
  private static final Map<Option<?>, String> SENT =
      Map.ofEntries(
          Map.entry(NUM_LEAVES, "num_leaves"),
          Map.entry(MAX_DEPTH, "max_depth"),
          Map.entry(LEARNING_RATE, "learning_rate"),
          Map.entry(MIN_CHILD_SAMPLES, "min_data_in_leaf"),
          Map.entry(MIN_CHILD_WEIGHT, "min_sum_hessian_in_leaf"),
          Map.entry(MIN_SPLIT_GAIN, "min_gain_to_split"),
          Map.entry(COLSAMPLE_BYTREE, "feature_fraction"),
          Map.entry(REG_ALPHA, "lambda_l1"),
          Map.entry(REG_LAMBDA, "lambda_l2"),
          Map.entry(PATH_SMOOTH, "path_smooth"),
          Map.entry(EXTRA_TREES, "extra_trees"),
          Map.entry(SCALE_POS_WEIGHT, "scale_pos_weight"),
          Map.entry(MAX_BIN, "max_bin"),
          Map.entry(ALPHA, "alpha"),
          Map.entry(TWEEDIE_VARIANCE_POWER, "tweedie_variance_power"),
          Map.entry(DROP_RATE, "drop_rate"),
          Map.entry(SKIP_DROP, "skip_drop"),
          Map.entry(EVAL_METRIC, "metric"));

  private LightgbmOptions() {}

  /**
   * LightGBM's parameters. Errors: {@link MlError#INVALID_OPTION}, {@link
   * MlError#CONFLICTING_OPTIONS}.
   */
  static SortedMap<String, String> parameters(
      Options options, FeatureMatrix features, TargetVector target, long seed) {
    String boosting = options.get(BOOSTING);
    if (boosting.equals("dart") && options.isGiven(NativeOptions.EARLY_STOPPING_ROUNDS)) {
      // Later rounds change the trees of the best one.
      throw MlError.CONFLICTING_OPTIONS.with(
          "boosting = dart", NativeOptions.EARLY_STOPPING_ROUNDS.name());
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    SENT.forEach(
        (option, name) ->
            options.find(option).ifPresent(value -> parameters.put(name, String.valueOf(value))));
    parameters.put("objective", objective(options, target));
    parameters.put("boosting", boosting.equals("goss") ? "gbdt" : boosting);
    if (boosting.equals("goss")) {
      parameters.put("data_sample_strategy", "goss");
    } else if (options.get(SUBSAMPLE_FREQ) > 0) {
      parameters.put("bagging_freq", Integer.toString(options.get(SUBSAMPLE_FREQ)));
      parameters.put("bagging_fraction", Double.toString(options.get(SUBSAMPLE)));
    }
    if (target.classes() > 2) {
      parameters.put("num_class", Integer.toString(target.classes()));
    }
    parameters.put("monotone_constraints", NativeOptions.constraints(options, features.names()));
    parameters.put("seed", Integer.toString(Long.hashCode(seed) & Integer.MAX_VALUE));
    // The same trees for any number of threads and any width of the processor's registers.
    parameters.put("deterministic", "true");
    parameters.put("force_row_wise", "true");
    // No value is missing. What cannot be split is to stay a column all the same.
    parameters.put("use_missing", "false");
    parameters.put("feature_pre_filter", "false");
    parameters.put("verbosity", "-1");
    return parameters;
  }

  private static String objective(Options options, TargetVector target) {
    String fit = "a number";
    String standard = "regression";
    if (target.classes() > 0) {
      boolean two = target.classes() == 2;
      fit = two ? "two classes" : target.classes() + " classes";
      standard = two ? "binary" : "multiclass";
    }
    String objective = options.find(OBJECTIVE).orElse(standard).toLowerCase(Locale.ROOT);
    boolean ofClasses = objective.equals("binary") || objective.equals("multiclass");
    if (target.classes() > 0 ? !objective.equals(standard) : ofClasses) {
      throw MlError.INVALID_OPTION.with(
          OBJECTIVE.name(), "'" + objective + "'", "one for a target of " + fit);
    }
    return objective;
  }
}
