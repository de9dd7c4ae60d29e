// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import org.inlayml.learning.option.Option;

/** Options that several routines share. */
final class RowOptions {
  static final Option<String> MISSING_COLUMNS =
      Option.choice("missing_columns", "null", "error")
          .defaultsTo("null")
          .doc(
              "What a feature is whose key is not in the row: null takes it as a missing value,"
                  + " error refuses the row.");
  static final Option<String> PREDICTION_EXPLAINER =
      Option.choice("prediction_explainer", "permutation_importance")
          .defaultsTo("permutation_importance")
          .doc("How single predictions are explained.");
  static final Option<String> MODEL_EXPLAINER =
      Option.choice("model_explainer", "permutation_importance")
          .defaultsTo("permutation_importance")
          .doc("How the model as a whole is explained.");
  static final Option<Integer> BATCH_SIZE =
      Option.integer("batch_size", 1, 1_000_000)
          .doc("Accepted, since HeatWave has it; rows are written in batches at any rate.");

  private RowOptions() {}
}
