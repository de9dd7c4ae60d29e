// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.training.Algorithms;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;
import org.inlayml.tests.database.Answers;
import org.junit.jupiter.api.Test;

/** Every option of every routine: accepted, checked, and suggested where misspelt. */
class OptionContractTest extends DatabaseContract {
  /** How each routine that has options is called; a routine without a line here fails the test. */
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("ML_AB_TEST", "CALL sys.ML_AB_TEST('options', ?)"),
          Map.entry("ML_ATTACH", "CALL sys.ML_ATTACH('PUBLIC.ATTACHED', 'price', ?)"),
          Map.entry("ML_DEPLOY", "CALL sys.ML_DEPLOY('options', 'most_recent', ?)"),
          Map.entry("ML_DRIFT", "CALL sys.ML_DRIFT('price', 'PUBLIC.HOUSE', ?)"),
          Map.entry("ML_EXPLAIN", "CALL sys.ML_EXPLAIN('PUBLIC.HOUSE', 'PRICE', 'price', ?)"),
          Map.entry(
              "ML_EXPLAIN_ROW",
              "SELECT sys.ML_EXPLAIN_ROW('{\"ROOMS\":1,\"AREA\":2}', 'price', ?) FROM (VALUES(0))"),
          Map.entry(
              "ML_EXPLAIN_TABLE",
              "CALL sys.ML_EXPLAIN_TABLE('PUBLIC.HOUSE', 'price', 'PUBLIC.OUTPUT', ?)"),
          Map.entry("ML_POLICY", "CALL sys.ML_POLICY('options', ?)"),
          Map.entry(
              "ML_PREDICT_ROW",
              "SELECT sys.ML_PREDICT_ROW('{\"ROOMS\":1,\"AREA\":2}', 'price', ?) FROM (VALUES(0))"),
          Map.entry(
              "ML_PREDICT_TABLE",
              "CALL sys.ML_PREDICT_TABLE('PUBLIC.HOUSE', 'price', 'PUBLIC.OUTPUT', ?)"),
          Map.entry("ML_REPRODUCE", "CALL sys.ML_REPRODUCE('price', ?)"),
          Map.entry("ML_SCORE", "CALL sys.ML_SCORE('PUBLIC.HOUSE', 'PRICE', 'price', 'r2', ?)"),
          Map.entry(
              "ML_TEST", "CALL sys.ML_TEST('options', 'test', 'SELECT 1 FROM (VALUES(0))', ?)"),
          Map.entry("ML_TRAIN", "CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', ?, 'trained')"),
          Map.entry("TRAIN_TEST_SPLIT", "CALL sys.TRAIN_TEST_SPLIT('PUBLIC.HOUSE', 'PRICE', ?)"));

  /** A value for each option; one without a line here fails the test. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("at_least", "0"),
          Map.entry("at_most", "2"),
          Map.entry("deploy", "\"never\""),
          Map.entry("fingerprint", "\"fingerprint\""),
          Map.entry("floors", "[{\"metric\":\"r2\",\"at_least\":-10}]"),
          Map.entry("materialize_snapshot", "true"),
          Map.entry("max_bytes", "1000000000"),
          Map.entry("max_microseconds", "1000000"),
          Map.entry("metric", "\"r2\""),
          Map.entry("minimum_improvement", "0.1"),
          Map.entry("retain", "5"),
          Map.entry("version", "\"version\""),
          Map.entry("algorithm", "\"linear\""),
          Map.entry("baseline", "\"PUBLIC.HOUSE\""),
          Map.entry("batch_size", "1000"),
          Map.entry("exclude_column_list", "[\"ROOMS\"]"),
          Map.entry("exclude_model_list", "[\"gradient_boosting\",\"random_forest\"]"),
          Map.entry("hyperparameters", "{\"fit_intercept\":true},\"algorithm\":\"linear\""),
          Map.entry("include_column_list", "[\"ID\"]"),
          Map.entry("log", "true"),
          Map.entry("major", "0.3"),
          Map.entry("max_memory_mb", "100"),
          Map.entry("max_seconds", "100"),
          Map.entry("missing_columns", "\"error\""),
          Map.entry("model_explainer", "\"permutation_importance\""),
          Map.entry("model_id", "\"model_id\""),
          Map.entry("model_list", "[\"linear\",\"ridge\"]"),
          Map.entry("moderate", "0.2"),
          Map.entry("notes", "\"some\""),
          Map.entry("on_error", "\"quarantine\""),
          Map.entry("on_update", "true"),
          Map.entry("optimization_metric", "\"r2\""),
          Map.entry("prediction", "\"predicted\""),
          Map.entry("prediction_explainer", "\"permutation_importance\""),
          Map.entry("probability", "\"probability\""),
          Map.entry("replace", "true"),
          Map.entry("sample_weight_column", "\"ROOMS\""),
          Map.entry("scored_at", "\"scored_at\""),
          Map.entry("seed", "1"),
          Map.entry("significance", "0.01"),
          Map.entry("storage", "\"quantized\""),
          Map.entry("task", "\"regression\""),
          Map.entry("test_size", "0.3"),
          Map.entry("threads", "2"),
          Map.entry("validation_split", "0.3"));

  /** Of other tasks or models; the contract tests of those give them. */
  private static final Set<String> GIVEN_ELSEWHERE =
      Set.of(
          "a",
          "additional_details",
          "as_of",
          "b",
          "class_weight",
          "contamination",
          "experimental",
          "key",
          "name",
          "project",
          "sampling",
          "shadow",
          "split",
          "threshold",
          "topk",
          "warm_start");

  @Override
  void prepare() throws SQLException {
    super.prepare();
    Calls.train(
        sample.connection(),
        "PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','algorithm':'linear','project':'options'}",
        null);
  }

  private static List<RoutineSpec> routines() {
    return Routines.ALL.stream().filter(routine -> !routine.options().isEmpty()).toList();
  }

  @Test
  void calls_and_values_are_those_of_the_options_that_exist() {
    assertThat(CALLS.keySet())
        .isEqualTo(routines().stream().map(RoutineSpec::name).collect(Collectors.toSet()));
    Set<String> given = new TreeSet<>(VALUES.keySet());
    given.addAll(GIVEN_ELSEWHERE);
    assertThat(given)
        .isEqualTo(
            routines().stream()
                .flatMap(routine -> routine.options().stream())
                .map(Option::name)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void every_option_of_every_routine_is_accepted() throws SQLException {
    for (RoutineSpec routine : routines()) {
      for (Option<?> option : routine.options()) {
        if (GIVEN_ELSEWHERE.contains(option.name())) {
          continue;
        }
        reset();
        String json =
            "{\""
                + option.name()
                + "\":"
                + VALUES.get(option.name())
                + fixed(routine, option)
                + "}";

        assertThatNoException()
            .as("%s %s on %s", routine.name(), json, kind)
            .isThrownBy(() -> call(routine, json));
      }
    }
    reset();
  }

  /** Without a task the target would be taken as classes, and one algorithm is faster than all. */
  private static String fixed(RoutineSpec routine, Option<?> option) {
    if (routine.name().equals("ML_DRIFT")) {
      return option.name().equals("baseline") ? "" : ",\"baseline\":\"PUBLIC.HOUSE\"";
    }
    boolean takesTask =
        routine.name().equals("ML_TRAIN") || routine.name().equals("TRAIN_TEST_SPLIT");
    String task = takesTask && !option.name().equals("task") ? ",\"task\":\"regression\"" : "";
    boolean chooses =
        List.of("algorithm", "hyperparameters", "model_list", "exclude_model_list")
            .contains(option.name());
    return routine.name().equals("ML_TRAIN") && !chooses
        ? task + ",\"algorithm\":\"linear\""
        : task;
  }

  private void reset() throws SQLException {
    sample.run(
        "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'trained'",
        "DROP TABLE IF EXISTS PUBLIC.OUTPUT",
        "DROP TABLE IF EXISTS PUBLIC.HOUSE_TRAIN",
        "DROP TABLE IF EXISTS PUBLIC.HOUSE_TEST");
    if (sample.count("ML.ATTACHMENT") > 0) {
      sample.run("CALL sys.ML_DETACH('PUBLIC.ATTACHED')");
    }
    sample.run(
        "DROP TABLE IF EXISTS PUBLIC.ATTACHED",
        "CREATE TABLE PUBLIC.ATTACHED(ROOMS INT, AREA DOUBLE PRECISION)");
  }

  @Test
  void a_value_of_the_wrong_kind_is_refused_for_every_option() {
    for (RoutineSpec routine : routines()) {
      for (Option<?> option : routine.options()) {
        assertMlError(
            MlError.INVALID_OPTION,
            () -> call(routine, "{\"" + option.name() + "\":[[]]}"),
            "option '"
                + option.name()
                + "' has the value [[]], but expects "
                + option.expectation());
      }
    }
  }

  @Test
  void a_misspelt_option_names_the_right_one_and_all_others() {
    for (RoutineSpec routine : routines()) {
      String all =
          routine.options().stream().map(Option::name).sorted().collect(Collectors.joining(", "));
      for (Option<?> option : routine.options()) {
        assertMlError(
            MlError.UNKNOWN_OPTION,
            () -> call(routine, "{\"" + option.name() + "z\":1}"),
            "option '"
                + option.name()
                + "z' is not known to "
                + routine.name()
                + ". Did you mean '"
                + option.name()
                + "'? Known options: "
                + all
                + ".");
      }
    }
  }

  @Test
  void keys_are_known_in_any_case() throws SQLException {
    String score = call(spec("ML_SCORE"), "{\"MAX_SECONDS\":100,\"Max_Memory_MB\":100}");

    assertThat(Double.parseDouble(score)).isEqualTo(1);
  }

  @Test
  void options_that_are_no_json_object_are_refused_by_every_routine() {
    for (RoutineSpec routine : routines()) {
      for (String json : List.of("{\"a\":1", "[]", "7", "{a:1}", "")) {
        assertMlError(
            MlError.INVALID_JSON,
            () -> call(routine, json),
            "not valid JSON in the options of " + routine.name() + ": ",
            "Pass a JSON object.");
      }
    }
  }

  @Test
  void every_hyperparameter_of_every_algorithm_is_taken_checked_and_suggested() {
    for (Learner learner : Algorithms.LEARNERS.all()) {
      for (Option<?> option : learner.spec().hyperparameters()) {
        String name = option.name();
        option
            .defaultValue()
            .ifPresent(
                value ->
                    assertThatNoException()
                        .as("%s of %s", name, learner.spec().name())
                        .isThrownBy(() -> fit(learner, name, shown(value))));
        assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(learner, name, "[[]]"),
            "option '" + name + "' has the value [[]], but expects " + option.expectation());
        assertMlError(
            MlError.UNKNOWN_OPTION,
            () -> fit(learner, name + "zz", "1"),
            "option '" + name + "zz' is not known to algorithm " + learner.spec().name());
      }
    }
  }

  private static String shown(Object value) {
    return value instanceof String ? "\"" + value + "\"" : value.toString();
  }

  private void fit(Learner learner, String hyperparameter, String value) throws SQLException {
    Task task = learner.spec().tasks().stream().min(Comparator.naturalOrder()).orElseThrow();
    Calls.train(
        sample.connection(),
        task == Task.CLASSIFICATION ? "PUBLIC.CUSTOMER" : "PUBLIC.HOUSE",
        switch (task) {
          case CLASSIFICATION -> "CHURN";
          case REGRESSION -> "PRICE";
          case ANOMALY_DETECTION, CLUSTERING, DECOMPOSITION -> null;
        },
        "{\"task\":\""
            + task.sqlName()
            + "\",\"replace\":true,\"validation_split\":0,\"algorithm\":\""
            + learner.spec().name()
            + (task.isSupervised() ? "" : "\",\"exclude_column_list\":[\"PRICE\"],\"notes\":\"x")
            + "\",\"hyperparameters\":{\""
            + hyperparameter
            + "\":"
            + value
            + "}}",
        "fitted");
  }

  private static RoutineSpec spec(String name) {
    return Routines.ALL.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private String call(RoutineSpec routine, String options) throws SQLException {
    String call = String.valueOf(CALLS.get(routine.name()));
    return routine.columns().isEmpty()
        ? Calls.text(sample.connection(), call, options)
        : Answers.rows(sample.connection(), call, options).toString();
  }
}
