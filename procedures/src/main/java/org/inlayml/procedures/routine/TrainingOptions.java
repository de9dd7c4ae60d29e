// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.Storage;
import org.inlayml.learning.training.TrainingRequest;
import org.inlayml.learning.training.Weighting;
import org.inlayml.procedures.session.Limits;

/** The options of {@code ML_TRAIN}. */
final class TrainingOptions {
  static final Option<String> TASK =
      Option.text("task")
          .defaultsTo(Task.CLASSIFICATION.sqlName())
          .doc("What to learn: classification or regression.");
  static final Option<String> ALGORITHM =
      Option.text("algorithm").doc("The one algorithm to use; without it the best one is chosen.");
  static final Option<Map<String, Object>> HYPERPARAMETERS =
      Option.object("hyperparameters").doc("The algorithm's own options; needs algorithm.");
  static final Option<List<String>> MODEL_LIST =
      Option.texts("model_list").doc("Only these algorithms are tried.");
  static final Option<List<String>> EXCLUDE_MODEL_LIST =
      Option.texts("exclude_model_list").doc("These algorithms are not tried.");
  static final Option<String> OPTIMIZATION_METRIC =
      Option.text("optimization_metric")
          .doc(
              "The metric that decides which algorithm is best. Without it neg_log_loss for a"
                  + " classification, neg_mean_squared_error for a regression.");
  static final Option<List<String>> INCLUDE_COLUMN_LIST =
      Option.texts("include_column_list")
          .doc("Columns that are used however little they seem to tell.");
  static final Option<List<String>> EXCLUDE_COLUMN_LIST =
      Option.texts("exclude_column_list").doc("Columns that are not used.");
  static final Option<String> NOTES = Option.text("notes").doc("A text kept in the catalog.");
  static final Option<Boolean> REPLACE =
      Option.flag("replace")
          .defaultsTo(false)
          .doc("Whether a model that has the handle already is replaced.");
  static final Option<Long> SEED =
      Option.wholeNumber("seed")
          .defaultsTo(0L)
          .doc(
              "Decides all random choices: the same rows in the same order, options and seed give the"
                  + " same model.");
  static final Option<Double> VALIDATION_SPLIT =
      Option.number("validation_split", 0, 0.9)
          .defaultsTo(0.2)
          .doc(
              "The share of rows held out to score on; the model itself is fitted on all rows."
                  + " 0 means no score, then algorithm must be given.");

  static final Option<String> STORAGE =
      Option.choice("storage", Storage.FULL.sqlName(), Storage.QUANTIZED.sqlName())
          .defaultsTo(Storage.FULL.sqlName())
          .doc(
              "full keeps the model as it was fitted. quantized keeps trees in fewer bytes:"
                  + " thresholds move between the training values beside them, to 32-bit floats"
                  + " where such lie there, so that every training row goes the same way; values of"
                  + " leaves are rounded to multiples of a power of two, at most 1/64 of their"
                  + " standard deviation. The scores are those of the quantized model, and the"
                  + " notes say what it costs. Other models stay as they are.");

  static final List<Option<?>> ALL =
      List.of(
          TASK,
          ALGORITHM,
          HYPERPARAMETERS,
          MODEL_LIST,
          EXCLUDE_MODEL_LIST,
          OPTIMIZATION_METRIC,
          INCLUDE_COLUMN_LIST,
          EXCLUDE_COLUMN_LIST,
          NOTES,
          REPLACE,
          SEED,
          VALIDATION_SPLIT,
          STORAGE,
          Limits.THREADS,
          Limits.MAX_SECONDS,
          Limits.MAX_MEMORY_MB);

  private TrainingOptions() {}

  /** Puts options in force together. Errors: {@link MlError#CONFLICTING_OPTIONS}. */
  static TrainingRequest request(Options options, String target, List<String> primaryKey) {
    refuseBoth(options, ALGORITHM, MODEL_LIST);
    refuseBoth(options, ALGORITHM, EXCLUDE_MODEL_LIST);
    refuseBoth(options, MODEL_LIST, EXCLUDE_MODEL_LIST);
    Optional<String> algorithm = options.find(ALGORITHM);
    if (options.isGiven(HYPERPARAMETERS) && algorithm.isEmpty()) {
      throw MlError.INVALID_OPTION.with(
          HYPERPARAMETERS.name(), "an object", "the option 'algorithm' beside it");
    }
    double validation = options.get(VALIDATION_SPLIT);
    if (validation == 0 && algorithm.isEmpty()) {
      throw MlError.INVALID_OPTION.with(
          VALIDATION_SPLIT.name(),
          "0",
          "a share above 0, for algorithms are compared by their scores; or the option 'algorithm'");
    }
    return new TrainingRequest(
        Task.of(options.get(TASK)),
        Optional.of(target),
        algorithm.map(List::of).orElse(options.find(MODEL_LIST).orElse(List.of())),
        options.find(EXCLUDE_MODEL_LIST).orElse(List.of()),
        options.find(HYPERPARAMETERS).orElse(Map.of()),
        options.find(OPTIMIZATION_METRIC),
        Weighting.NONE,
        Optional.empty(),
        options.find(INCLUDE_COLUMN_LIST).orElse(List.of()),
        options.find(EXCLUDE_COLUMN_LIST).orElse(List.of()),
        Set.copyOf(primaryKey),
        validation,
        options.get(SEED),
        options.get(Limits.THREADS),
        Limits.memory(options),
        Storage.of(options.get(STORAGE)));
  }

  private static void refuseBoth(Options options, Option<?> one, Option<?> other) {
    if (options.isGiven(one) && options.isGiven(other)) {
      throw MlError.CONFLICTING_OPTIONS.with(one.name(), other.name());
    }
  }
}
