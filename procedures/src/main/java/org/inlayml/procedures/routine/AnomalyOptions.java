// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** HeatWave's options of an anomaly detection, as hyperparameters of its algorithm. */
final class AnomalyOptions {
  private static final Option<Map<String, Object>> SEMISUPERVISED =
      Option.object("semisupervised").doc("Learns from labels of some rows.");
  private static final Option<Map<String, Object>> SUBMODEL =
      Option.object("supervised_submodel_options").doc("Of the part that learns from labels.");
  private static final Option<String> ENSEMBLE_SCORE =
      Option.text("ensemble_score").doc("The metric that weighs the two parts.");
  private static final Option<Integer> MIN_LABELS =
      Option.integer("min_labels", 1, Integer.MAX_VALUE).doc("The fewest rows with a label.");
  private static final Option<Integer> N_NEIGHBORS =
      Option.integer("n_neighbors", 1, Integer.MAX_VALUE).doc("How many neighbours vote.");

  private AnomalyOptions() {}

  /**
   * Hyperparameters that the options of a training stand for.
   *
   * <p>Errors: {@link MlError#INVALID_OPTION}, {@link MlError#UNKNOWN_OPTION}.
   */
  static Map<String, Object> hyperparameters(Options options, Task task) {
    for (Option<?> option : List.of(TrainingOptions.CONTAMINATION, TrainingOptions.EXPERIMENTAL)) {
      if (options.isGiven(option) && task != Task.ANOMALY_DETECTION) {
        throw MlError.INVALID_OPTION.with(
            option.name(), "a value", "none unless the task is anomaly_detection");
      }
    }
    Map<String, Object> hyperparameters = new LinkedHashMap<>();
    if (options.isGiven(TrainingOptions.CONTAMINATION)) {
      hyperparameters.put(
          TrainingOptions.CONTAMINATION.name(), options.get(TrainingOptions.CONTAMINATION));
    }
    options
        .find(TrainingOptions.EXPERIMENTAL)
        .ifPresent(
            experimental -> {
              Options outer = Options.check("experimental", List.of(SEMISUPERVISED), experimental);
              Options inner =
                  Options.check(
                      "semisupervised",
                      List.of(SUBMODEL, ENSEMBLE_SCORE),
                      outer.find(SEMISUPERVISED).orElse(Map.of()));
              Options submodel =
                  Options.check(
                      "supervised_submodel_options",
                      List.of(MIN_LABELS, N_NEIGHBORS),
                      inner.find(SUBMODEL).orElse(Map.of()));
              submodel.find(MIN_LABELS).ifPresent(v -> hyperparameters.put("min_labels", v));
              submodel
                  .find(N_NEIGHBORS)
                  .ifPresent(v -> hyperparameters.put("supervised_n_neighbors", v));
              inner.find(ENSEMBLE_SCORE).ifPresent(v -> hyperparameters.put("ensemble_score", v));
            });
    return hyperparameters;
  }
}
