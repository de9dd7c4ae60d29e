// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code ML_TRAIN}: handles, relations, and what each option does. */
class TrainContractTest extends DatabaseContract {
  private static final String REGRESSION = "'task':'regression','algorithm':'linear'";

  @Override
  void prepare() {}

  @Test
  void null_options_train_a_classification_by_log_loss() throws SQLException {
    String handle = train("PUBLIC.FLOWER", "SPECIES", null, "defaults");

    assertThat(handle).isEqualTo("defaults");
    assertThat(metadata("defaults"))
        .containsEntry("task", "classification")
        .containsEntry("optimization_metric", "neg_log_loss")
        .containsEntry("target_column_name", "SPECIES")
        .containsEntry("train_table_name", "PUBLIC.FLOWER")
        .containsEntry("status", "Ready");
  }

  @Test
  void empty_options_and_json_null_are_the_defaults() throws SQLException {
    train("PUBLIC.FLOWER", "SPECIES", "{'algorithm':null,'model_list':['logistic']}", "null_key");
    train("PUBLIC.FLOWER", "SPECIES", "null", "null_json");

    assertThat(metadata("null_key")).containsEntry("algorithm_name", "logistic");
    assertThat(metadata("null_json")).containsEntry("task", "classification");
  }

  @Test
  void a_regression_learns_an_exact_relation_exactly() throws SQLException {
    train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", "exact");

    assertThat(predicted("exact", "ARRAY[2, 50.5]")).isCloseTo(191.5, near());
  }

  @Test
  void a_handle_that_is_null_is_made_of_table_user_and_milliseconds() throws SQLException {
    String handle = train("public.house", "price", "{" + REGRESSION + "}", null);

    assertThat(handle).matches("PUBLIC\\.HOUSE_SA_[0-9]{13}");
    assertThat(predicted(handle, "ARRAY[1, 1]")).isCloseTo(23, near());
  }

  @Test
  void a_null_handle_for_a_query_is_unique_too() throws SQLException {
    String query = "SELECT ROOMS, PRICE FROM PUBLIC.HOUSE";

    String one = train(query, "PRICE", "{" + REGRESSION + "}", null);
    String two = train(query, "PRICE", "{" + REGRESSION + "}", null);

    assertThat(one).matches("query_SA_[0-9]{13}").isNotEqualTo(two);
  }

  @Test
  void a_handle_taken_is_refused_and_the_model_stays() throws SQLException {
    train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", "taken");

    assertMlError(
        MlError.HANDLE_EXISTS,
        () -> train("PUBLIC.FLOWER", "SPECIES", null, "taken"),
        "model 'taken' exists already");
    assertThat(predicted("taken", "ARRAY[1, 1]")).isCloseTo(23, near());
  }

  @Test
  void replace_puts_a_new_model_under_the_handle_and_needs_none_before() throws SQLException {
    train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + ",'replace':true}", "replaced");
    String before = uuid("replaced");

    train(
        "SELECT ROOMS, AREA, -PRICE AS PRICE FROM PUBLIC.HOUSE",
        "PRICE",
        "{" + REGRESSION + ",'replace':true}",
        "replaced");

    assertThat(predicted("replaced", "ARRAY[1, 1]")).isCloseTo(-23, near());
    assertThat(uuid("replaced")).isNotEqualTo(before);
    assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'replaced'")).isEqualTo(1);
  }

  @Test
  void a_failing_replace_keeps_the_old_model() throws SQLException {
    train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", "kept");

    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> train("PUBLIC.HOUSE", "PRIZE", "{" + REGRESSION + ",'replace':true}", "kept"),
        "column 'PRIZE' is not in PUBLIC.HOUSE. Did you mean 'PRICE'? Columns: ID, ROOMS, AREA,"
            + " PRICE.");
    assertThat(predicted("kept", "ARRAY[1, 1]")).isCloseTo(23, near());
  }

  @Test
  void a_handle_has_at_most_255_characters_and_some() throws SQLException {
    String longest = "x".repeat(255);

    assertThat(train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", longest)).isEqualTo(longest);
    assertMlError(
        MlError.HANDLE_INVALID,
        () -> train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", longest + "x"),
        "it has 256 characters, more than 255");
    assertMlError(
        MlError.HANDLE_INVALID,
        () -> train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", " "),
        "it is empty");
    assertMlError(
        MlError.HANDLE_INVALID,
        () -> train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", "x "),
        "handle 'x ' cannot be used: it begins or ends with a blank");
    assertMlError(
        MlError.HANDLE_INVALID,
        () -> train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", "a\tb"),
        "it has control characters");
  }

  @Test
  void handles_are_told_apart_by_case_quotes_and_blanks() throws SQLException {
    List<String> handles =
        List.of("Casé 'x' \"y\" 🌷", "casé 'x' \"y\" 🌷", "inner  blank", "inner blank");

    for (String handle : handles) {
      train("PUBLIC.HOUSE", "PRICE", "{" + REGRESSION + "}", handle);
    }

    for (String handle : handles) {
      assertThat(sample.text("CALL sys.ML_FEATURES(?)", handle))
          .as("%s on %s", handle, kind)
          .isEqualTo("[\"ROOMS\",\"AREA\"]");
    }
  }

  @Test
  void views_and_queries_train_like_tables() throws SQLException {
    sample.run("CREATE VIEW PUBLIC.ROOMY AS SELECT * FROM PUBLIC.HOUSE WHERE ROOMS > 1");

    train("PUBLIC.ROOMY", "PRICE", "{" + REGRESSION + "}", "of_view");
    train(
        "WITH H AS (SELECT AREA, PRICE FROM PUBLIC.HOUSE WHERE ROOMS = 1) SELECT * FROM H;",
        "PRICE",
        "{" + REGRESSION + "}",
        "of_with");
    train("VALUES (1, 10), (2, 20), (4, 40)", "C2", "{" + REGRESSION + "}", "of_values");

    assertThat(metadata("of_view")).containsEntry("train_table_name", "PUBLIC.ROOMY");
    assertThat(metadata("of_view").get("n_rows")).hasToString("48");
    assertThat(predicted("of_with", "ARRAY[10]")).isCloseTo(50, near());
    assertThat(predicted("of_values", "ARRAY[3]")).isCloseTo(30, near());
  }

  @Test
  void names_are_read_as_sql_reads_them() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.\"Mixed Case\"(\"Key\" INT PRIMARY KEY, \"In put\" DOUBLE PRECISION,"
            + " \"Out\"\"put\" DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.\"Mixed Case\" VALUES (1, 1, 2), (2, 5, 10), (3, 6, 12)");

    train("PUBLIC.\"Mixed Case\"", "Out\"put", "{" + REGRESSION + "}", "mixed_quoted");
    train("`PUBLIC`.`Mixed Case`", "out\"PUT", "{" + REGRESSION + "}", "mixed_backticks");

    assertThat(sample.text("CALL sys.ML_FEATURES('mixed_quoted')")).isEqualTo("[\"In put\"]");
    assertThat(predicted("mixed_backticks", "ARRAY[10]")).isCloseTo(20, near());
  }

  @Test
  void rows_without_a_target_are_left_out_and_the_notes_say_so() throws SQLException {
    train(
        "SELECT ROOMS, AREA, CASE WHEN ID > 10 THEN PRICE END AS PRICE FROM PUBLIC.HOUSE",
        "PRICE",
        "{" + REGRESSION + "}",
        "partly");

    assertThat(sample.text("SELECT NOTES FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'partly'"))
        .contains("10 rows were left out, since their target 'PRICE' is NULL");
    assertThat(predicted("partly", "ARRAY[1, 1]")).isCloseTo(23, near());
  }

  private String train(
      String relation, String target, @Nullable String options, @Nullable String handle)
      throws SQLException {
    return Calls.train(sample.connection(), relation, target, options, handle);
  }

  private double predicted(String handle, String array) throws SQLException {
    return sample.number(
        "SELECT sys.ML_PREDICT(CAST(? AS VARCHAR(300)), " + array + ") FROM (VALUES(0))", handle);
  }

  private String uuid(String handle) throws SQLException {
    return sample.text("SELECT MODEL_UUID FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?", handle);
  }

  private Map<String, @Nullable Object> metadata(String handle) throws SQLException {
    return Json.parseObject(
        sample.text("SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?", handle));
  }

  private static Offset<Double> near() {
    return Offset.offset(1e-6);
  }
}
