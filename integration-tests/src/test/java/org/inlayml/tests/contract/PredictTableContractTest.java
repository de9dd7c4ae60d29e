// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code ML_PREDICT_TABLE}: inputs, outputs, keys and types. */
class PredictTableContractTest extends DatabaseContract {
  private static final String NUMBERING = "_4AAD19CA6E_PK_ID";

  @Test
  void a_new_table_has_key_input_and_results() throws SQLException {
    assertThat(predict("PUBLIC.FLOWER", "species", "PUBLIC.NEW_TABLE")).isEqualTo(60);

    assertThat(columns("PUBLIC.NEW_TABLE"))
        .containsExactly(
            "ID", "PETAL_LENGTH", "PETAL_WIDTH", "COLOUR", "SPECIES", "PREDICTION", "ML_RESULTS");
    assertThat(primaryKey("NEW_TABLE")).containsExactly("ID");
    assertThat(
            sample.count(
                "PUBLIC.NEW_TABLE N JOIN PUBLIC.FLOWER F ON F.ID = N.ID"
                    + " AND F.PETAL_LENGTH = N.PETAL_LENGTH AND F.COLOUR = N.COLOUR"
                    + " AND F.SPECIES = N.SPECIES AND N.PREDICTION = F.SPECIES"))
        .isEqualTo(60);
    Map<String, @Nullable Object> results =
        Json.parseObject(sample.text("SELECT ML_RESULTS FROM PUBLIC.NEW_TABLE WHERE ID = 1"));
    assertThat(results.keySet()).containsExactly("predictions", "probabilities");
    assertThat(results).containsEntry("predictions", Map.of("SPECIES", "setosa"));
  }

  @Test
  void rows_without_a_key_are_numbered() throws SQLException {
    sample.run("CREATE VIEW PUBLIC.SMALL AS SELECT ROOMS, AREA FROM PUBLIC.HOUSE WHERE ROOMS = 1");

    assertThat(predict("PUBLIC.SMALL", "price", "PUBLIC.NUMBERED")).isEqualTo(12);

    assertThat(columns("PUBLIC.NUMBERED"))
        .containsExactly(NUMBERING, "ROOMS", "AREA", "PREDICTION", "ML_RESULTS");
    assertThat(primaryKey("NUMBERED")).containsExactly(NUMBERING);
    assertThat(
            Answers.rows(
                sample.connection(),
                "SELECT MIN(\""
                    + NUMBERING
                    + "\"), MAX(\""
                    + NUMBERING
                    + "\"), COUNT(*)"
                    + " FROM PUBLIC.NUMBERED"))
        .containsExactly(List.of(1L, 12L, 12L));
  }

  @Test
  void a_table_without_a_key_that_is_its_own_output_gets_one() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.KEYLESS(ROOMS INT, AREA DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.KEYLESS VALUES (2, 50.5), (1, 10), (1, 1)");

    predict("PUBLIC.KEYLESS", "price", "PUBLIC.KEYLESS");

    assertThat(primaryKey("KEYLESS")).containsExactly(NUMBERING);
    assertThat(Answers.number(sample.connection(), "SELECT COUNT(PREDICTION) FROM PUBLIC.KEYLESS"))
        .isEqualTo(3);
  }

  @Test
  void an_output_filled_again_is_numbered_on() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.TWICE_IN(ROOMS INT, AREA DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.TWICE_IN VALUES (2, 50.5), (1, 10)");

    predict("PUBLIC.TWICE_IN", "price", "PUBLIC.TWICE");
    predict("PUBLIC.TWICE_IN", "price", "PUBLIC.TWICE");

    assertThat(
            Answers.rows(
                sample.connection(),
                "SELECT \"" + NUMBERING + "\" FROM PUBLIC.TWICE ORDER BY \"" + NUMBERING + "\""))
        .containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L));
  }

  @Test
  void a_key_of_several_columns_is_kept_in_order() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.COMPOSITE(B INT, A VARCHAR(9), ROOMS INT, AREA DOUBLE PRECISION,"
            + " PRIMARY KEY (A, B))",
        "INSERT INTO PUBLIC.COMPOSITE VALUES (1, 'x', 2, 50.5), (2, 'x', 1, 10), (1, 'y', 1, 1)");

    predict("PUBLIC.COMPOSITE", "price", "PUBLIC.COMPOSITE_OUT");

    assertThat(primaryKey("COMPOSITE_OUT")).containsExactly("A", "B");
    predict("PUBLIC.COMPOSITE", "price", "PUBLIC.COMPOSITE");
    assertThat(
            Answers.rows(
                sample.connection(), "SELECT PREDICTION FROM PUBLIC.COMPOSITE ORDER BY A, B"))
        .isEqualTo(
            Answers.rows(
                sample.connection(), "SELECT PREDICTION FROM PUBLIC.COMPOSITE_OUT ORDER BY A, B"));
  }

  @Test
  void a_query_is_an_input_and_its_order_is_kept() throws SQLException {
    predict(
        "SELECT ID AS NO, ROOMS, AREA FROM PUBLIC.HOUSE WHERE ID <= 5 ORDER BY ID DESC",
        "price",
        "PUBLIC.FROM_QUERY");

    assertThat(
            Answers.rows(
                sample.connection(),
                "SELECT NO FROM PUBLIC.FROM_QUERY ORDER BY \"" + NUMBERING + "\""))
        .containsExactly(List.of(5), List.of(4), List.of(3), List.of(2), List.of(1));
  }

  @Test
  void an_empty_input_gives_an_empty_table() throws SQLException {
    sample.run("CREATE VIEW PUBLIC.NOBODY AS SELECT * FROM PUBLIC.HOUSE WHERE ID < 0");

    assertThat(predict("PUBLIC.NOBODY", "price", "PUBLIC.EMPTY_OUT")).isZero();

    assertThat(sample.count("PUBLIC.EMPTY_OUT")).isZero();
  }

  @Test
  void an_existing_table_with_the_columns_is_filled() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.FILLED(ML_RESULTS VARCHAR(9999), EXTRA VARCHAR(9) DEFAULT 'none',"
            + " PREDICTION DOUBLE PRECISION, AREA DOUBLE PRECISION, ROOMS INT, ID INT)");

    predict("SELECT ID, ROOMS, AREA FROM PUBLIC.HOUSE WHERE ID <= 3", "price", "PUBLIC.FILLED");
    predict("SELECT ID, ROOMS, AREA FROM PUBLIC.HOUSE WHERE ID = 4", "price", "PUBLIC.FILLED");

    assertThat(
            sample.count(
                "PUBLIC.FILLED F JOIN PUBLIC.HOUSE H ON F.ID = H.ID"
                    + " AND ABS(F.PREDICTION - H.PRICE) < 0.000001 AND F.EXTRA = 'none'"))
        .isEqualTo(4);
  }

  @Test
  void an_existing_table_without_them_is_refused() throws SQLException {
    sample.run("CREATE TABLE PUBLIC.LACKING(ID INT, ROOMS INT)");

    assertMlError(
        MlError.TABLE_EXISTS,
        () -> predict("PUBLIC.HOUSE", "price", "PUBLIC.LACKING"),
        "table PUBLIC.LACKING exists already and lacks the columns AREA, PRICE, PREDICTION,"
            + " ML_RESULTS. Drop it or choose another name.");
    assertThat(sample.count("PUBLIC.LACKING")).isZero();
  }

  @Test
  void the_input_itself_gets_the_results() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.ITSELF(\"Key\" VARCHAR(9) PRIMARY KEY, ROOMS INT,"
            + " AREA DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.ITSELF VALUES ('a', 2, 50.5), ('b', 1, 1)");

    assertThat(predict("PUBLIC.ITSELF", "price", "public.itself")).isEqualTo(2);
    sample.run("UPDATE PUBLIC.ITSELF SET AREA = 2 WHERE \"Key\" = 'b'");
    assertThat(predict("PUBLIC.ITSELF", "price", "PUBLIC.ITSELF")).isEqualTo(2);

    assertThat(columns("PUBLIC.ITSELF"))
        .containsExactly("Key", "ROOMS", "AREA", "PREDICTION", "ML_RESULTS");
    assertThat(
            sample.count("PUBLIC.ITSELF WHERE ABS(PREDICTION - 20 * ROOMS - 3 * AREA) < 0.000001"))
        .isEqualTo(2);
  }

  @Test
  void a_column_in_the_way_is_named_and_no_table_is_left() throws SQLException {
    assertMlError(
        MlError.TABLE_EXISTS,
        () -> predict("SELECT H.*, 1 AS PREDICTION FROM PUBLIC.HOUSE H", "price", "PUBLIC.NEVER"),
        "with a column PREDICTION, which is needed for the result");
    assertMlError(
        MlError.TABLE_EXISTS,
        () ->
            predict(
                "SELECT 1 AS \"" + NUMBERING + "\", ROOMS, AREA FROM PUBLIC.HOUSE",
                "price",
                "PUBLIC.NEVER"),
        "with a column " + NUMBERING + ", which is needed for the result");
    assertNoTable("NEVER");
  }

  @Test
  void names_are_read_as_sql_reads_them() throws SQLException {
    sample.run(
        "CREATE SCHEMA \"My Schema\"",
        "CREATE TABLE \"My Schema\".\"In put\"(\"id\" INT PRIMARY KEY, \"Rooms\" INT,"
            + " \"area\" DOUBLE PRECISION, \"it's\" VARCHAR(9))",
        "INSERT INTO \"My Schema\".\"In put\" VALUES (1, 2, 50.5, 'x')");

    predict("\"My Schema\".\"In put\"", "price", "`My Schema`.\"Out \"\"put\"\"\"");

    assertThat(
            Answers.rows(
                sample.connection(),
                "SELECT \"id\", \"it's\", ROUND(PREDICTION, 6) FROM \"My Schema\".\"Out \"\"put\"\"\""))
        .containsExactly(List.of(1, "x", 191.5));
    assertMlError(
        MlError.INVALID_NAME,
        () -> predict("PUBLIC.HOUSE", "price", "a.b.c"),
        "a.b.c is not a valid name: it has 3 parts instead of two.");
  }

  @Test
  void predictions_have_the_type_of_the_target() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.TYPES(ID INT PRIMARY KEY, X INT, I SMALLINT, T VARCHAR(5), B BOOLEAN,"
            + " D DATE, M DECIMAL(6, 2))");
    for (int i = 0; i < 12; i++) {
      String day = i % 2 == 0 ? "2026-03-29" : "1969-12-31";
      sample.run(
          "INSERT INTO PUBLIC.TYPES VALUES ("
              + i
              + ", "
              + i % 2
              + ", "
              + (i % 2 - 1)
              + ", '"
              + (i % 2 == 0 ? "é\"" : "b")
              + "', "
              + (i % 2 == 0)
              + ", DATE '"
              + day
              + "', "
              + (i % 2)
              + ".25)");
    }

    assertTyped("I", "classification", "BIGINT");
    assertTyped("T", "classification", "VARCHAR");
    assertTyped("B", "classification", "BOOLEAN");
    assertTyped("D", "classification", "DATE");
    assertTyped("M", "classification", "DOUBLE");
    assertTyped("M", "regression", "DOUBLE");
  }

  private void assertTyped(String target, String task, String type) throws SQLException {
    String name = target + "_" + task;
    Calls.train(
        sample.connection(),
        "SELECT X, " + target + " FROM PUBLIC.TYPES",
        target,
        "{'task':'"
            + task
            + "','algorithm':'decision_tree',"
            + "'hyperparameters':{'min_samples_leaf':1}}",
        name);

    predict("PUBLIC.TYPES", name, "PUBLIC." + name);

    try (ResultSet column =
        sample
            .connection()
            .getMetaData()
            .getColumns(null, "PUBLIC", name.toUpperCase(Locale.ROOT), "PREDICTION")) {
      assertThat(column.next()).isTrue();
      assertThat(column.getString("TYPE_NAME"))
          .as("%s on %s", name, kind)
          .contains(type.equals("VARCHAR") && kind.isH2() ? "CHARACTER VARYING" : type);
    }
    assertThat(sample.count("PUBLIC." + name + " WHERE PREDICTION = " + target)).isEqualTo(12);
  }

  @Test
  void a_row_that_fails_leaves_no_table_and_says_nothing_of_its_value() throws SQLException {
    assertMlError(
        MlError.INVALID_VALUE,
        () ->
            predict(
                "SELECT ROOMS, CASE WHEN ID = 30 THEN 'secret' ELSE '7' END AS AREA"
                    + " FROM PUBLIC.HOUSE",
                "price",
                "PUBLIC.HALF"),
        "column 'AREA' expects a number, but a value given is a text that is none.");
    assertNoTable("HALF");
  }

  @Test
  void missing_columns_relations_and_arguments_are_named() throws SQLException {
    assertMlError(
        MlError.COLUMNS_DIFFER,
        () -> predict("PUBLIC.FLOWER", "price", "PUBLIC.NEVER"),
        "vs Trained - [ROOMS, AREA]. Missing: [ROOMS, AREA].");
    assertMlError(
        MlError.TABLE_NOT_FOUND,
        () -> predict("PUBLIC.NOWHERE", "price", "PUBLIC.NEVER"),
        "relation PUBLIC.NOWHERE does not exist or is not visible to this user.");
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> predict("PUBLIC.HOUSE", "prices", "PUBLIC.NEVER"),
        "model 'prices' does not exist. Did you mean 'price'?");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.run("CALL sys.ML_PREDICT_TABLE('PUBLIC.HOUSE', 'price', NULL, NULL)"),
        "argument 'output_table_name' of ML_PREDICT_TABLE is NULL, but a value is required.");
    assertNoTable("NEVER");
  }

  @Test
  void nulls_are_missing_values_and_stay_null() throws SQLException {
    predict(
        "SELECT CAST(NULL AS INT) AS ROOMS, AREA FROM PUBLIC.HOUSE WHERE ID = 1",
        "price",
        "PUBLIC.WITH_NULL");

    assertThat(sample.count("PUBLIC.WITH_NULL WHERE ROOMS IS NULL AND PREDICTION IS NOT NULL"))
        .isEqualTo(1);
  }

  private long predict(String relation, String model, String output) throws SQLException {
    return Calls.predictTable(sample.connection(), relation, model, output);
  }

  private List<String> columns(String table) throws SQLException {
    return Answers.columns(sample.connection(), "SELECT * FROM " + table);
  }

  private List<String> primaryKey(String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet keys = sample.connection().getMetaData().getPrimaryKeys(null, "PUBLIC", table)) {
      while (keys.next()) {
        int position = Math.min(keys.getInt("KEY_SEQ") - 1, columns.size());
        columns.add(position, keys.getString("COLUMN_NAME"));
      }
    }
    return columns;
  }

  private void assertNoTable(String name) throws SQLException {
    assertThat(
            sample.number(
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = ?", name))
        .as("tables %s on %s", name, kind)
        .isZero();
  }
}
