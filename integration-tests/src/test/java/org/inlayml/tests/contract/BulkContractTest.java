// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole tables of several blocks: the same answers by any number of threads, in order. */
class BulkContractTest extends DatabaseContract {
  private static final int ROWS = SampleDatabase.HOUSES * SampleDatabase.HOUSES;

  private static final String HOUSES =
      "SELECT A.ID * 1000 + B.ID AS NO, A.ROOMS, B.AREA, 'a' AS MARK, B.PRICE"
          + " FROM PUBLIC.HOUSE A CROSS JOIN PUBLIC.HOUSE B ORDER BY NO";

  @Test
  void any_number_of_threads_writes_the_same_table() throws SQLException {
    assertThat(predict(HOUSES, "price", "PUBLIC.BY_ONE", "{'threads':1}")).isEqualTo(ROWS);
    assertThat(predict(HOUSES, "price", "PUBLIC.BY_FIVE", "{'threads':5}")).isEqualTo(ROWS);

    assertThat(
            sample.count(
                "PUBLIC.BY_ONE A JOIN PUBLIC.BY_FIVE B"
                    + " ON A.\"_4AAD19CA6E_PK_ID\" = B.\"_4AAD19CA6E_PK_ID\" AND A.NO = B.NO"
                    + " AND A.PREDICTION = B.PREDICTION AND A.ML_RESULTS = B.ML_RESULTS"
                    + " AND A.MARK = 'a' AND B.MARK = 'a'"))
        .isEqualTo(ROWS);
    assertThat(
            sample.count(
                "PUBLIC.BY_FIVE WHERE PREDICTION = sys.ML_PREDICT('price',"
                    + " ARRAY[CAST(ROOMS AS DOUBLE PRECISION), AREA])"))
        .isEqualTo(ROWS);
    assertNoThreadIsLeft();
  }

  @Test
  void rows_are_numbered_in_the_order_of_the_query() throws SQLException {
    predict(HOUSES, "price", "PUBLIC.IN_ORDER", "{'threads':3}");

    assertThat(
            sample.count(
                "PUBLIC.IN_ORDER A JOIN PUBLIC.IN_ORDER B"
                    + " ON B.\"_4AAD19CA6E_PK_ID\" = A.\"_4AAD19CA6E_PK_ID\" + 1 AND B.NO > A.NO"))
        .isEqualTo(ROWS - 1);
  }

  @Test
  void a_table_of_several_blocks_is_its_own_output() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.OWN(NO INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.OWN SELECT NO, ROOMS, AREA FROM (" + HOUSES + ") H");

    assertThat(predict("PUBLIC.OWN", "price", "PUBLIC.OWN", "{'threads':2}")).isEqualTo(ROWS);

    assertThat(
            sample.count(
                "PUBLIC.OWN WHERE ABS(PREDICTION - 20 * ROOMS - 3 * AREA) < 0.000001"
                    + " AND ML_RESULTS LIKE '%PRICE%'"))
        .isEqualTo(ROWS);
  }

  @Test
  void any_number_of_threads_scores_the_same() throws SQLException {
    String customers =
        "SELECT C.AGE, C.INCOME, C.TARIFF, CASE WHEN H.ID = 1 THEN NULL ELSE C.CHURN END AS CHURN"
            + " FROM PUBLIC.CUSTOMER C CROSS JOIN PUBLIC.HOUSE H";

    String byOne = score(customers, "roc_auc", "{'threads':1}");

    assertThat(byOne).isEqualTo(score(customers, "roc_auc", "{'threads':6}"));
    assertThat(Double.parseDouble(byOne))
        .isEqualTo(Double.parseDouble(score("PUBLIC.CUSTOMER", "roc_auc", null)));
    assertNoThreadIsLeft();
  }

  @Test
  void scoring_ends_at_the_deadline_and_within_the_memory() throws SQLException {
    String customers =
        "SELECT C.* FROM PUBLIC.CUSTOMER C CROSS JOIN PUBLIC.HOUSE A CROSS JOIN PUBLIC.HOUSE B";

    assertMlError(
        MlError.DEADLINE_PASSED,
        () -> score(customers, "accuracy", "{'max_seconds':0.001}"),
        "ML_SCORE did not finish within max_seconds = 0.001.");
    assertMlError(
        MlError.NOT_ENOUGH_MEMORY,
        () -> score(customers, "accuracy", "{'max_memory_mb':1}"),
        "scoring on the query needs about more than ");
    assertNoThreadIsLeft();
  }

  @Test
  void explanations_are_those_of_single_rows() throws SQLException {
    Calls.text(
        sample.connection(),
        "CALL sys.ML_EXPLAIN_TABLE(?, ?, ?, ?)",
        "SELECT ID, AGE, INCOME, TARIFF FROM PUBLIC.CUSTOMER",
        "churn",
        "PUBLIC.EXPLAINED",
        Calls.json("{'threads':3}"));

    for (int id = 1; id <= SampleDatabase.CUSTOMERS; id += 13) {
      String ofTable = sample.text("SELECT ML_RESULTS FROM PUBLIC.EXPLAINED WHERE ID = " + id);
      String ofRow =
          sample.text(
              "SELECT sys.ML_EXPLAIN_ROW(JSON_OBJECT('AGE': AGE, 'INCOME': INCOME,"
                  + " 'TARIFF': TARIFF), 'churn', NULL) FROM PUBLIC.CUSTOMER WHERE ID = "
                  + id);
      assertThat(ofRow).as("row %s on %s", id, kind).contains("\"ml_results\":" + ofTable);
    }
    assertNoThreadIsLeft();
  }

  @Test
  void a_name_given_to_two_columns_is_refused() throws SQLException {
    assertMlError(
        MlError.DUPLICATE_COLUMN,
        () ->
            predict("SELECT ID, ROOMS, AREA, ROOMS FROM PUBLIC.HOUSE", "price", "PUBLIC.TWO", null),
        "the query has more than one column 'ROOMS'. Give each a name of its own by AS.");
    assertThat(
            sample.number(
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'TWO'"))
        .isZero();
  }

  private long predict(String relation, String model, String output, @Nullable String options)
      throws SQLException {
    return Long.parseLong(
        Calls.text(
            sample.connection(),
            "CALL sys.ML_PREDICT_TABLE(?, ?, ?, ?)",
            relation,
            model,
            output,
            Calls.json(options)));
  }

  private String score(String relation, String metric, @Nullable String options)
      throws SQLException {
    return Calls.text(
        sample.connection(),
        "CALL sys.ML_SCORE(?, ?, ?, ?, ?)",
        relation,
        "CHURN",
        "churn",
        metric,
        Calls.json(options));
  }

  private static void assertNoThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("inlay-block-"));
  }
}
