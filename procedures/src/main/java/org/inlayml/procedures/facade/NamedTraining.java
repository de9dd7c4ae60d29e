// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.jspecify.annotations.Nullable;

/**
 * Turns a training as RustyDB and HeliosDB describe it, an algorithm with named arguments and a
 * query, into one of ML_TRAIN. Immutable, thread-safe.
 *
 * @param facade the routine, for messages
 * @param model the name of the model, which is that of a project here
 * @param algorithm as they call it
 * @param query whose column {@code target} is the one to predict, unless an argument names another
 */
public record NamedTraining(
    String facade,
    String model,
    String algorithm,
    Map<String, @Nullable Object> arguments,
    String query) {
  private static final String TARGET = "target";
  private static final int MINUTE = 60;

  /** Their names of metrics where ours differ. */
  private static final Map<String, String> METRICS =
      Map.of("f1_score", "f1", "auc", "roc_auc", "mse", "neg_mean_squared_error");

  /** Options of ML_TRAIN, of these or other names. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "parallel_workers", "threads",
          "threads", "threads",
          "seed", "seed",
          "random_state", "seed",
          "validation_split", "validation_split",
          "test_size", "validation_split",
          "class_weight", "class_weight",
          "sample_weight_column", "sample_weight_column",
          "contamination", "contamination",
          "max_seconds", "max_seconds");

  /** What XGBoost calls tasks; the rest of an objective goes to the learner no more. */
  private static final Set<String> REGRESSIONS = Set.of("regression", "reg");

  /**
   * The call of ML_TRAIN.
   *
   * <p>Errors: {@link MlError#UNKNOWN_ALGORITHM}, {@link MlError#NOT_IN_FACADE}, {@link
   * MlError#INVALID_OPTION}, {@link MlError#ARGUMENT_MISSING}.
   *
   * @param columns of the query
   */
  public TrainingCall call(List<String> columns) {
    AlgorithmName known = AlgorithmName.of(facade, algorithm);
    ArgumentMap given = new ArgumentMap(arguments);
    Task task = task(known, given);
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("project", model);
    options.put("task", task.sqlName());
    given
        .text("metric")
        .or(() -> usualMetric(task))
        .ifPresent(
            metric -> options.put("optimization_metric", METRICS.getOrDefault(metric, metric)));
    Optional<String> target = target(given, columns);
    if (known.name().isPresent()) {
      options.put("algorithm", known.name().get());
    } else {
      compare(given, options);
    }
    OPTIONS.forEach((theirs, ours) -> move(given, theirs, ours, options));
    Map<String, @Nullable Object> hyperparameters = new LinkedHashMap<>();
    given
        .rest()
        .forEach(
            (name, value) -> hyperparameters.put(known.option(name), value(known, name, value)));
    if (!hyperparameters.isEmpty()) {
      options.put("hyperparameters", hyperparameters);
    }
    if (task.isSupervised() && target.isEmpty()) {
      throw MlError.NOT_IN_FACADE.with(
          facade,
          "a query without a column to predict",
          "Select it AS target, or name it by the argument 'target'");
    }
    return new TrainingCall(query, target, options);
  }

  private Task task(AlgorithmName known, ArgumentMap given) {
    Optional<String> objective = given.text("objective");
    Optional<String> task = given.text("task");
    return task.map(Task::of)
        .or(
            () ->
                objective.map(
                    text ->
                        REGRESSIONS.contains(text.toLowerCase(Locale.ROOT).replaceFirst(":.*", ""))
                            ? Task.REGRESSION
                            : Task.CLASSIFICATION))
        .orElse(known.task());
  }

  /** So that accuracy, which they show, is the score. */
  private static Optional<String> usualMetric(Task task) {
    return switch (task) {
      case CLASSIFICATION -> Optional.of("accuracy");
      case REGRESSION -> Optional.of("r2");
      case CLUSTERING, ANOMALY_DETECTION, DECOMPOSITION -> Optional.empty();
    };
  }

  private static Optional<String> target(ArgumentMap given, List<String> columns) {
    Optional<String> named = given.text(TARGET);
    return named.isPresent()
        ? named
        : columns.stream().filter(TARGET::equalsIgnoreCase).findFirst();
  }

  private void compare(ArgumentMap given, Map<String, @Nullable Object> options) {
    given.list("algorithms").ifPresent(names -> options.put("model_list", own(names)));
    given
        .number("max_time_minutes")
        .ifPresent(minutes -> options.put("max_seconds", minutes.longValue() * MINUTE));
    given.refuse(
        facade,
        "cross_validation",
        "Algorithms are compared on one part of the rows held out; see validation_split");
    given.refuse(facade, "feature_engineering", "Make further columns in the query");
    given.refuse(facade, "max_features", "Select fewer columns in the query");
  }

  private List<String> own(List<?> names) {
    return names.stream()
        .map(
            name ->
                AlgorithmName.of(facade, String.valueOf(name))
                    .name()
                    .orElseThrow(
                        () -> MlError.INVALID_OPTION.with("algorithms", name, "algorithms")))
        .toList();
  }

  private static void move(
      ArgumentMap given, String theirs, String ours, Map<String, @Nullable Object> options) {
    if (given.rest().containsKey(theirs)) {
      options.put(ours, given.rest().remove(theirs));
    }
  }

  /** They count the inputs and the outputs of a network among its layers. */
  private static @Nullable Object value(AlgorithmName known, String name, @Nullable Object value) {
    boolean layers = name.equals("layers") && known.name().equals(Optional.of("neural_network"));
    return layers && value instanceof List<?> all && all.size() > 2
        ? all.subList(1, all.size() - 1)
        : value;
  }
}
