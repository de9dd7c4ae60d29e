// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.anomaly.Contamination;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.Storage;
import org.inlayml.learning.training.TrainingRequest;
import org.inlayml.learning.training.TrainingRequest.HoldOut;
import org.inlayml.learning.training.Weighting;
import org.inlayml.procedures.session.Limits;
import org.jspecify.annotations.Nullable;

/** The options of {@code ML_TRAIN}. */
final class TrainingOptions {
  static final Option<String> TASK =
      Option.text("task")
          .defaultsTo(Task.CLASSIFICATION.sqlName())
          .doc(
              "What to learn: classification, regression, clustering, anomaly_detection, or"
                  + " decomposition. The last three need no target.");
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

  static final Option<String> WARM_START =
      Option.text("warm_start")
          .doc(
              "The handle of a model to go on from with the rows given: its features, classes,"
                  + " algorithm and hyperparameters hold, unless hyperparameters are given too."
                  + " ML.ALGORITHM says which algorithms can.");
  static final Option<Double> CONTAMINATION =
      Contamination.CONTAMINATION.doc(
          "Of an anomaly detection: the share of the training rows that are taken to be"
              + " anomalies, when absent that of the algorithm.");
  static final Option<Map<String, Object>> EXPERIMENTAL =
      Option.object("experimental")
          .doc(
              "Of an anomaly detection, as in HeatWave: {\"semisupervised\":"
                  + " {\"supervised_submodel_options\": {\"min_labels\": 20, \"n_neighbors\": 5},"
                  + " \"ensemble_score\": \"f1\"}} learns from the rows that the target labels 1"
                  + " for an anomaly or 0 for a normal row; all others are NULL.");

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

  static final Option<String> PROJECT =
      Option.text("project")
          .doc(
              "Makes the model the next version of that project, which is made where it does not"
                  + " exist; model_handle must be NULL, and becomes project:version. The rows held"
                  + " out by validation_split are chosen by what they hold, and the model never"
                  + " sees them, so that versions can be compared on them.");
  static final Option<String> DEPLOY =
      Option.choice("deploy", "better", "always", "never")
          .defaultsTo("better")
          .doc(
              "Of a project: better deploys the version where it beats the live one on the same"
                  + " rows held out, or none is live; always and never do as they say. Policy and"
                  + " tests of the project hold in any case.");
  static final Option<Boolean> MATERIALIZE_SNAPSHOT =
      Option.flag("materialize_snapshot")
          .defaultsTo(false)
          .doc(
              "Whether the rows are stored beside the model, so that ML_REPRODUCE can train on them"
                  + " when the relation has changed.");

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
          Weighting.CLASS_WEIGHT,
          Weighting.SAMPLE_WEIGHT_COLUMN,
          WARM_START,
          CONTAMINATION,
          EXPERIMENTAL,
          STORAGE,
          PROJECT,
          DEPLOY,
          MATERIALIZE_SNAPSHOT,
          Limits.THREADS,
          Limits.MAX_SECONDS,
          Limits.MAX_MEMORY_MB);

  private TrainingOptions() {}

  /**
   * Puts options in force together.
   *
   * <p>Errors: {@link MlError#CONFLICTING_OPTIONS}, {@link MlError#INVALID_OPTION}.
   *
   * @param target the column to predict; null only for a task that needs none
   * @param previous the model to go on from
   * @param holdOut how rows are held out
   */
  static TrainingRequest request(
      Options options,
      @Nullable String target,
      List<String> primaryKey,
      Optional<PreviousModel> previous,
      HoldOut holdOut) {
    refuseBoth(options, ALGORITHM, MODEL_LIST);
    refuseBoth(options, ALGORITHM, EXCLUDE_MODEL_LIST);
    refuseBoth(options, MODEL_LIST, EXCLUDE_MODEL_LIST);
    refuseBoth(options, WARM_START, MODEL_LIST);
    refuseBoth(options, WARM_START, EXCLUDE_MODEL_LIST);
    Optional<String> algorithm =
        previous.map(PreviousModel::algorithm).or(() -> options.find(ALGORITHM));
    if (options.isGiven(HYPERPARAMETERS) && algorithm.isEmpty()) {
      throw MlError.INVALID_OPTION.with(
          HYPERPARAMETERS.name(), "an object", "the option 'algorithm' beside it");
    }
    Task task = Task.of(options.get(TASK));
    if (options.isGiven(Weighting.CLASS_WEIGHT) && task != Task.CLASSIFICATION) {
      throw MlError.INVALID_OPTION.with(
          Weighting.CLASS_WEIGHT.name(), "a value", "none unless the task is classification");
    }
    double validation = options.get(VALIDATION_SPLIT);
    if (validation == 0 && algorithm.isEmpty() && task.isSupervised()) {
      throw MlError.INVALID_OPTION.with(
          VALIDATION_SPLIT.name(),
          "0",
          "a share above 0, for algorithms are compared by their scores; or the option 'algorithm'");
    }
    Map<String, Object> hyperparameters = new LinkedHashMap<>();
    previous.ifPresent(model -> hyperparameters.putAll(model.hyperparameters()));
    hyperparameters.putAll(AnomalyOptions.hyperparameters(options, task));
    options.find(HYPERPARAMETERS).ifPresent(hyperparameters::putAll);
    return new TrainingRequest(
        task,
        Optional.ofNullable(target),
        algorithm.map(List::of).orElse(options.find(MODEL_LIST).orElse(List.of())),
        options.find(EXCLUDE_MODEL_LIST).orElse(List.of()),
        hyperparameters,
        options.find(OPTIMIZATION_METRIC),
        Weighting.of(options),
        previous.map(PreviousModel::predictor),
        options.find(INCLUDE_COLUMN_LIST).orElse(List.of()),
        options.find(EXCLUDE_COLUMN_LIST).orElse(List.of()),
        Set.copyOf(primaryKey),
        validation,
        holdOut,
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
