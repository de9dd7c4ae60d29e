// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From rows to the models that scored them: columns, the log, the truth, and {@code ML_WHY}. */
class LineageContractTest extends DatabaseContract {
  private static final String LINEAR = "'task':'regression','algorithm':'linear'";
  private static final String STUMP =
      "'task':'regression','algorithm':'decision_tree','hyperparameters':{'max_depth':1}";

  @Override
  void prepare() throws SQLException {
    Calls.train(
        sample.connection(),
        "PUBLIC.FLOWER",
        "SPECIES",
        "{'algorithm':'decision_tree'}",
        "species");
    project("house");
  }

  /** A project with two versions that predict apart, the first live. */
  private void project(String name) throws SQLException {
    train(name, LINEAR);
    train(name, STUMP + ",'deploy':'never'");
  }

  private void train(String project, String options) throws SQLException {
    Calls.train(
        sample.connection(),
        "SELECT ROOMS, AREA, PRICE FROM PUBLIC.HOUSE",
        "PRICE",
        "{" + options + ",'project':'" + project + "'}",
        null);
  }

  private static void deploy(Connection connection, String project, int version)
      throws SQLException {
    Answers.text(connection, "CALL sys.ML_DEPLOY(?, ?, NULL)", project, "" + version);
  }

  private void table(String name, String key) throws SQLException {
    sample.run("CREATE TABLE PUBLIC." + name + "(" + key + ", ROOMS INT, AREA DOUBLE PRECISION)");
  }

  private void attach(String table, String model, String options) throws SQLException {
    sample.text(
        "CALL sys.ML_ATTACH(?, ?, ?)", "PUBLIC." + table, model, Calls.json("{" + options + "}"));
  }

  private static void insert(Connection connection, String table, int id) throws SQLException {
    Answers.run(
        connection,
        "INSERT INTO PUBLIC." + table + "(ID, ROOMS, AREA) VALUES (" + id + ", 3, 50.5)");
  }

  private double predict(String model) throws SQLException {
    return sample.number("SELECT sys.ML_PREDICT(?, ARRAY[3.0E0, 50.5E0]) FROM (VALUES(0))", model);
  }

  private long logged(String table) throws SQLException {
    return (long)
        sample.number("SELECT COUNT(*) FROM ML.PREDICTION_LOG WHERE TABLE_NAME = ?", table);
  }

  private List<List<@Nullable Object>> rows(String query) throws SQLException {
    return Answers.rows(sample.connection(), query);
  }

  private Map<String, @Nullable Object> why(String table, String key) throws SQLException {
    return Json.parseObject(
        sample.text("SELECT sys.ML_WHY(?, ?) FROM (VALUES(0))", "PUBLIC." + table, key));
  }

  @Test
  void rows_and_log_carry_version_key_and_fingerprint() throws SQLException {
    table("CARRY", "ID INT PRIMARY KEY");
    attach(
        "CARRY",
        "house",
        "'model_id':'model','scored_at':'at','version':'version','fingerprint':'fp','log':true");

    insert(sample.connection(), "CARRY", 1);
    insert(sample.connection(), "CARRY", 2);
    sample.run("INSERT INTO PUBLIC.CARRY(ID, ROOMS, AREA) VALUES (3, 3, 50.6)");

    assertThat(rows("SELECT MODEL, VERSION FROM PUBLIC.CARRY WHERE ID = 1"))
        .containsExactly(
            List.of(
                sample.text(
                    "SELECT MODEL_UUID FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'house:1'"),
                1));
    assertThat(rows("SELECT COUNT(DISTINCT FP), MIN(CHAR_LENGTH(FP)) FROM PUBLIC.CARRY"))
        .containsExactly(List.of(2L, 16L));
    assertThat(sample.text("SELECT FP FROM PUBLIC.CARRY WHERE ID = 1"))
        .as("the same on either engine")
        .isEqualTo(FINGERPRINT);
    assertThat(
            rows(
                "SELECT PROJECT_NAME, L.VERSION, MODEL_HANDLE, ROW_KEY FROM ML.PREDICTION_LOG L"
                    + " JOIN PUBLIC.CARRY C ON CAST(C.ID AS VARCHAR(9)) = L.ROW_KEY"
                    + " AND C.FP = L.FINGERPRINT AND C.MODEL = L.MODEL_UUID"
                    + " WHERE TABLE_NAME = 'CARRY' ORDER BY ROW_KEY"))
        .containsExactly(
            List.of("house", 1, "house:1", "1"),
            List.of("house", 1, "house:1", "2"),
            List.of("house", 1, "house:1", "3"));
  }

  /** Of 3 rooms and an area of 50.5. */
  private static final String FINGERPRINT = "ca07aae4e3a27cfc";

  @Test
  void a_model_without_a_project_has_no_version() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.PLAIN_FLOWER(PETAL_LENGTH DOUBLE PRECISION, PETAL_WIDTH DOUBLE"
            + " PRECISION, COLOUR VARCHAR(20), ID INT)");
    attach("PLAIN_FLOWER", "species", "'version':'version','log':true");

    sample.run("INSERT INTO PUBLIC.PLAIN_FLOWER(PETAL_LENGTH) VALUES (1.5)");

    assertThat(sample.value("SELECT VERSION FROM PUBLIC.PLAIN_FLOWER")).isNull();
    assertThat(
            rows(
                "SELECT MODEL_HANDLE, COALESCE(PROJECT_NAME, '-'), COALESCE(ROW_KEY, '-') FROM"
                    + " ML.PREDICTION_LOG WHERE TABLE_NAME = 'PLAIN_FLOWER'"))
        .containsExactly(List.of("species", "-", "-"));
  }

  @Test
  void keys_are_those_of_the_primary_key_also_where_the_engine_makes_them() throws SQLException {
    table("MADE", "ID INT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
    table("PAIR", "DAY_OF DATE, NAME CHAR(5), PRIMARY KEY (NAME, DAY_OF)");
    attach("MADE", "house", "'log':true");
    attach("PAIR", "house", "'log':true");

    sample.run(
        "INSERT INTO PUBLIC.MADE(ROOMS, AREA) VALUES (3, 50), (4, 50)",
        "INSERT INTO PUBLIC.PAIR(DAY_OF, NAME, ROOMS, AREA) VALUES (DATE '2026-11-27', 'ab', 1, 9)",
        "ALTER TABLE PUBLIC.MADE RENAME TO MADE_ANEW",
        "INSERT INTO PUBLIC.MADE_ANEW(ROOMS, AREA) VALUES (5, 50)");

    assertThat(
            rows(
                "SELECT ROW_KEY FROM ML.PREDICTION_LOG WHERE TABLE_NAME IN ('MADE', 'PAIR')"
                    + " ORDER BY PREDICTION_ID"))
        .as("on %s", kind)
        .extracting(row -> String.valueOf(row.get(0)))
        .containsExactly(
            sample.text("SELECT MIN(ID) FROM PUBLIC.MADE_ANEW"),
            sample.text("SELECT MIN(ID) + 1 FROM PUBLIC.MADE_ANEW"),
            "ab,2026-11-27",
            sample.text("SELECT MAX(ID) FROM PUBLIC.MADE_ANEW"));
    assertThat(why("PAIR", "ab,2026-11-27")).containsEntry("inputs_changed", false);
    assertThat(why("MADE_ANEW", sample.text("SELECT MAX(ID) FROM PUBLIC.MADE_ANEW")))
        .containsEntry("version", 1L);
  }

  @Test
  void a_deployment_of_another_session_is_used_by_the_next_row_once_it_is_committed()
      throws SQLException {
    project("next_row");
    table("NEXT_ROW", "ID INT PRIMARY KEY");
    attach("NEXT_ROW", "next_row", "'version':'version','log':true");
    insert(sample.connection(), "NEXT_ROW", 1);
    try (Connection other = sample.connect()) {
      deploy(other, "next_row", 2);
      insert(sample.connection(), "NEXT_ROW", 2);
      other.setAutoCommit(false);
      deploy(other, "next_row", 1);
      insert(other, "NEXT_ROW", 3);
      assertThat(Answers.number(other, "SELECT VERSION FROM PUBLIC.NEXT_ROW WHERE ID = 3"))
          .as("its own session uses it at once")
          .isEqualTo(1);
      other.rollback();
    }
    insert(sample.connection(), "NEXT_ROW", 4);

    assertThat(rows("SELECT ID, VERSION FROM PUBLIC.NEXT_ROW ORDER BY ID"))
        .as("on %s", kind)
        .containsExactly(List.of(1, 1), List.of(2, 2), List.of(4, 2));
    assertThat(logged("NEXT_ROW")).as("what was rolled back is not in the log").isEqualTo(3);
    assertThat(sample.number("SELECT PREDICTION FROM PUBLIC.NEXT_ROW WHERE ID = 1"))
        .isEqualTo(predict("next_row:1"));
    assertThat(sample.number("SELECT PREDICTION FROM PUBLIC.NEXT_ROW WHERE ID = 4"))
        .isEqualTo(predict("next_row:2"))
        .isNotEqualTo(predict("next_row:1"));
  }

  @Test
  void ML_PREDICT_TABLE_logs_by_primary_key_or_by_the_key_given() throws SQLException {
    String call = "CALL sys.ML_PREDICT_TABLE(?, ?, ?, ?)";
    String query = "SELECT ROOMS, AREA, ID FROM PUBLIC.HOUSE WHERE ID <= 3";
    String log = Calls.json("{'log':true}");
    sample.text(call, "PUBLIC.HOUSE", "house", "PUBLIC.LOGGED_OUT", log);
    sample.text(call, query, "house", "PUBLIC.QUERY_OUT", log);
    sample.text(call, query, "house", "PUBLIC.KEY_OUT", Calls.json("{'log':true,'key':['id']}"));
    long before = logged("FLOWER");
    sample.text(call, "PUBLIC.FLOWER", "species", "PUBLIC.UNLOGGED", Calls.json("{'log':false}"));

    assertThat(
            sample.count(
                "ML.PREDICTION_LOG L JOIN PUBLIC.LOGGED_OUT O ON CAST(O.ID AS VARCHAR(9)) ="
                    + " L.ROW_KEY AND ABS(CAST(L.PREDICTION AS DOUBLE PRECISION) - O.PREDICTION) <"
                    + " 1E-9 WHERE TABLE_NAME = 'HOUSE' AND L.VERSION = 1"))
        .isEqualTo(60);
    assertThat(
            rows(
                "SELECT TABLE_NAME, ROW_KEY FROM ML.PREDICTION_LOG WHERE TABLE_NAME IN"
                    + " ('QUERY_OUT', 'KEY_OUT') ORDER BY TABLE_NAME, ROW_KEY"))
        .containsExactly(
            List.of("KEY_OUT", "1"),
            List.of("KEY_OUT", "2"),
            List.of("KEY_OUT", "3"),
            List.of("QUERY_OUT", "1"),
            List.of("QUERY_OUT", "2"),
            List.of("QUERY_OUT", "3"));
    assertThat(logged("FLOWER")).isEqualTo(before);
    assertThat(why("HOUSE", "7")).containsEntry("inputs_changed", false);
    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () ->
            sample.text(
                call, query, "house", "PUBLIC.NO_OUT", Calls.json("{'log':true,'key':['number']}")),
        "'number'");
  }

  @Test
  void fingerprints_of_a_row_are_equal_by_trigger_and_by_ML_PREDICT_TABLE() throws SQLException {
    table("EITHER_WAY", "ID INT PRIMARY KEY");
    attach("EITHER_WAY", "house", "'log':true,'prediction':'guess'");
    insert(sample.connection(), "EITHER_WAY", 1);
    sample.text(
        "CALL sys.ML_PREDICT_TABLE('PUBLIC.EITHER_WAY', 'house', 'PUBLIC.EITHER_OUT', ?)",
        Calls.json("{'log':true}"));

    assertThat(
            rows(
                "SELECT COUNT(*), COUNT(DISTINCT FINGERPRINT), COUNT(DISTINCT ROW_KEY),"
                    + " COUNT(DISTINCT FEATURES) FROM ML.PREDICTION_LOG WHERE TABLE_NAME ="
                    + " 'EITHER_WAY'"))
        .containsExactly(List.of(2L, 1L, 1L, 1L));
  }

  @Test
  void a_rollback_takes_log_and_truth_back() throws SQLException {
    table("TAKEN_BACK", "ID INT PRIMARY KEY");
    attach("TAKEN_BACK", "house", "'log':true");
    try (Connection other = sample.connect()) {
      other.setAutoCommit(false);
      insert(other, "TAKEN_BACK", 1);
      Answers.text(other, "CALL sys.ML_LOG_ACTUAL('house', 'taken back', '1')");
      other.rollback();
    }

    assertThat(logged("TAKEN_BACK")).isZero();
    assertThat(sample.count("ML.ACTUAL WHERE ROW_KEY = 'taken back'")).isZero();
  }

  @Test
  void the_truth_gives_errors_and_accuracy_by_version_and_day() throws SQLException {
    project("told");
    table("TOLD", "ID INT PRIMARY KEY");
    attach("TOLD", "told", "'log':true");
    insert(sample.connection(), "TOLD", 1);
    insert(sample.connection(), "TOLD", 2);
    deploy(sample.connection(), "told", 2);
    insert(sample.connection(), "TOLD", 3);
    double first = predict("told:1");
    String actual = "CALL sys.ML_LOG_ACTUAL('told', ?, ?)";
    assertThat(sample.text(actual, "1", "0")).isEqualTo("1");
    sample.text(actual, "1", String.valueOf(first + 2));
    sample.text(actual, "2", String.valueOf(first - 4));
    sample.text(actual, "3", "7");
    sample.text("CALL sys.ML_LOG_ACTUAL('told', '3', NULL)");

    assertThat(
            rows(
                "SELECT ROW_KEY, ROUND(ABSOLUTE_ERROR, 6) FROM ML.PREDICTION WHERE PROJECT_NAME ="
                    + " 'told' AND ABSOLUTE_ERROR IS NOT NULL ORDER BY ROW_KEY"))
        .containsExactly(List.of("1", 2.0), List.of("2", 4.0));
    assertThat(
            rows(
                "SELECT VERSION, PREDICTIONS, ACTUALS, ROUND(COALESCE(MEAN_ABSOLUTE_ERROR, -1), 6)"
                    + " FROM ML.PREDICTION_QUALITY WHERE PROJECT_NAME = 'told' ORDER BY VERSION"))
        .containsExactly(List.of(1, 2L, 2L, 3.0), List.of(2, 1L, 0L, -1.0));
    assertMlError(
        MlError.INVALID_ARGUMENT, () -> sample.text(actual, "1", "much"), "'much'", "a number");
    assertMlError(
        MlError.PROJECT_NOT_FOUND,
        () -> sample.text("CALL sys.ML_LOG_ACTUAL('tol', '1', '1')"),
        "Did you mean 'told'?");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.text("CALL sys.ML_LOG_ACTUAL('told', NULL, '1')"),
        "'key'");
  }

  @Test
  void the_truth_of_a_project_is_not_that_of_a_dropped_one_of_the_same_name() throws SQLException {
    project("again");
    table("AGAIN", "ID INT PRIMARY KEY");
    attach("AGAIN", "again", "'log':true");
    insert(sample.connection(), "AGAIN", 1);
    sample.run("CALL sys.ML_DETACH('PUBLIC.AGAIN')", "CALL sys.ML_DROP('again', 'CASCADE')");
    project("again");
    attach("AGAIN", "again", "'log':true");
    insert(sample.connection(), "AGAIN", 2);
    sample.text("CALL sys.ML_LOG_ACTUAL('again', '1', '1')");
    sample.text("CALL sys.ML_LOG_ACTUAL('again', '2', '1')");

    assertThat(
            rows(
                "SELECT ROW_KEY, CASE WHEN ACTUAL IS NULL THEN 0 ELSE 1 END FROM ML.PREDICTION"
                    + " WHERE PROJECT_NAME = 'again' ORDER BY ROW_KEY"))
        .containsExactly(List.of("1", 0), List.of("2", 1));
    assertThat(
            rows("SELECT SUM(ACTUALS) FROM ML.PREDICTION_QUALITY WHERE PROJECT_NAME = 'again'")
                .toString())
        .isEqualTo("[[1]]");
  }

  @Test
  void classes_are_right_or_wrong_as_texts() throws SQLException {
    Calls.train(
        sample.connection(),
        "SELECT PETAL_LENGTH, PETAL_WIDTH, SPECIES FROM PUBLIC.FLOWER",
        "SPECIES",
        "{'algorithm':'decision_tree','project':'garden'}",
        null);
    Calls.train(
        sample.connection(),
        "SELECT AGE, INCOME, CHURN FROM PUBLIC.CUSTOMER",
        "CHURN",
        "{'algorithm':'logistic','project':'leaving'}",
        null);
    String call = "CALL sys.ML_PREDICT_TABLE(?, ?, ?, ?)";
    String log = Calls.json("{'log':true}");
    sample.text(call, "PUBLIC.FLOWER", "garden", "PUBLIC.GARDEN_OUT", log);
    sample.text(call, "PUBLIC.CUSTOMER", "leaving", "PUBLIC.LEAVING_OUT", log);
    sample.run(
        "INSERT INTO ML.ACTUAL(PROJECT_ID, ROW_KEY, ACTUAL, LOGGED_AT, LOGGED_BY) SELECT"
            + " P.PROJECT_ID, CAST(F.ID AS VARCHAR(9)), CASE WHEN F.ID <= 15 THEN 'rose' ELSE"
            + " F.SPECIES END, CURRENT_TIMESTAMP, 'me' FROM PUBLIC.FLOWER F, ML.PROJECT P WHERE"
            + " P.PROJECT_NAME = 'garden'");
    double right =
        sample.number(
            "SELECT COUNT(*) FROM PUBLIC.GARDEN_OUT WHERE ID > 15 AND PREDICTION = SPECIES");
    String churned = sample.text("SELECT PREDICTION FROM PUBLIC.LEAVING_OUT WHERE ID = 1");
    sample.text(
        "CALL sys.ML_LOG_ACTUAL('leaving', '1', ?)", churned.toUpperCase(java.util.Locale.ROOT));

    assertThat(
            rows(
                "SELECT PROJECT_NAME, PREDICTIONS, ACTUALS, ACCURACY FROM ML.PREDICTION_QUALITY"
                    + " WHERE PROJECT_NAME IN ('garden', 'leaving') ORDER BY PROJECT_NAME"))
        .containsExactly(List.of("garden", 60L, 60L, right / 60), List.of("leaving", 80L, 1L, 1.0));
  }

  @Test
  void ML_WHY_explains_by_the_model_that_scored_the_row() throws SQLException {
    project("why");
    table("WHY", "ID INT PRIMARY KEY");
    attach("WHY", "why", "'model_id':'model','scored_at':'at','fingerprint':'fp'");
    insert(sample.connection(), "WHY", 1);
    double first = predict("why");
    deploy(sample.connection(), "why", 2);

    Map<String, @Nullable Object> why = why("WHY", "1");

    assertThat(why.keySet())
        .containsExactly(
            "table",
            "key",
            "model",
            "project",
            "version",
            "model_id",
            "scored_at",
            "prediction",
            "inputs",
            "inputs_changed",
            "explanation");
    assertThat(why)
        .containsEntry("table", "PUBLIC.WHY")
        .containsEntry("key", "1")
        .containsEntry("model", "why:1")
        .containsEntry("project", "why")
        .containsEntry("version", 1L)
        .containsEntry("model_id", sample.text("SELECT MODEL FROM PUBLIC.WHY"))
        .containsEntry("inputs_changed", false);
    assertThat(why.get("scored_at")).isNotNull();
    assertThat(Double.parseDouble(String.valueOf(why.get("prediction")))).isEqualTo(first);
    assertThat(why.get("explanation"))
        .isEqualTo(
            Json.parse(
                sample.text(
                    "SELECT sys.ML_EXPLAIN_ROW(?, 'why:1', NULL) FROM (VALUES(0))",
                    "{\"ROOMS\":3,\"AREA\":50.5}")));

    sample.run("UPDATE PUBLIC.WHY SET AREA = 51 WHERE ID = 1");
    assertThat(why("WHY", "1")).containsEntry("inputs_changed", true).containsEntry("version", 1L);
  }

  @Test
  void ML_WHY_takes_the_inputs_that_were_logged() throws SQLException {
    table("WHY_LOGGED", "ID INT PRIMARY KEY");
    attach("WHY_LOGGED", "house", "'log':true");
    insert(sample.connection(), "WHY_LOGGED", 1);
    sample.run("UPDATE PUBLIC.WHY_LOGGED SET AREA = 51 WHERE ID = 1");

    assertThat(why("WHY_LOGGED", "1"))
        .containsEntry("inputs_changed", true)
        .containsEntry("inputs", Json.parse("{\"ROOMS\":3,\"AREA\":50.5}"));
  }

  @Test
  void ML_WHY_says_what_is_missing() throws SQLException {
    project("gone");
    deploy(sample.connection(), "gone", 2);
    table("WHY_NOT", "ID INT PRIMARY KEY");
    attach("WHY_NOT", "gone", "'log':true,'model_id':'model'");
    insert(sample.connection(), "WHY_NOT", 1);
    String uuid = sample.text("SELECT MODEL FROM PUBLIC.WHY_NOT");
    deploy(sample.connection(), "gone", 1);
    sample.text("CALL sys.ML_DROP('gone:2')");

    assertMlError(
        MlError.SCORER_DROPPED,
        () -> why("WHY_NOT", "1"),
        "the row '1' of PUBLIC.WHY_NOT was scored by model "
            + uuid
            + " (gone:2), which was dropped since.");
    assertMlError(
        MlError.ROW_NOT_FOUND,
        () -> why("WHY_NOT", "2"),
        "table PUBLIC.WHY_NOT has no row with the key '2'.");
    assertMlError(
        MlError.ROW_NOT_FOUND,
        () -> why("WHY_NOT", "one"),
        "no row with the key 'one', which cannot be a value of ID.");
    assertMlError(
        MlError.ROW_NOT_SCORED,
        () -> why("CUSTOMER", "1"),
        "nothing tells which model scored the row '1' of PUBLIC.CUSTOMER.");
    assertMlError(MlError.TABLE_NOT_FOUND, () -> why("NOWHERE", "1"), "PUBLIC.NOWHERE");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.text("SELECT sys.ML_WHY('PUBLIC.HOUSE', NULL) FROM (VALUES(0))"),
        "'key'");
  }
}
