// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.inlayml.engine.NativeOptions;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** XGBoost's options under the names of its scikit-learn interface, and its own names for them. */
final class XgboostOptions {
  private static final double MANY = 1e9;

  static final Option<String> OBJECTIVE =
      Option.choice(
              "objective",
              "reg:squarederror",
              "reg:absoluteerror",
              "reg:pseudohubererror",
              "reg:quantileerror",
              "reg:gamma",
              "reg:tweedie",
              "count:poisson",
              "binary:logistic",
              "multi:softprob")
          .doc(
              "What is made small; absent, reg:squarederror for a number, binary:logistic for two"
                  + " classes, multi:softprob for more.");
  static final Option<String> BOOSTER =
      Option.choice("booster", "gbtree", "dart")
          .defaultsTo("gbtree")
          .doc("Whether rounds drop some trees of those before, as dart does.");
  static final Option<Integer> N_ESTIMATORS =
      Option.integer("n_estimators", 1, 10_000).defaultsTo(100).doc("How many rounds.");
  static final Option<Integer> MAX_DEPTH =
      Option.integer("max_depth", 0, 64)
          .defaultsTo(6)
          .doc("The most tests from the root to a leaf; 0 for any number.");
  static final Option<Integer> MAX_LEAVES =
      Option.integer("max_leaves", 0, 1_000_000)
          .defaultsTo(0)
          .doc("The most leaves of a tree; 0 for any number.");
  static final Option<Double> LEARNING_RATE =
      Option.number("learning_rate", 0, 1).defaultsTo(0.3).doc("How much of each tree is added.");
  static final Option<Double> MIN_CHILD_WEIGHT =
      Option.number("min_child_weight", 0, MANY)
          .defaultsTo(1.0)
          .doc("The least sum of second derivatives in a leaf.");
  static final Option<Double> GAMMA =
      Option.number("gamma", 0, MANY).defaultsTo(0.0).doc("The least gain of a split.");
  static final Option<Double> MAX_DELTA_STEP =
      Option.number("max_delta_step", 0, MANY)
          .doc("The most that a leaf may say; 0 for any; absent, 0.7 for count:poisson, else 0.");
  static final Option<Double> SUBSAMPLE =
      Option.number("subsample", 0.001, 1)
          .defaultsTo(1.0)
          .doc("The share of rows that each round draws.");
  static final Option<Double> COLSAMPLE_BYTREE =
      Option.number("colsample_bytree", 0.001, 1)
          .defaultsTo(1.0)
          .doc("The share of features that each tree draws.");
  static final Option<Double> COLSAMPLE_BYLEVEL =
      Option.number("colsample_bylevel", 0.001, 1)
          .defaultsTo(1.0)
          .doc("The share of those that each level of a tree draws.");
  static final Option<Double> COLSAMPLE_BYNODE =
      Option.number("colsample_bynode", 0.001, 1)
          .defaultsTo(1.0)
          .doc("The share of those that each split draws.");
  static final Option<Double> REG_LAMBDA =
      Option.number("reg_lambda", 0, MANY)
          .defaultsTo(1.0)
          .doc("How much the squares of leaves are punished.");
  static final Option<Double> REG_ALPHA =
      Option.number("reg_alpha", 0, MANY)
          .defaultsTo(0.0)
          .doc("How much the sizes of leaves are punished.");
  static final Option<Double> SCALE_POS_WEIGHT =
      Option.number("scale_pos_weight", 0, MANY)
          .defaultsTo(1.0)
          .doc("How much a row of the second of two classes counts against one of the first.");
  static final Option<String> TREE_METHOD =
      Option.choice("tree_method", "hist", "approx", "exact")
          .defaultsTo("hist")
          .doc("Whether splits are sought among bins, or among all values.");
  static final Option<String> GROW_POLICY =
      Option.choice("grow_policy", "depthwise", "lossguide")
          .defaultsTo("depthwise")
          .doc("Whether the node nearest to the root is split next, or the one that gains most.");
  static final Option<Integer> MAX_BIN =
      Option.integer("max_bin", 2, 65_535).defaultsTo(256).doc("The most bins of a feature.");
  static final Option<Double> BASE_SCORE =
      Option.number("base_score", -MANY, MANY)
          .doc("The answer that the first round begins with; absent, what the rows suggest.");
  static final Option<Double> QUANTILE_ALPHA =
      Option.numberBetween("quantile_alpha", 0, 1)
          .defaultsTo(0.5)
          .doc("Which quantile reg:quantileerror learns.");
  static final Option<Double> TWEEDIE_VARIANCE_POWER =
      Option.numberBetween("tweedie_variance_power", 1, 2)
          .defaultsTo(1.5)
          .doc("How the variance of reg:tweedie grows: 1 is near Poisson, 2 near gamma.");
  static final Option<Double> HUBER_SLOPE =
      Option.number("huber_slope", 0.000001, MANY)
          .defaultsTo(1.0)
          .doc("From which error on reg:pseudohubererror counts it but once.");
  static final Option<Double> RATE_DROP =
      Option.number("rate_drop", 0, 1).defaultsTo(0.1).doc("The share of trees that dart drops.");
  static final Option<Double> SKIP_DROP =
      Option.number("skip_drop", 0, 1)
          .defaultsTo(0.5)
          .doc("The chance that a round of dart drops no tree.");
  static final Option<String> EVAL_METRIC =
      Option.choice(
              "eval_metric",
              "rmse",
              "mae",
              "mape",
              "mphe",
              "rmsle",
              "poisson-nloglik",
              "gamma-nloglik",
              "gamma-deviance",
              "quantile",
              "logloss",
              "error",
              "auc",
              "aucpr",
              "mlogloss",
              "merror")
          .doc("What early stopping looks at; absent, what goes with the objective.");

  static final List<Option<?>> ALL =
      List.of(
          OBJECTIVE,
          BOOSTER,
          N_ESTIMATORS,
          MAX_DEPTH,
          MAX_LEAVES,
          LEARNING_RATE,
          MIN_CHILD_WEIGHT,
          GAMMA,
          MAX_DELTA_STEP,
          SUBSAMPLE,
          COLSAMPLE_BYTREE,
          COLSAMPLE_BYLEVEL,
          COLSAMPLE_BYNODE,
          REG_LAMBDA,
          REG_ALPHA,
          SCALE_POS_WEIGHT,
          TREE_METHOD,
          GROW_POLICY,
          MAX_BIN,
          NativeOptions.MONOTONE_CONSTRAINTS,
          NativeOptions.EARLY_STOPPING_ROUNDS,
          NativeOptions.VALIDATION_FRACTION,
          EVAL_METRIC,
          BASE_SCORE,
          QUANTILE_ALPHA,
          TWEEDIE_VARIANCE_POWER,
          HUBER_SLOPE,
          RATE_DROP,
          SKIP_DROP,
          NativeOptions.PROCESS);

  private static final List<Option<?>> SENT =
      List.of(
          BOOSTER,
          MAX_DEPTH,
          MAX_LEAVES,
          LEARNING_RATE,
          MIN_CHILD_WEIGHT,
          GAMMA,
          MAX_DELTA_STEP,
          SUBSAMPLE,
          COLSAMPLE_BYTREE,
          COLSAMPLE_BYLEVEL,
          COLSAMPLE_BYNODE,
          REG_LAMBDA,
          REG_ALPHA,
          SCALE_POS_WEIGHT,
          TREE_METHOD,
          GROW_POLICY,
          EVAL_METRIC,
          BASE_SCORE);

  private static final Map<String, List<Option<?>>> SENT_FOR =
      Map.of(
          "reg:quantileerror", List.of(QUANTILE_ALPHA),
          "reg:tweedie", List.of(TWEEDIE_VARIANCE_POWER),
          "reg:pseudohubererror", List.of(HUBER_SLOPE),
          "dart", List.of(RATE_DROP, SKIP_DROP),
          "hist", List.of(MAX_BIN),
          "approx", List.of(MAX_BIN));

  private XgboostOptions() {}

  /**
   * XGBoost's parameters. Errors: {@link MlError#INVALID_OPTION}, {@link
   * MlError#CONFLICTING_OPTIONS}.
   */
  static SortedMap<String, String> parameters(
      Options options, FeatureMatrix features, TargetVector target, long seed) {
    if (options.get(BOOSTER).equals("dart")
        && options.isGiven(NativeOptions.EARLY_STOPPING_ROUNDS)) {
      // Later rounds change the trees of the best one.
      throw MlError.CONFLICTING_OPTIONS.with(
          "booster = dart", NativeOptions.EARLY_STOPPING_ROUNDS.name());
    }
    String objective = objective(options, target);
    SortedMap<String, String> parameters = new TreeMap<>();
    SENT.forEach(option -> put(option, options, parameters));
    for (String word : List.of(objective, options.get(BOOSTER), options.get(TREE_METHOD))) {
      SENT_FOR.getOrDefault(word, List.of()).forEach(option -> put(option, options, parameters));
    }
    parameters.put("objective", objective);
    parameters.put("seed", Integer.toString(Long.hashCode(seed) & Integer.MAX_VALUE));
    if (target.classes() > 2) {
      parameters.put("num_class", Integer.toString(target.classes()));
    }
    String constraints = NativeOptions.constraints(options, features.names());
    if (!constraints.isEmpty()) {
      parameters.put("monotone_constraints", "(" + constraints + ")");
    }
    if (target.task() == Task.CLASSIFICATION && isOneClass(target)) {
      // No odds can be had of a share that is 0 or 1.
      parameters.putIfAbsent("base_score", "0.5");
    }
    return parameters;
  }

  private static void put(Option<?> option, Options options, Map<String, String> parameters) {
    options.find(option).ifPresent(value -> parameters.put(option.name(), String.valueOf(value)));
  }

  private static boolean isOneClass(TargetVector target) {
    double first = target.values()[0];
    for (double value : target.values()) {
      if (value != first) {
        return false;
      }
    }
    return true;
  }

  private static String objective(Options options, TargetVector target) {
    String fit = "a number";
    String standard = "reg:squarederror";
    if (target.classes() > 0) {
      boolean two = target.classes() == 2;
      fit = two ? "two classes" : target.classes() + " classes";
      standard = two ? "binary:logistic" : "multi:softprob";
    }
    String objective = options.find(OBJECTIVE).orElse(standard).toLowerCase(Locale.ROOT);
    boolean ofClasses = objective.startsWith("binary:") || objective.startsWith("multi:");
    if (target.classes() > 0 ? !objective.equals(standard) : ofClasses) {
      throw MlError.INVALID_OPTION.with(
          OBJECTIVE.name(), "'" + objective + "'", "one for a target of " + fit);
    }
    return objective;
  }
}
