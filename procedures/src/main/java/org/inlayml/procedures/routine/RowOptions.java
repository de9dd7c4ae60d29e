// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.value.Answers;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.ModelNames;
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

  static final Option<Double> THRESHOLD =
      Option.numberBetween("threshold", 0, 1)
          .doc(
              "Of an anomaly detection: the probability of an anomaly above which a row is one, 0.5"
                  + " when absent, which is where the contamination of the training rows put it.");

  static final Option<Boolean> ADDITIONAL_DETAILS =
      Option.flag("additional_details")
          .defaultsTo(false)
          .doc(
              "Adds the member drift to ml_results: its metric is above 1 where the row is unlike"
                  + " those of training, and attribution_percent names the features that make it"
                  + " so, three at most.");

  static final Option<String> AS_OF =
      Option.checked(
              "as_of",
              "a time such as 2026-11-27 10:00:00+01:00, without an offset in UTC",
              value ->
                  value instanceof String text && ModelNames.time(text).isPresent()
                      ? Optional.of(text)
                      : Optional.empty())
          .doc("Of a project: the version that was live at that time answers.");

  /**
   * Options as a thread has read them last.
   *
   * @param routine the name of the routine that knows just these options
   */
  private record Read(String routine, @Nullable String json, Options options) {}

  private static final ThreadLocal<@Nullable Read> LAST = new ThreadLocal<>();

  private RowOptions() {}

  /** How many threads may predict. */
  static int threads(Options options) {
    return options.find(THREADS).orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /**
   * Reads options; the same ones once, not once a row. Errors: those of {@link JsonOptions#parse}.
   *
   * @param routine the name of the routine that knows just these options
   */
  static Options read(String routine, List<Option<?>> known, @Nullable String json) {
    Read last = LAST.get();
    if (last != null && routine.equals(last.routine()) && Objects.equals(json, last.json())) {
      return last.options();
    }
    Options options = JsonOptions.parse(routine, known, json);
    LAST.set(new Read(routine, json, options));
    return options;
  }

  /**
   * The name of the model that is to answer.
   *
   * @param given by the caller
   */
  static String model(Options options, String given) {
    return options
        .find(AS_OF)
        .flatMap(ModelNames::time)
        .map(time -> ModelNames.asOf(given, time))
        .orElse(given);
  }

  /** Whether rows must have all features. */
  static boolean isComplete(Options options) {
    return options.get(MISSING_COLUMNS).equals("error");
  }

  /**
   * The probability above which a row is an anomaly.
   *
   * <p>Errors: {@link MlError#INVALID_OPTION} where it is given and the model detects none.
   */
  static double threshold(Options options, LoadedModel model) {
    Optional<Double> given = options.find(THRESHOLD);
    if (given.isPresent() && model.predictor().target().task() != Task.ANOMALY_DETECTION) {
      throw MlError.INVALID_OPTION.with(
          THRESHOLD.name(), given.get(), "a model that detects anomalies");
    }
    return given.orElse(Answers.HALF);
  }
}
