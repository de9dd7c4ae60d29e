// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the options of {@code ML_TRAIN} do to the model. */
class TrainOptionsContractTest extends DatabaseContract {
  private static final String FAST = "'model_list':['decision_tree','logistic']";

  @Override
  void prepare() {}

  @Test
  void an_algorithm_goes_by_its_name_or_scikit_learns_in_any_case() throws SQLException {
    flower("{'algorithm':'Decision_Tree'}", "by_name");
    flower("{'algorithm':'DecisionTreeClassifier'}", "by_alias");

    assertThat(metadata("by_name")).containsEntry("algorithm_name", "decision_tree");
    assertThat(metadata("by_alias")).containsEntry("algorithm_name", "decision_tree");
    assertThat(sample.text("SELECT MODEL_TYPE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE='by_alias'"))
        .isEqualTo("decision_tree");
  }

  @Test
  void hyperparameters_change_the_model_and_are_recorded_with_the_defaults() throws SQLException {
    flower("{'algorithm':'decision_tree','hyperparameters':{'max_depth':1}}", "stump");

    assertThat(Calls.object(metadata("stump"), "hyperparameters"))
        .containsKeys("max_depth", "min_samples_leaf", "max_features")
        .satisfies(all -> assertThat(all.get("max_depth")).hasToString("1"));
    assertThat(accuracy("stump")).isEqualTo(2 / 3.0);
  }

  @Test
  void a_wrong_hyperparameter_names_algorithm_and_nearest_key() {
    assertMlError(
        MlError.UNKNOWN_OPTION,
        () -> flower("{'algorithm':'decision_tree','hyperparameters':{'max_dept':1}}", "no"),
        "option 'max_dept' is not known to algorithm decision_tree. Did you mean 'max_depth'?"
            + " Known options: ");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> flower("{'algorithm':'decision_tree','hyperparameters':{'max_depth':'deep'}}", "no"),
        "option 'max_depth' has the value 'deep', but expects ");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> flower("{'hyperparameters':{'max_depth':1}}", "no"),
        "option 'hyperparameters' has the value an object, but expects the option 'algorithm'");
  }

  @Test
  void model_list_limits_and_exclude_model_list_removes_what_is_compared() throws SQLException {
    flower("{" + FAST + "}", "two");
    flower("{'exclude_model_list':['random_forest','hist_gradient_boosting','logistic']}", "rest");

    assertThat(Calls.object(metadata("two"), "candidate_scores"))
        .containsOnlyKeys("decision_tree", "logistic");
    assertThat(Calls.object(metadata("rest"), "candidate_scores"))
        .doesNotContainKeys("random_forest", "hist_gradient_boosting", "logistic")
        .containsKey("decision_tree");
  }

  @Test
  void lists_of_algorithms_that_cannot_be_met_are_refused() {
    assertMlError(
        MlError.NO_ALGORITHM_LEFT,
        () -> house("{'task':'regression','exclude_model_list':" + ALL_REGRESSIONS + "}"),
        "every algorithm for regression is excluded. Leave at least one of: ");
    assertMlError(
        MlError.UNKNOWN_ALGORITHM,
        () -> house("{'task':'regression','model_list':['linaer']}"),
        "algorithm 'linaer' is not known for regression. Did you mean 'linear'? Algorithms: ");
    assertMlError(
        MlError.UNKNOWN_ALGORITHM,
        () -> house("{'task':'regression','algorithm':'logistic'}"),
        "algorithm 'logistic' is not known for regression.");
  }

  private static final String ALL_REGRESSIONS =
      "['linear','ridge','lasso','elastic_net','decision_tree','random_forest','hist_gradient_boosting']";

  @Test
  void algorithm_and_both_lists_exclude_each_other() {
    conflict("'algorithm':'logistic','model_list':['logistic']", "algorithm", "model_list");
    conflict(
        "'algorithm':'logistic','exclude_model_list':['logistic']",
        "algorithm",
        "exclude_model_list");
    conflict(
        "'model_list':['logistic'],'exclude_model_list':['decision_tree']",
        "model_list",
        "exclude_model_list");
  }

  private void conflict(String options, String one, String other) {
    assertMlError(
        MlError.CONFLICTING_OPTIONS,
        () -> flower("{" + options + "}", "no"),
        "options '" + one + "' and '" + other + "' exclude each other. Give only one.");
  }

  @Test
  void the_optimization_metric_decides_and_is_recorded() throws SQLException {
    flower("{" + FAST + ",'optimization_metric':'ACCURACY'}", "by_accuracy");

    Map<String, @Nullable Object> metadata = metadata("by_accuracy");
    assertThat(metadata).containsEntry("optimization_metric", "accuracy");
    assertThat((Number) metadata.get("training_score"))
        .satisfies(score -> assertThat(score.doubleValue()).isEqualTo(1));
    assertThat(Calls.object(metadata, "options")).containsEntry("optimization_metric", "accuracy");
    assertMlError(
        MlError.UNKNOWN_METRIC,
        () -> flower("{'optimization_metric':'r2'}", "no"),
        "metric 'r2' cannot score a classification of 3 classes. Metrics for it: accuracy, ");
  }

  @Test
  void excluded_columns_are_no_features() throws SQLException {
    flower("{'algorithm':'decision_tree','exclude_column_list':['colour']}", "colourless");

    assertThat(features("colourless")).isEqualTo("[\"PETAL_LENGTH\",\"PETAL_WIDTH\"]");
    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> flower("{'exclude_column_list':['color']}", "no"),
        "column 'color' is not in PUBLIC.FLOWER. Did you mean 'COLOUR'? Columns: ID, PETAL_LENGTH,"
            + " PETAL_WIDTH, COLOUR, SPECIES.");
  }

  @Test
  void a_primary_key_is_no_feature_unless_it_is_included() throws SQLException {
    flower("{'algorithm':'decision_tree'}", "keyless");
    flower("{'algorithm':'decision_tree','include_column_list':['ID']}", "keyed");

    assertThat(features("keyless")).isEqualTo("[\"PETAL_LENGTH\",\"PETAL_WIDTH\",\"COLOUR\"]");
    assertThat(features("keyed")).isEqualTo("[\"ID\",\"PETAL_LENGTH\",\"PETAL_WIDTH\",\"COLOUR\"]");
    assertThat(Calls.object(metadata("keyless"), "dropped_columns"))
        .containsOnly(Map.entry("ID", "primary key"));
    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> flower("{'include_column_list':['NECTAR']}", "no"),
        "column 'NECTAR' is not in PUBLIC.FLOWER. Columns: ");
  }

  @Test
  void notes_are_kept_as_they_are() throws SQLException {
    flower("{'algorithm':'decision_tree','notes':'first line\\n\\u00e9\\ud83c\\udf37'}", "noted");

    assertThat(metadata("noted")).containsEntry("notes", "first line\né🌷");
    assertThat(sample.text("SELECT NOTES FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'noted'"))
        .startsWith("first line\né🌷");
  }

  @Test
  void without_a_validation_split_there_is_no_score_and_all_rows_are_used() throws SQLException {
    flower("{'algorithm':'decision_tree','validation_split':0}", "unscored");
    flower("{'algorithm':'decision_tree','validation_split':0.5}", "half");

    assertThat(metadata("unscored")).containsEntry("training_score", null);
    assertThat(metadata("unscored").get("n_selected_rows")).hasToString("60");
    assertThat(metadata("half").get("n_selected_rows")).hasToString("30");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> flower("{'validation_split':0}", "no"),
        "option 'validation_split' has the value 0, but expects a share above 0");
  }

  @Test
  void options_may_be_given_as_text() throws SQLException {
    flower(
        "{'algorithm':'decision_tree','validation_split':'0.5','seed':'7','threads':'2',"
            + "'replace':'true','exclude_column_list':'COLOUR','max_seconds':'60',"
            + "'max_memory_mb':'512'}",
        "as_text");

    assertThat(features("as_text")).isEqualTo("[\"PETAL_LENGTH\",\"PETAL_WIDTH\"]");
    assertThat(Calls.object(metadata("as_text"), "options").get("seed")).hasToString("7");
  }

  @Test
  void work_beyond_max_seconds_ends_and_leaves_nothing() throws SQLException {
    assertMlError(
        MlError.DEADLINE_PASSED,
        () ->
            flower(
                "{'algorithm':'random_forest','hyperparameters':{'n_estimators':10000},"
                    + "'max_seconds':0.05}",
                "late"),
        "ML_TRAIN did not finish within max_seconds = 0.05.");
    assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'late'")).isZero();
  }

  @Test
  void work_beyond_max_memory_is_refused() {
    assertMlError(
        MlError.NOT_ENOUGH_MEMORY,
        () ->
            Calls.train(
                sample.connection(),
                "SELECT A.PETAL_LENGTH, A.PETAL_WIDTH, A.COLOUR, A.SPECIES FROM PUBLIC.FLOWER A,"
                    + " PUBLIC.FLOWER B, PUBLIC.HOUSE C",
                "SPECIES",
                "{'algorithm':'decision_tree','max_memory_mb':1}",
                "large"),
        "but 1 MB are allowed. Use fewer rows or columns, or a larger heap.");
  }

  @Test
  void a_wrong_value_names_key_value_and_what_is_allowed() {
    wrong(
        "'validation_split':1", "option 'validation_split' has the value 1, but expects a number");
    wrong("'threads':0", "option 'threads' has the value 0, but expects a whole number");
    wrong("'seed':1.5", "option 'seed' has the value 1.5, but expects a whole number");
    wrong("'replace':'perhaps'", "option 'replace' has the value 'perhaps', but expects true or");
    wrong("'max_seconds':-1", "option 'max_seconds' has the value -1, but expects a number");
    wrong("'model_list':{}", "option 'model_list' has the value {}, but expects a list of texts");
    wrong(
        "'hyperparameters':7", "option 'hyperparameters' has the value 7, but expects a JSON obj");
  }

  private void wrong(String options, String message) {
    assertMlError(MlError.INVALID_OPTION, () -> flower("{" + options + "}", "no"), message);
  }

  @Test
  void a_task_is_one_of_those_that_are_listed() throws SQLException {
    ThrowingCallable forecasting = () -> house("{'task':'forecasting'}");

    assertMlError(
        MlError.UNKNOWN_TASK,
        forecasting,
        "task 'forecasting' is not known. Supported tasks: classification, regression, clustering,"
            + " anomaly_detection, decomposition.");
    house("{'task':'REGRESSION','algorithm':'linear'}");
  }

  private String flower(String options, String handle) throws SQLException {
    return Calls.train(sample.connection(), "PUBLIC.FLOWER", "SPECIES", options, handle);
  }

  private String house(String options) throws SQLException {
    return Calls.train(sample.connection(), "PUBLIC.HOUSE", "PRICE", options, null);
  }

  private double accuracy(String handle) throws SQLException {
    return sample.number(
        "CALL sys.ML_SCORE('PUBLIC.FLOWER', 'SPECIES', ?, 'accuracy', NULL)", handle);
  }

  private String features(String handle) throws SQLException {
    return sample.text("CALL sys.ML_FEATURES(?)", handle);
  }

  private Map<String, @Nullable Object> metadata(String handle) throws SQLException {
    return Json.parseObject(
        sample.text("SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?", handle));
  }
}
