// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.rows;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The option {@code additional_details}: how unlike the training rows the rows predicted are. */
class DetailsContractTest extends DatabaseContract {
  private static final String DETAILS = "{\"additional_details\": true}";

  /** ROOMS 1 to 5 alike, AREA from 50 to 150 by its quantiles of 2 and 98 per cent. */
  private static final String STATISTICS =
      """
      {"columns":[{"name":"ROOMS","type":"INTEGER","rows":100,"missing":0,"mean":3,"deviation":1,
      "values":[1,2,3,4,5],"counts":[20,20,20,20,20]},{"name":"AREA","type":"NUMBER","rows":100,
      "missing":0,"mean":100,"deviation":20,"values":[50,100,150],"counts":[10,80,10]}]}
      """;

  @Override
  void prepare() throws SQLException {
    super.prepare();
    Recorded.statistics(sample, "price", STATISTICS);
    Recorded.none(sample, "churn");
  }

  @Test
  void a_usual_row_is_at_0_and_one_from_far_away_above_1() throws SQLException {
    assertThat(drift("{'ROOMS':3,'AREA':100}"))
        .isEqualTo(Map.of("metric", 0L, "attribution_percent", Map.of()));
    // 2 of 2 and 200 of 50 to that side: the root of (1 + 16) / 2
    assertThat(drift("{'ROOMS':5,'AREA':300}"))
        .isEqualTo(
            Map.of("metric", 2.9155, "attribution_percent", Map.of("AREA", 94.12, "ROOMS", 5.88)));
  }

  @Test
  void a_missing_value_that_never_was_missing_is_unlike() throws SQLException {
    Map<String, @Nullable Object> drift = drift("{'ROOMS':3}");

    assertThat(Calls.number(drift.get("metric"))).isBetween(0.9, 1.0);
    assertThat(drift.get("attribution_percent")).isEqualTo(Map.of("AREA", 100L));
  }

  @Test
  void all_rows_of_a_query_and_of_a_table_have_their_details() throws SQLException {
    List<List<@Nullable Object>> single =
        rows(
            sample.connection(),
            "SELECT sys.ML_PREDICT_ROW(JSON_OBJECT('ROOMS': ROOMS, 'AREA': AREA), 'price', ?)"
                + " FROM PUBLIC.HOUSE ORDER BY ID",
            DETAILS);
    sample.value(
        "CALL sys.ML_PREDICT_TABLE('PUBLIC.HOUSE', 'price', 'PUBLIC.DETAILED', ?)", DETAILS);
    List<List<@Nullable Object>> table =
        rows(sample.connection(), "SELECT ML_RESULTS FROM PUBLIC.DETAILED ORDER BY ID");

    assertThat(single).hasSize(SampleDatabase.HOUSES);
    for (int row = 0; row < SampleDatabase.HOUSES; row++) {
      Object results = Json.parseObject(String.valueOf(single.get(row).get(0))).get("ml_results");
      assertThat(Json.parseObject(String.valueOf(table.get(row).get(0)))).isEqualTo(results);
      assertThat(String.valueOf(results)).contains("drift={metric=");
    }
  }

  @Test
  void without_the_option_there_is_none_and_without_statistics_an_error() throws SQLException {
    assertThat(Calls.predictedRow(sample.connection(), "{\"ROOMS\":1}", "churn", null))
        .doesNotContain("drift");
    assertMlError(
        MlError.NO_STATISTICS,
        () -> Calls.predictedRow(sample.connection(), "{}", "churn", DETAILS),
        "model 'churn' has no record of its training rows to compare with. Train it again.");
    assertMlError(
        MlError.NO_STATISTICS,
        () ->
            sample.value(
                "CALL sys.ML_PREDICT_TABLE('PUBLIC.CUSTOMER', 'churn', 'PUBLIC.NONE', ?)", DETAILS),
        "model 'churn' has no record");
  }

  private Map<String, @Nullable Object> drift(String row) throws SQLException {
    return Calls.object(
        Calls.object(
            Json.parseObject(
                Calls.predictedRow(sample.connection(), row.replace('\'', '"'), "price", DETAILS)),
            "ml_results"),
        "drift");
  }
}
