// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code ML_EXPLAIN}, {@code ML_EXPLAIN_ROW} and {@code ML_EXPLAIN_TABLE}. */
class ExplainContractTest extends DatabaseContract {
  @Test
  void a_model_is_explained_on_given_rows_and_the_catalog_keeps_it() throws SQLException {
    String answer =
        sample.text(
            "CALL sys.ML_EXPLAIN('SELECT * FROM PUBLIC.HOUSE WHERE ROOMS = 1', 'price', 'price',"
                + " '{\"model_explainer\":\"permutation_importance\","
                + "\"prediction_explainer\":\"permutation_importance\",\"seed\":3}')");

    Map<String, @Nullable Object> explanation = Json.parseObject(answer);
    assertThat(explanation).containsOnlyKeys("permutation_importance");
    Map<String, @Nullable Object> importance = Calls.object(explanation, "permutation_importance");
    // among houses of one room the number of rooms tells nothing
    assertThat(Calls.number(importance.get("ROOMS"))).isZero();
    assertThat(Calls.number(importance.get("AREA"))).isGreaterThan(0.5);
    assertThat(
            sample.text(
                "SELECT MODEL_EXPLANATION FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'price'"))
        .isEqualTo(answer);
    assertThat(
            Json.parseObject(
                    sample.text(
                        "SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE='price'"))
                .get("model_explanation"))
        .isEqualTo(explanation);
  }

  @Test
  void the_same_seed_gives_the_same_explanation() throws SQLException {
    String call = "CALL sys.ML_EXPLAIN('PUBLIC.CUSTOMER', 'CHURN', 'churn', '{\"seed\":%s}')";

    String one = sample.text(String.format(Locale.ROOT, call, 1));
    String two = sample.text(String.format(Locale.ROOT, call, 2));

    assertThat(sample.text(String.format(Locale.ROOT, call, 1))).isEqualTo(one).isNotEqualTo(two);
  }

  @Test
  void wrong_requests_to_explain_are_refused() {
    assertMlError(
        MlError.INVALID_OPTION,
        () -> explain("PUBLIC.HOUSE", "PRICE", "price", "{\"model_explainer\":\"shap\"}"),
        "option 'model_explainer' has the value 'shap', but expects one of"
            + " 'permutation_importance'.");
    assertMlError(
        MlError.SCORE_NOT_COMPUTABLE,
        () ->
            explain(
                "SELECT PETAL_LENGTH, PETAL_WIDTH, COLOUR, 'rose' AS SPECIES FROM PUBLIC.FLOWER",
                "SPECIES",
                "species",
                "{}"),
        "column 'SPECIES' holds a class that the model does not know");
    assertMlError(
        MlError.NO_ROWS,
        () -> explain("SELECT * FROM PUBLIC.HOUSE WHERE ID < 0", "PRICE", "price", "{}"),
        "the query has no rows with a target value.");
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> explain("PUBLIC.HOUSE", "PRICE", "prices", "{}"),
        "model 'prices' does not exist. Did you mean 'price'?");
    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> explain("PUBLIC.HOUSE", "PRICES", "price", "{}"),
        "column 'PRICES' is not in PUBLIC.HOUSE. Did you mean 'PRICE'?");
  }

  @Test
  void a_rows_explanation_has_heatwaves_shape() throws SQLException {
    Map<String, @Nullable Object> answer =
        explainRow(
            "{\"PETAL_LENGTH\":1.4,\"PETAL_WIDTH\":0.3,\"COLOUR\":\"red\",\"x\":1}", "species");

    assertThat(answer.keySet())
        .containsExactly(
            "PETAL_LENGTH",
            "PETAL_WIDTH",
            "COLOUR",
            "x",
            "Notes",
            "Prediction",
            "ml_results",
            "PETAL_LENGTH_attribution",
            "PETAL_WIDTH_attribution",
            "COLOUR_attribution");
    assertThat(answer).containsEntry("Prediction", "setosa");
    Map<String, @Nullable Object> results = Calls.object(answer, "ml_results");
    assertThat(results.get("notes")).isEqualTo(answer.get("Notes"));
    assertThat(results.get("predictions")).isEqualTo(Map.of("SPECIES", "setosa"));
    Map<String, @Nullable Object> attributions = Calls.object(results, "attributions");
    assertThat(attributions.keySet().toArray())
        .containsExactly("PETAL_LENGTH", "PETAL_WIDTH", "COLOUR");
    attributions.forEach(
        (feature, value) -> {
          assertThat(answer.get(feature + "_attribution")).isEqualTo(value);
          assertThat(String.valueOf(value)).matches("-?[0-9](\\.[0-9]{1,2})?");
        });
    assertThat(attributions.get("COLOUR")).hasToString("0");
    assertThat(String.valueOf(answer.get("Notes")))
        .matches(
            "PETAL_(LENGTH \\(1\\.4\\)|WIDTH \\(0\\.3\\)) had the largest impact towards"
                + " predicting setosa");
  }

  @Test
  void attributions_of_a_regression_are_in_units_of_the_target() throws SQLException {
    Map<String, @Nullable Object> answer = explainRow("{\"ROOMS\":5,\"AREA\":200}", "price");

    double rooms = Calls.number(answer.get("ROOMS_attribution"));
    double area = Calls.number(answer.get("AREA_attribution"));
    // 20 for a room, 3 for an area of one, less those of other houses: 1 to 5, 30.5 to 99.5
    assertThat(rooms).isBetween(10.0, 80.0);
    assertThat(area).isBetween(3 * 100.5, 3 * 169.5);
    assertThat(String.valueOf(answer.get("Notes")))
        .startsWith("AREA (200) had the largest impact towards a higher PRICE");
  }

  @Test
  void a_row_is_checked_as_for_predicting() {
    assertMlError(
        MlError.ROW_MISSING,
        () -> sample.text("SELECT sys.ML_EXPLAIN_ROW(NULL, 'price', NULL) FROM (VALUES(0))"),
        "the row is NULL.");
    assertMlError(
        MlError.INVALID_ROW,
        () -> explainRow("{", "price"),
        "the row is not a valid JSON object: ");
    assertMlError(
        MlError.COLUMNS_DIFFER,
        () ->
            sample.text(
                "SELECT sys.ML_EXPLAIN_ROW('{}', 'price', '{\"missing_columns\":\"error\","
                    + "\"prediction_explainer\":\"permutation_importance\"}') FROM (VALUES(0))"),
        "Provided - [] vs Trained - [ROOMS, AREA]. Missing: [ROOMS, AREA].");
  }

  @Test
  void a_table_of_explanations_has_key_input_and_results() throws SQLException {
    assertThat(
            sample.value(
                "CALL sys.ML_EXPLAIN_TABLE('PUBLIC.HOUSE', 'price', 'PUBLIC.EXPLAINED',"
                    + " '{\"prediction_explainer\":\"permutation_importance\"}')"))
        .isEqualTo(60L);

    assertThat(Answers.columns(sample.connection(), "SELECT * FROM PUBLIC.EXPLAINED"))
        .containsExactly(
            "ID",
            "ROOMS",
            "AREA",
            "PRICE",
            "PREDICTION",
            "ROOMS_ATTRIBUTION",
            "AREA_ATTRIBUTION",
            "NOTES",
            "ML_RESULTS");
    List<@Nullable Object> row =
        Answers.rows(
                sample.connection(),
                "SELECT ROOMS, AREA, ROOMS_ATTRIBUTION, AREA_ATTRIBUTION, NOTES, ML_RESULTS"
                    + " FROM PUBLIC.EXPLAINED WHERE ID = 7")
            .get(0);
    Map<String, @Nullable Object> single =
        explainRow("{\"ROOMS\":" + row.get(0) + ",\"AREA\":" + row.get(1) + "}", "price");
    assertThat(Calls.number(row.get(2))).isEqualTo(Calls.number(single.get("ROOMS_attribution")));
    assertThat(Calls.number(row.get(3))).isEqualTo(Calls.number(single.get("AREA_attribution")));
    assertThat(row.get(4)).isEqualTo(single.get("Notes"));
    assertThat(Json.parseObject(String.valueOf(row.get(5)))).isEqualTo(single.get("ml_results"));
  }

  @Test
  void a_table_that_exists_otherwise_is_refused() throws SQLException {
    assertMlError(
        MlError.TABLE_EXISTS,
        () ->
            sample.run("CALL sys.ML_EXPLAIN_TABLE('PUBLIC.HOUSE', 'price', 'PUBLIC.FLOWER', NULL)"),
        "table PUBLIC.FLOWER exists already and lacks the columns ROOMS, AREA, PRICE,");
    assertMlError(
        MlError.INVALID_VALUE,
        () ->
            sample.run(
                "CALL sys.ML_EXPLAIN_TABLE('SELECT ROOMS, ''x'' AS AREA FROM PUBLIC.HOUSE',"
                    + " 'price', 'PUBLIC.NOT_EXPLAINED', NULL)"),
        "column 'AREA' expects a number");
    assertThat(sample.count("INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'NOT_EXPLAINED'"))
        .isZero();
  }

  private String explain(String relation, String target, String model, String options)
      throws SQLException {
    return sample.text("CALL sys.ML_EXPLAIN(?, ?, ?, ?)", relation, target, model, options);
  }

  private Map<String, @Nullable Object> explainRow(String row, String model) throws SQLException {
    return Json.parseObject(
        sample.text("SELECT sys.ML_EXPLAIN_ROW(?, ?, NULL) FROM (VALUES(0))", row, model));
  }
}
