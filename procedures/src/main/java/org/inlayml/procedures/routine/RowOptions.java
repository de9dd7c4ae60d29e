// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.util.List;
import java.util.Objects;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.session.JsonOptions;
import org.jspecify.annotations.Nullable;

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
  static final Option<Integer> THREADS =
      Option.integer("threads", 1, 1024)
          .doc(
              "How many threads may predict; without it, as many as there are processors. The"
                  + " result is the same for any number.");
  static final Option<Integer> BATCH_SIZE =
      Option.integer("batch_size", 1, 1_000_000)
          .doc("Accepted, since HeatWave has it; rows are written in batches at any rate.");

  private static final int ROUTINE = 0;
  private static final int JSON = 1;
  private static final int COMPLETE = 2;

  /** What a thread has read last. */
  private static final ThreadLocal<@Nullable Object @Nullable []> LAST = new ThreadLocal<>();

  private RowOptions() {}

  /** How many threads may predict. */
  static int threads(Options options) {
    return options.find(THREADS).orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /**
   * Whether rows must have all features, by {@link #MISSING_COLUMNS}. Reads the same options once,
   * not once a row. Errors: those of {@link JsonOptions#parse}.
   *
   * @param routine the name of the routine that knows just these options
   */
  static boolean isComplete(String routine, List<Option<?>> known, @Nullable String json) {
    @Nullable Object @Nullable [] last = LAST.get();
    if (last != null && routine.equals(last[ROUTINE]) && Objects.equals(json, last[JSON])) {
      return Boolean.TRUE.equals(last[COMPLETE]);
    }
    Options options = JsonOptions.parse(routine, known, json);
    boolean complete = options.get(MISSING_COLUMNS).equals("error");
    LAST.set(new @Nullable Object[] {routine, json, complete});
    return complete;
  }
}
