// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import java.util.HashMap;
import java.util.Map;
import org.inlayml.engine.EngineContract;

class LightgbmEngineTest extends EngineContract {
  LightgbmEngineTest() {
    super(new LightgbmLearner(), effects());
  }

  private static Map<String, Map<String, Object>> effects() {
    Map<String, Map<String, Object>> effects = new HashMap<>();
    effects.put("objective", Map.of("objective", "regression_l1"));
    effects.put("boosting", Map.of("boosting", "goss", "learning_rate", 0.5));
    effects.put("n_estimators", Map.of("n_estimators", 11));
    effects.put("num_leaves", Map.of("num_leaves", 5));
    effects.put("max_depth", Map.of("max_depth", 2));
    effects.put("learning_rate", Map.of("learning_rate", 0.3));
    effects.put("min_child_samples", Map.of("min_child_samples", 50));
    effects.put("min_child_weight", Map.of("min_child_weight", 60));
    effects.put("min_split_gain", Map.of("min_split_gain", 5));
    effects.put("subsample", Map.of("subsample", 0.5, "subsample_freq", 1));
    effects.put("subsample_freq", Map.of("subsample_freq", 1, "subsample", 0.5));
    effects.put("colsample_bytree", Map.of("colsample_bytree", 0.5));
    effects.put("reg_alpha", Map.of("reg_alpha", 10));
    effects.put("reg_lambda", Map.of("reg_lambda", 10));
    effects.put("path_smooth", Map.of("path_smooth", 10));
    effects.put("extra_trees", Map.of("extra_trees", true));
    effects.put("scale_pos_weight", Map.of("scale_pos_weight", 3, "classes", 2));
    effects.put("max_bin", Map.of("max_bin", 8));
    effects.put("early_stopping_rounds", Map.of("early_stopping_rounds", 1, "learning_rate", 0.5));
    effects.put(
        "validation_fraction", Map.of("early_stopping_rounds", 1, "validation_fraction", 0.5));
    effects.put(
        "eval_metric",
        Map.of("early_stopping_rounds", 1, "eval_metric", "auc", "classes", 2, "n_estimators", 99));
    effects.put("alpha", Map.of("objective", "quantile", "alpha", 0.5));
    effects.put(
        "tweedie_variance_power", Map.of("objective", "tweedie", "tweedie_variance_power", 1.1));
    effects.put("drop_rate", Map.of("boosting", "dart", "drop_rate", 0.9, "skip_drop", 0));
    effects.put("skip_drop", Map.of("boosting", "dart", "skip_drop", 0, "drop_rate", 0.9));
    return effects;
  }
}
