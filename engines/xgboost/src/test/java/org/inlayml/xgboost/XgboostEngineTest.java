// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import java.util.HashMap;
import java.util.Map;
import org.inlayml.engine.EngineContract;

class XgboostEngineTest extends EngineContract {
  XgboostEngineTest() {
    super(new XgboostLearner(), effects());
  }

  private static Map<String, Map<String, Object>> effects() {
    Map<String, Map<String, Object>> effects = new HashMap<>();
    effects.put("objective", Map.of("objective", "reg:absoluteerror"));
    effects.put("booster", Map.of("booster", "dart", "rate_drop", 1, "skip_drop", 0));
    effects.put("n_estimators", Map.of("n_estimators", 11));
    effects.put("max_depth", Map.of("max_depth", 3));
    effects.put("max_leaves", Map.of("max_leaves", 5));
    effects.put("learning_rate", Map.of("learning_rate", 0.1));
    effects.put("min_child_weight", Map.of("min_child_weight", 20));
    effects.put("gamma", Map.of("gamma", 5));
    effects.put("max_delta_step", Map.of("max_delta_step", 0.1));
    effects.put("subsample", Map.of("subsample", 0.5));
    effects.put("colsample_bytree", Map.of("colsample_bytree", 0.5));
    effects.put("colsample_bylevel", Map.of("colsample_bylevel", 0.5));
    effects.put("colsample_bynode", Map.of("colsample_bynode", 0.5));
    effects.put("reg_lambda", Map.of("reg_lambda", 10));
    effects.put("reg_alpha", Map.of("reg_alpha", 10));
    effects.put("scale_pos_weight", Map.of("scale_pos_weight", 3, "classes", 2));
    effects.put("tree_method", Map.of("tree_method", "exact"));
    effects.put("grow_policy", Map.of("grow_policy", "lossguide", "max_leaves", 9));
    effects.put("max_bin", Map.of("max_bin", 8));
    effects.put("early_stopping_rounds", Map.of("early_stopping_rounds", 1));
    effects.put(
        "validation_fraction", Map.of("early_stopping_rounds", 1, "validation_fraction", 0.5));
    effects.put(
        "eval_metric",
        Map.of("early_stopping_rounds", 1, "eval_metric", "auc", "classes", 2, "n_estimators", 99));
    effects.put("base_score", Map.of("base_score", 100));
    effects.put("quantile_alpha", Map.of("objective", "reg:quantileerror", "quantile_alpha", 0.9));
    effects.put(
        "tweedie_variance_power",
        Map.of("objective", "reg:tweedie", "tweedie_variance_power", 1.1));
    effects.put("huber_slope", Map.of("objective", "reg:pseudohubererror", "huber_slope", 0.1));
    effects.put("rate_drop", Map.of("booster", "dart", "rate_drop", 0.9, "skip_drop", 0));
    effects.put("skip_drop", Map.of("booster", "dart", "skip_drop", 0, "rate_drop", 0.9));
    return effects;
  }
}
