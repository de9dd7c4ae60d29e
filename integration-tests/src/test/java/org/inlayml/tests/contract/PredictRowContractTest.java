// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.rows;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code ML_PREDICT_ROW}: what may be in a row, and what comes back. */
class PredictRowContractTest extends DatabaseContract {
  private static final Offset<Double> NEAR = Offset.offset(1e-6);
  private static final String JSON_OBJECT =
      "SELECT sys.ML_PREDICT_ROW(JSON_OBJECT('COLOUR': CAST(? AS VARCHAR(99)), 'n': 1.5),"
          + " 'species', NULL) FROM (VALUES(0))";

  @Test
  void a_classification_has_heatwaves_shape() throws SQLException {
    Map<String, @Nullable Object> answer =
        row("{'PETAL_LENGTH':1.4,'PETAL_WIDTH':0.25,'COLOUR':'red'}", "species");

    assertThat(answer.keySet())
        .containsExactly("PETAL_LENGTH", "PETAL_WIDTH", "COLOUR", "Prediction", "ml_results");
    assertThat(answer)
        .containsEntry("PETAL_LENGTH", 1.4)
        .containsEntry("PETAL_WIDTH", 0.25)
        .containsEntry("COLOUR", "red")
        .containsEntry("Prediction", "setosa")
        .containsEntry(
            "ml_results",
            Map.of(
                "predictions",
                Map.of("SPECIES", "setosa"),
                "probabilities",
                Map.of("setosa", 0.913, "versicolor", 0.0435, "virginica", 0.0435)));
  }

  @Test
  void a_regression_has_no_probabilities() throws SQLException {
    Map<String, @Nullable Object> answer = row("{'ROOMS':2,'AREA':50.5}", "price");

    assertThat(answer.keySet()).containsExactly("ROOMS", "AREA", "Prediction", "ml_results");
    assertThat((Double) answer.get("Prediction")).isCloseTo(191.5, NEAR);
    assertThat(answer)
        .containsEntry(
            "ml_results", Map.of("predictions", Map.of("PRICE", answer.get("Prediction"))));
  }

  @Test
  void a_label_keeps_the_type_of_its_column() throws SQLException {
    Map<String, @Nullable Object> answer =
        row("{'AGE':25,'INCOME':1500.5,'TARIFF':'basic'}", "churn");

    assertThat(answer).containsEntry("Prediction", true);
    Map<String, @Nullable Object> results = Calls.object(answer, "ml_results");
    assertThat(results.get("predictions")).isEqualTo(Map.of("CHURN", true));
    assertThat(Calls.object(results, "probabilities").keySet().toArray())
        .containsExactly("false", "true");
  }

  @Test
  void other_members_are_passed_on_whatever_they_are() throws SQLException {
    String json =
        "{'z':{'a':[1,{'b':null}],'c':'d'},'ROOMS':2,'list':[true,false,'x',1.5],'AREA':50.5,"
            + "'flag':true,'none':null,'empty':{},'long':12345678901234567890,'0':-0.5}";

    Map<String, @Nullable Object> answer = row(json, "price");

    Map<String, @Nullable Object> given = Json.parseObject(String.valueOf(Calls.json(json)));
    assertThat(answer).containsAllEntriesOf(given);
    assertThat(answer).hasSize(given.size() + 2);
  }

  @Test
  void a_number_keeps_its_digits() throws SQLException {
    assertThat(
            Calls.predictedRow(
                sample.connection(),
                "{\"ROOMS\":2,\"AREA\":50.50,\"id\":12345678901234567890}",
                "price",
                null))
        .startsWith("{\"ROOMS\":2,\"AREA\":50.50,\"id\":12345678901234567890,");
  }

  @Test
  void missing_and_null_features_are_missing_values() throws SQLException {
    double median = 20 * 3 + 3 * 50;

    assertThat(prediction("{'AREA':50}")).isCloseTo(median, NEAR);
    assertThat(prediction("{'AREA':50,'ROOMS':null}")).isCloseTo(median, NEAR);
    assertThat(prediction("{'AREA':50,'ROOMS':''}")).isCloseTo(median, NEAR);
    assertThat(row("{}", "species").get("Prediction")).isIn("setosa", "versicolor", "virginica");
  }

  @Test
  void missing_columns_are_an_error_where_the_option_says_so() throws SQLException {
    String error = "{'missing_columns':'error'}";

    assertMlError(
        MlError.COLUMNS_DIFFER,
        () -> Calls.predictedRow(sample.connection(), "{\"AREA\":50,\"x\":1}", "price", error),
        "columns provided must match those of training. Provided - [AREA, x] vs Trained - [ROOMS,"
            + " AREA]. Missing: [ROOMS].");
    assertThat(
            Calls.predictedRow(sample.connection(), "{\"AREA\":50,\"ROOMS\":null}", "price", error))
        .contains("\"Prediction\":");
    assertThat(
            Calls.predictedRow(
                sample.connection(), "{\"AREA\":50}", "price", "{'missing_columns':'null'}"))
        .contains("\"Prediction\":");
  }

  @Test
  void numbers_may_be_texts_and_texts_numbers() throws SQLException {
    assertThat(prediction("{'ROOMS':'2','AREA':' 5.05e1 '}")).isCloseTo(191.5, NEAR);
    assertThat(prediction("{'ROOMS':2E0,'AREA':505e-1}")).isCloseTo(191.5, NEAR);
    assertThat(row("{'COLOUR':7,'PETAL_LENGTH':1.4,'PETAL_WIDTH':0.2}", "species"))
        .containsEntry("COLOUR", 7L)
        .containsEntry("Prediction", "setosa");
  }

  @Test
  void a_value_of_the_wrong_kind_is_refused_without_being_repeated() {
    wrong("price", "'ROOMS':2,'AREA':'secret'", "'AREA' expects a number", "a text that is none");
    wrong("price", "'AREA':[1,[2]],'ROOMS':2", "'AREA' expects a single value", "a JSON array");
    wrong("price", "'AREA':{'a':{}}", "'AREA' expects a single value", "a JSON object");
    wrong("species", "'COLOUR':['red']", "'COLOUR' expects a single value", "a JSON array");
  }

  private void wrong(String model, String members, String expected, String found) {
    assertMlError(
        MlError.INVALID_VALUE,
        () -> row("{" + members + "}", model),
        "column " + expected + ", but a value given is " + found + ".");
  }

  @Test
  void names_match_in_any_case_where_only_one_does() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.\"Odd\"(\"Größe in m\" DOUBLE PRECISION, \"A\" DOUBLE PRECISION,"
            + " \"a\" DOUBLE PRECISION, \"it's\" DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.\"Odd\" VALUES (1, 5, 2, 3), (2, 1, 1, 5), (4, 2, 7, 9), (3, 3, 3, 7)");
    Calls.train(
        sample.connection(),
        "PUBLIC.\"Odd\"",
        "it's",
        "{'task':'regression','algorithm':'linear','exclude_column_list':['A','a']}",
        "odd");

    for (String name : List.of("Größe in m", "größe IN M", "GRÖSSE in M")) {
      Map<String, @Nullable Object> answer = row("{'" + name + "':10}", "odd");

      assertThat(answer).containsKey(name);
      if (!name.startsWith("GRÖSSE")) {
        assertThat((Double) number(answer)).as(name).isCloseTo(21, NEAR);
      }
    }
    assertThat(number(row("{'rooms':2,'Area':50.5}", "price"))).isCloseTo(191.5, NEAR);
  }

  @Test
  void odd_texts_come_back_as_they_were() throws SQLException {
    for (String text :
        List.of("a\"b", "a'b", "a/b", "\uD83C\uDF37", "a\nb\tc\r\f\b", "\u2028", "é", "")) {
      Map<String, @Nullable Object> answer = Json.parseObject(sample.text(JSON_OBJECT, text));

      assertThat(answer).as("on %s", kind).containsEntry("COLOUR", text).containsEntry("n", 1.5);
    }
    assertThat(row("{'COLOUR':'a\\\\b\\u0041\\ud83c\\udf37'}", "species"))
        .containsEntry("COLOUR", "a\\bA\uD83C\uDF37");
  }

  @Test
  void a_backslash_is_too_much_for_hsqldbs_json_object() throws SQLException {
    if (kind.isH2()) {
      assertThat(Json.parseObject(sample.text(JSON_OBJECT, "a\\b")))
          .containsEntry("COLOUR", "a\\b");
    } else {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> sample.text(JSON_OBJECT, "a\\b"))
          .withMessage("General error");
    }
  }

  @Test
  void columns_of_a_table_make_rows() throws SQLException {
    assertThat(
            sample.count(
                "PUBLIC.FLOWER WHERE sys.ML_PREDICT_ROW(JSON_OBJECT('PETAL_LENGTH': PETAL_LENGTH,"
                    + " 'PETAL_WIDTH': PETAL_WIDTH, 'COLOUR': COLOUR), 'species', NULL)"
                    + " LIKE '%\"Prediction\":\"' || SPECIES || '\"%'"))
        .isEqualTo(SampleDatabase.FLOWERS);
  }

  @Test
  void of_a_key_given_twice_the_last_counts() throws SQLException {
    assertThat(prediction("{'ROOMS':9,'AREA':50.5,'ROOMS':2}")).isCloseTo(191.5, NEAR);
    assertThat(prediction("{'ROOMS':9,'AREA':50.5,'rooms':2}")).isCloseTo(191.5, NEAR);
  }

  @Test
  void rows_of_one_statement_may_differ_in_keys_order_and_form() throws SQLException {
    List<String> forms =
        List.of(
            "{\"ROOMS\":2,\"AREA\":50.5}",
            "{\"ROOMS\":2E0,\"AREA\":5.05E1}",
            "{\"AREA\":50.5,\"ROOMS\":2}",
            " { \"x\":[1, 2.0E0], \"rooms\":2, \"AREA\" : 505e-1 } ",
            "{\"id\":\"a\",\"AREA\":50.5,\"\\u0052OOMS\":2}",
            "{\"id\":\"b\",\"AREA\":50.5,\"ROOMS\":2}");
    sample.run("CREATE TABLE PUBLIC.FORM(ID INT PRIMARY KEY, J VARCHAR(200))");
    for (int i = 0; i < forms.size(); i++) {
      sample.run("INSERT INTO PUBLIC.FORM VALUES (" + i + ", '" + forms.get(i) + "')");
    }

    List<String> answers =
        rows(
                sample.connection(),
                "SELECT sys.ML_PREDICT_ROW(J, 'price', NULL) FROM PUBLIC.FORM ORDER BY ID")
            .stream()
            .map(row -> String.valueOf(row.get(0)))
            .toList();

    assertThat(answers)
        .allSatisfy(answer -> assertThat(number(Json.parseObject(answer))).isCloseTo(191.5, NEAR))
        .extracting(answer -> answer.substring(0, answer.indexOf(",\"Prediction\"")))
        .containsExactly(
            "{\"ROOMS\":2,\"AREA\":50.5",
            "{\"ROOMS\":2,\"AREA\":50.5",
            "{\"AREA\":50.5,\"ROOMS\":2",
            "{\"x\":[1,2],\"rooms\":2,\"AREA\":50.5",
            "{\"id\":\"a\",\"AREA\":50.5,\"ROOMS\":2",
            "{\"id\":\"b\",\"AREA\":50.5,\"ROOMS\":2");
  }

  @Test
  void a_result_goes_in_again() throws SQLException {
    String once =
        Calls.predictedRow(sample.connection(), "{\"ROOMS\":2,\"AREA\":50.5}", "price", null);

    String twice =
        Calls.predictedRow(sample.connection(), once.replace("50.5", "10"), "price", null);

    assertThat(number(Json.parseObject(twice))).isCloseTo(70, NEAR);
  }

  @Test
  void what_is_no_json_object_is_refused_with_the_place() {
    invalid("{\"ROOMS\":2,}", "at character 12");
    invalid("{\"ROOMS\":2", "at character ");
    invalid("{'ROOMS':2}", "at character 2");
    invalid("{\"ROOMS\":2} x", "at character 13");
    invalid("[2, 50.5]", "at character 1");
    invalid("7", "at character 1");
    invalid("null", "at character 1");
    invalid("", "at character 1");
    assertMlError(
        MlError.ROW_MISSING,
        () -> Calls.predictedRow(sample.connection(), null, "price", null),
        "the row is NULL. Pass a JSON object of column names and values.");
  }

  private void invalid(String json, String place) {
    assertMlError(
        MlError.INVALID_ROW,
        () -> Calls.predictedRow(sample.connection(), json, "price", null),
        "the row is not a valid JSON object: ",
        place);
  }

  @Test
  void model_and_options_are_checked() {
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> Calls.predictedRow(sample.connection(), "{}", null, null),
        "argument 'model_handle' of ML_PREDICT_ROW is NULL, but a value is required.");
    assertMlError(
        MlError.INVALID_JSON,
        () -> Calls.predictedRow(sample.connection(), "{}", "price", "{'a'"),
        "not valid JSON in the options of ML_PREDICT_ROW: ");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> Calls.predictedRow(sample.connection(), "{}", "price", "{'missing_columns':'no'}"),
        "option 'missing_columns' has the value 'no', but expects one of 'null', 'error'.");
  }

  private Map<String, @Nullable Object> row(String json, String model) throws SQLException {
    return Calls.predictRow(sample.connection(), Calls.json(json), model);
  }

  private double prediction(String json) throws SQLException {
    return number(row(json, "price"));
  }

  private static double number(Map<String, @Nullable Object> answer) {
    return Calls.number(answer.get("Prediction"));
  }
}
