// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.json.JsonSyntaxException;
import org.inlayml.learning.learner.Task;
import org.jspecify.annotations.Nullable;

/**
 * Turns a call of PostgresML's {@code pgml.train} into one of ML_TRAIN. Immutable, thread-safe.
 *
 * @param known task, relation and target of the project's last snapshot; empty of a new project
 */
public record PgmlTraining(
    String project,
    @Nullable String task,
    @Nullable String relation,
    @Nullable String target,
    Optional<Known> known) {
  private static final String NAME = "PGML.TRAIN";

  /** The share of rows held out where none is given. */
  public static final double TEST_SIZE = 0.25;

  private static final Set<String> SPLITS = Set.of("random", "stratified");
  private static final Set<String> RUNTIMES = Set.of("python", "rust", "java");

  /** What {@code linear}, the default of all tasks, stands for. */
  private static final Map<Task, String> LINEAR =
      Map.of(
          Task.CLASSIFICATION, "logistic",
          Task.CLUSTERING, "kmeans",
          Task.DECOMPOSITION, "pca");

  /** What a project was trained on last. */
  public record Known(String task, String relation, Optional<String> target) {}

  /**
   * The call of ML_TRAIN.
   *
   * <p>Errors: {@link MlError#ARGUMENT_MISSING}, {@link MlError#UNKNOWN_TASK}, {@link
   * MlError#INVALID_JSON}.
   */
  public TrainingCall call(
      @Nullable String algorithm,
      @Nullable String hyperparameters,
      @Nullable Double testSize,
      @Nullable Boolean automaticDeploy,
      @Nullable Boolean materializeSnapshot) {
    Task wanted = Task.of(required("task", task, known.map(Known::task)));
    String rows = required("relation_name", relation, known.map(Known::relation));
    Optional<String> column = Optional.ofNullable(target).or(() -> known.flatMap(Known::target));
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("project", project);
    options.put("task", wanted.sqlName());
    options.put("algorithm", algorithm(wanted, algorithm == null ? "linear" : algorithm));
    Map<String, @Nullable Object> given = object("hyperparams", hyperparameters);
    if (!given.isEmpty()) {
      options.put("hyperparameters", given);
    }
    if (wanted == Task.CLASSIFICATION || wanted == Task.REGRESSION) {
      options.put("optimization_metric", wanted == Task.REGRESSION ? "r2" : "f1_macro");
      options.put("validation_split", testSize == null ? TEST_SIZE : testSize);
    }
    options.put("deploy", Boolean.FALSE.equals(automaticDeploy) ? "never" : "better");
    options.put("materialize_snapshot", Boolean.TRUE.equals(materializeSnapshot));
    return new TrainingCall(rows, column, options);
  }

  private static String required(String name, @Nullable String given, Optional<String> known) {
    return Optional.ofNullable(given)
        .or(() -> known)
        .orElseThrow(() -> MlError.ARGUMENT_MISSING.with(name, NAME));
  }

  private static String algorithm(Task task, String name) {
    return name.toLowerCase(Locale.ROOT).equals("linear") ? LINEAR.getOrDefault(task, name) : name;
  }

  /**
   * Refuses what is not there.
   *
   * <p>Errors: {@link MlError#NOT_IN_FACADE}, {@link MlError#INVALID_ARGUMENT}.
   */
  public static void refuse(
      @Nullable String search,
      @Nullable String searchParams,
      @Nullable String searchArgs,
      @Nullable String testSampling,
      @Nullable String runtime,
      @Nullable String preprocess) {
    if (search != null
        || !object("search_params", searchParams).isEmpty()
        || !object("search_args", searchArgs).isEmpty()) {
      throw MlError.NOT_IN_FACADE.with(
          NAME,
          "a search for hyperparameters",
          "Train a version with each; the best is deployed, for all are scored on the same rows");
    }
    refuse(NAME, testSampling, preprocess);
    if (runtime != null && !RUNTIMES.contains(runtime.toLowerCase(Locale.ROOT))) {
      throw MlError.NOT_IN_FACADE.with(NAME, "the runtime '" + runtime + "'", "Pass NULL");
    }
  }

  /** Errors: {@link MlError#NOT_IN_FACADE} of what a routine that reads rows cannot do. */
  public static void refuse(
      String routine, @Nullable String testSampling, @Nullable String preprocess) {
    if (!object("preprocess", preprocess).isEmpty()) {
      throw MlError.NOT_IN_FACADE.with(
          routine,
          "preprocess",
          "Columns are encoded, filled and scaled as the algorithm needs; for more, train on a view");
    }
    if (testSampling != null && !SPLITS.contains(testSampling.toLowerCase(Locale.ROOT))) {
      throw MlError.NOT_IN_FACADE.with(
          routine,
          "the test_sampling '" + testSampling + "'",
          "Rows are held out by what they hold, so that versions are scored on the same ones; pass"
              + " NULL");
    }
  }

  private static Map<String, @Nullable Object> object(String name, @Nullable String json) {
    if (json == null || json.isBlank()) {
      return Map.of();
    }
    try {
      String text = json.strip();
      if (text.startsWith("\"") && Json.parse(text) instanceof String inner) {
        text = inner; // H2's CAST(... AS JSON)
      }
      return text.equals("null") ? Map.of() : Json.parseObject(text);
    } catch (JsonSyntaxException e) {
      throw MlError.INVALID_JSON.causedBy(
          e, "the argument " + name + " of " + NAME, e.reason(), e.position());
    }
  }
}
