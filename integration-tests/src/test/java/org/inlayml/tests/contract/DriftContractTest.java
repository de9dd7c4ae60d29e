// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.rows;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code ML_DRIFT}. */
class DriftContractTest extends DatabaseContract {
  private static final List<String> COLUMNS =
      List.of(
          "FEATURE",
          "KIND",
          "PSI",
          "KOLMOGOROV_SMIRNOV",
          "P_VALUE",
          "JENSEN_SHANNON",
          "CHI_SQUARE",
          "MISSING_SHARE_BEFORE",
          "MISSING_SHARE_NOW",
          "VERDICT",
          "DETAIL");

  @Test
  void the_same_rows_have_not_drifted() throws SQLException {
    Map<String, Map<String, @Nullable Object>> drift =
        drift("species", "PUBLIC.FLOWER", "{'baseline':'PUBLIC.FLOWER'}");

    assertThat(drift.keySet()).containsExactly("PETAL_LENGTH", "PETAL_WIDTH", "COLOUR", "SPECIES");
    for (Map<String, @Nullable Object> row : drift.values()) {
      assertThat(row).containsEntry("PSI", 0.0).containsEntry("JENSEN_SHANNON", 0.0);
      assertThat(row).containsEntry("VERDICT", "none").containsEntry("P_VALUE", 1.0);
      assertThat(row).containsEntry("MISSING_SHARE_NOW", 0.0).containsEntry("DETAIL", null);
    }
    assertThat(drift.get("PETAL_LENGTH"))
        .containsEntry("KIND", "number")
        .containsEntry("KOLMOGOROV_SMIRNOV", 0.0)
        .containsEntry("CHI_SQUARE", null);
    assertThat(drift.get("COLOUR"))
        .containsEntry("KIND", "category")
        .containsEntry("KOLMOGOROV_SMIRNOV", null)
        .containsEntry("CHI_SQUARE", 0.0);
    assertThat(drift.get("SPECIES")).containsEntry("KIND", "prediction");
  }

  @Test
  void what_moved_is_told_feature_by_feature_and_in_the_predictions() throws SQLException {
    Map<String, Map<String, @Nullable Object>> drift =
        drift(
            "species",
            "SELECT PETAL_LENGTH + 4 AS PETAL_LENGTH, PETAL_WIDTH + 2 AS PETAL_WIDTH,"
                + " CASE WHEN ID <= 30 THEN 'green' ELSE COLOUR END AS COLOUR FROM PUBLIC.FLOWER",
            "{'baseline':'PUBLIC.FLOWER'}");

    assertThat(drift.get("PETAL_LENGTH"))
        .containsEntry("VERDICT", "major")
        .hasEntrySatisfying(
            "DETAIL",
            detail ->
                assertThat(String.valueOf(detail))
                    .startsWith("mean moved by +2.")
                    .contains("values outside the range of training"));
    assertThat(drift.get("COLOUR"))
        .containsEntry("VERDICT", "major")
        .containsEntry("DETAIL", "values not in training in 50.0 % of the rows: 'green'");
    assertThat(drift.get("SPECIES")).containsEntry("VERDICT", "major");
  }

  @Test
  void missing_values_and_other_types_have_drifted() throws SQLException {
    Map<String, Map<String, @Nullable Object>> drift =
        drift(
            "species",
            "SELECT CAST(NULL AS DOUBLE PRECISION) AS PETAL_LENGTH, 'wide' AS PETAL_WIDTH, COLOUR"
                + " FROM PUBLIC.FLOWER",
            "{'baseline':'PUBLIC.FLOWER'}");

    assertThat(drift.get("PETAL_LENGTH"))
        .containsEntry("PSI", null)
        .containsEntry("MISSING_SHARE_BEFORE", 0.0)
        .containsEntry("MISSING_SHARE_NOW", 1.0)
        .containsEntry("VERDICT", "major")
        .containsEntry("DETAIL", "missing values: 100.0 %, were 0.0 %; no values now");
    assertThat(drift.get("PETAL_WIDTH"))
        .containsEntry("VERDICT", "major")
        .containsEntry("DETAIL", "was a number, is a category now");
    assertThat(drift.get("SPECIES"))
        .containsEntry("VERDICT", "major")
        .hasEntrySatisfying(
            "DETAIL",
            detail ->
                assertThat(String.valueOf(detail))
                    .contains("column 'PETAL_WIDTH' was NUMBER in training, but is TEXT here."));
  }

  @Test
  void few_rows_and_no_rows_are_no_drift() throws SQLException {
    for (String few : List.of("ID = 1", "ID < 0")) {
      Map<String, Map<String, @Nullable Object>> drift =
          drift("price", "SELECT * FROM PUBLIC.HOUSE WHERE " + few, "{'baseline':'PUBLIC.HOUSE'}");

      assertThat(drift.keySet()).containsExactly("ROOMS", "AREA", "PRICE");
      assertThat(drift.values()).allMatch(row -> "none".equals(row.get("VERDICT")));
    }
  }

  @Test
  void a_model_without_a_target_has_a_row_of_its_predictions() throws SQLException {
    Calls.train(
        sample.connection(),
        "SELECT ROOMS, AREA FROM PUBLIC.HOUSE",
        null,
        "{'task':'clustering','algorithm':'kmeans','hyperparameters':{'n_clusters':2}}",
        "groups");

    assertThat(drift("groups", "PUBLIC.HOUSE", "{'baseline':'PUBLIC.HOUSE'}").keySet())
        .containsExactly("ROOMS", "AREA", "(prediction)");
  }

  @Test
  void thresholds_are_options() throws SQLException {
    String wider = "SELECT ROOMS, AREA * 1.2 AS AREA FROM PUBLIC.HOUSE";
    String baseline = "{'baseline':'PUBLIC.HOUSE','significance':1,";

    assertThat(drift("price", wider, baseline + "'moderate':0.001,'major':0.002}").get("AREA"))
        .containsEntry("VERDICT", "major");
    assertThat(drift("price", wider, baseline + "'moderate':0.001,'major':1000}").get("AREA"))
        .containsEntry("VERDICT", "moderate");
    assertThat(drift("price", wider, baseline + "'moderate':900}").get("AREA"))
        .containsEntry("VERDICT", "none");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> drift("price", wider, "{'moderate':0.5,'major':0.2}"),
        "option 'major' has the value 0.2, but expects a number of at least moderate = 0.5.");
  }

  @Test
  void it_works_in_from_and_has_its_columns_there() throws SQLException {
    String call = "sys.ML_DRIFT('price', 'PUBLIC.HOUSE', '{\"baseline\": \"PUBLIC.HOUSE\"}')";
    String from = kind.isH2() ? call : "TABLE(" + call + ")";

    assertThat(Answers.columns(sample.connection(), "CALL " + call)).isEqualTo(COLUMNS);
    assertThat(Answers.columns(sample.connection(), "SELECT * FROM " + from)).isEqualTo(COLUMNS);
    assertThat(
            rows(
                sample.connection(),
                "SELECT D.FEATURE, H.ID FROM PUBLIC.HOUSE H CROSS JOIN "
                    + from
                    + " AS D WHERE H.ID <= 2 AND D.VERDICT = 'none' ORDER BY H.ID, D.FEATURE"))
        .hasSize(6)
        .startsWith(List.of("AREA", 1), List.of("PRICE", 1));
    assertThat(sample.count("INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'DRIF'")).isZero();
  }

  @Test
  void training_records_what_its_rows_looked_like() throws SQLException {
    Calls.train(
        sample.connection(), "PUBLIC.CUSTOMER", "CHURN", "{'algorithm':'logistic'}", "leaving");
    for (String[] trained :
        new String[][] {
          {"species", "PUBLIC.FLOWER"}, {"leaving", "PUBLIC.CUSTOMER"}, {"price", "PUBLIC.HOUSE"}
        }) {
      assertThat(drift(trained[0], trained[1], null).values())
          .as(trained[0])
          .isNotEmpty()
          .allMatch(row -> Double.valueOf(0).equals(row.get("PSI")))
          .allMatch(row -> "none".equals(row.get("VERDICT")));
    }
  }

  @Test
  void rows_are_compared_with_the_statistics_of_the_snapshot() throws SQLException {
    String statistics =
        "{\"columns\":[{\"name\":\"ROOMS\",\"type\":\"INTEGER\",\"rows\":100,\"missing\":0,"
            + "\"mean\":7.5,\"deviation\":0.5,\"values\":[7,8],\"counts\":[50,50]}]}";
    Calls.train(
        sample.connection(),
        "PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','algorithm':'linear'}",
        "recorded");
    Recorded.statistics(sample, "recorded", statistics);

    Map<String, Map<String, @Nullable Object>> drift = drift("recorded", "PUBLIC.HOUSE", null);

    assertThat(drift.get("ROOMS"))
        .containsEntry("VERDICT", "major")
        .containsEntry("KOLMOGOROV_SMIRNOV", 1.0);
    assertThat(drift.get("AREA"))
        .containsEntry("VERDICT", "none")
        .containsEntry("DETAIL", "no record of it in training");
    assertThat(drift.get("PRICE")).containsEntry("DETAIL", "no record of predictions in training");
  }

  @Test
  void what_cannot_be_compared_is_an_error() throws SQLException {
    Recorded.none(sample, "churn");

    assertMlError(
        MlError.NO_STATISTICS,
        () -> drift("churn", "PUBLIC.CUSTOMER", null),
        "model 'churn' has no record of its training rows to compare with. Train it again, or name"
            + " rows by the option 'baseline'.");
    assertMlError(
        MlError.COLUMNS_DIFFER,
        () -> drift("price", "SELECT ROOMS FROM PUBLIC.HOUSE", "{'baseline':'PUBLIC.HOUSE'}"),
        "Provided - [ROOMS] vs Trained - [ROOMS, AREA]. Missing: [AREA].");
    assertMlError(
        MlError.MODEL_NOT_FOUND, () -> drift("none", "PUBLIC.HOUSE", null), "model 'none'");
    assertMlError(
        MlError.UNKNOWN_OPTION,
        () -> drift("price", "PUBLIC.HOUSE", "{'base':'x'}"),
        "option 'base' is not known to ML_DRIFT.");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.run("CALL sys.ML_DRIFT(NULL, 'PUBLIC.HOUSE', NULL)"),
        "argument 'model' of ML_DRIFT is NULL, but a value is required.");
    assertMlError(
        MlError.RELATION_MISSING,
        () -> sample.run("CALL sys.ML_DRIFT('price', NULL, '{\"baseline\":\"PUBLIC.HOUSE\"}')"),
        "the relation is NULL or empty.");
  }

  /** The rows by feature, their values by column. */
  private Map<String, Map<String, @Nullable Object>> drift(
      String model, String relation, @Nullable String options) throws SQLException {
    Map<String, Map<String, @Nullable Object>> drift = new LinkedHashMap<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (options == null) {
      rows.addAll(rows(sample.connection(), "CALL sys.ML_DRIFT(?, ?, NULL)", model, relation));
    } else {
      rows.addAll(
          rows(
              sample.connection(),
              "CALL sys.ML_DRIFT(?, ?, ?)",
              model,
              relation,
              options.replace('\'', '"')));
    }
    for (List<@Nullable Object> row : rows) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 0; i < COLUMNS.size(); i++) {
        values.put(COLUMNS.get(i), row.get(i));
      }
      drift.put(String.valueOf(row.get(0)), values);
    }
    return drift;
  }
}
