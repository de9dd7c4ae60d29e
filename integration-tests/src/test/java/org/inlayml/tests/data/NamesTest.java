// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.columns;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;
import static org.inlayml.tests.database.Answers.value;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Names as people give them to schemas, tables, columns and models; views and queries. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_MEMORY", "HSQLDB_MEMORY"})
final class NamesTest {
  @Parameter Database kind = Database.H2_MEMORY;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.installed(kind, folder);
    connection = database.connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void a_table_in_another_schema_with_a_quote_in_its_name_is_trained_and_predicted()
      throws SQLException {
    run(connection, "CREATE SCHEMA \"My Schema\"");
    String table = "\"My Schema\".\"Weird \"\"Name\"\" 🌸\"";
    createTable(table, "\"petal len\"", "\"select\"", "\"größe 🌸\"", "\"The Answer\"");

    train(table, "The Answer", "m");
    call("CALL sys.ML_PREDICT_TABLE(?, ?, ?, NULL)", table, "m", "\"My Schema\".\"out put\"");

    assertThat(columns(connection, "SELECT * FROM \"My Schema\".\"out put\" WHERE 1 = 0"))
        .containsExactly(
            "ID", "petal len", "select", "größe 🌸", "The Answer", "PREDICTION", "ML_RESULTS");
    assertThat(
            number(
                connection,
                "SELECT COUNT(*) FROM \"My Schema\".\"out put\" WHERE \"The Answer\" = PREDICTION"))
        .isEqualTo(30);
    assertThat(
            number(connection, "CALL sys.ML_SCORE(?, 'The Answer', 'm', 'accuracy', NULL)", table))
        .isEqualTo(1);
    assertThat(predicted("{\"petal len\": 1, \"select\": 1, \"größe 🌸\": 1}", "m"))
        .isEqualTo("odd");
  }

  @Test
  void backticks_quote_as_in_heatwave() throws SQLException {
    run(connection, "CREATE SCHEMA \"My Schema\"");
    createTable("\"My Schema\".\"iris\"", "A", "B", "C", "\"class\"");

    train("`My Schema`.`iris`", "class", "m");

    assertThat(value(connection, "SELECT TRAIN_TABLE_NAME FROM ML.MODEL_CATALOG"))
        .isEqualTo("My Schema.iris");
    assertThat(predicted("{\"A\": 2, \"B\": 2, \"C\": 2}", "m")).isEqualTo("even");
  }

  @Test
  void bare_names_find_tables_and_columns_whatever_their_case() throws SQLException {
    createTable("\"iris\"", "\"petalLength\"", "B", "\"c\"", "\"Species\"");

    train("public.Iris", "SPECIES", "m");

    assertThat(value(connection, "SELECT TARGET_COLUMN_NAME FROM ML.MODEL_CATALOG"))
        .isEqualTo("Species");
    assertThat(predicted("{\"PETALLENGTH\": 3, \"b\": 3, \"C\": 3}", "m")).isEqualTo("odd");
  }

  @Test
  void of_two_tables_that_differ_in_case_alone_each_is_found_by_its_own_name() throws SQLException {
    createTable("\"iris\"", "A", "B", "C", "\"lower\"");
    createTable("IRIS", "A", "B", "C", "\"upper\"");

    train("PUBLIC.\"iris\"", "lower", "from lower");
    train("public.iris", "upper", "from upper");

    assertMlError(
        MlError.TABLE_NOT_FOUND,
        () -> train("PUBLIC.\"Iris\"", "lower", "none"),
        "relation PUBLIC.Iris does not exist or is not visible to this user");
  }

  @Test
  void of_two_columns_that_differ_in_case_alone_each_is_a_feature() throws SQLException {
    createTable("T", "\"a\"", "A", "C", "Y");

    train("PUBLIC.T", "Y", "m");

    assertThat(text(connection, "SELECT COLUMN_NAMES FROM ML.MODEL_CATALOG"))
        .isEqualTo("[\"ID\",\"a\",\"A\",\"C\"]");
    assertThat(predicted("{\"a\": 1, \"A\": 1, \"C\": 1}", "m")).isEqualTo("odd");
  }

  @Test
  void reserved_words_are_names_like_any_other() throws SQLException {
    run(connection, "CREATE SCHEMA \"ORDER\"");
    createTable("\"ORDER\".\"GROUP\"", "\"VALUE\"", "\"KEY\"", "\"USER\"", "\"DEFAULT\"");

    train("ORDER.GROUP", "DEFAULT", "SELECT");

    assertThat(predicted("{\"VALUE\": 3, \"KEY\": 3, \"USER\": 3}", "SELECT")).isEqualTo("odd");
  }

  @Test
  void an_unqualified_name_is_in_the_callers_schema() throws SQLException {
    run(connection, "CREATE SCHEMA SHOP", "SET SCHEMA SHOP");
    createTable("ORDERS", "A", "B", "C", "Y");

    train("orders", "Y", "m");

    assertThat(value(connection, "SELECT TRAIN_TABLE_NAME FROM ML.MODEL_CATALOG"))
        .isEqualTo("SHOP.ORDERS");
  }

  @Test
  void an_unqualified_name_in_a_query_is_in_the_callers_schema() throws SQLException {
    run(connection, "CREATE SCHEMA SHOP");
    createTable("SHOP.ORDERS", "A", "B", "C", "Y");
    run(connection, "SET SCHEMA SHOP");

    train("SELECT A, B, Y FROM ORDERS", "Y", "m");
    call("CALL sys.ML_PREDICT_TABLE('SELECT A, B FROM ORDERS', 'm', 'ANSWERS', NULL)");

    assertThat(number(connection, "SELECT COUNT(*) FROM SHOP.ANSWERS WHERE PREDICTION = 'odd'"))
        .isEqualTo(15);
    assertThat(text(connection, "CALL CURRENT_SCHEMA")).isEqualTo("SHOP");
  }

  @Test
  void a_view_and_a_query_train_the_same_model_as_their_table() throws SQLException {
    createTable("T", "A", "B", "C", "Y");
    run(
        connection,
        "CREATE SCHEMA \"v s\"",
        "CREATE VIEW \"v s\".\"View of T\" AS SELECT A, B, C, Y FROM T");

    train("\"v s\".\"View of T\"", "Y", "of view");
    train("SELECT A, B, C, Y FROM T", "Y", "of query");
    train("  (select A, B, C, Y from T) ;\n", "Y", "of query in parentheses");
    train("WITH W AS (SELECT A, B, C, Y FROM T) SELECT * FROM W", "Y", "of with");

    assertThat(rows(connection, "SELECT DISTINCT MODEL_OBJECT FROM ML.MODEL_OBJECT_CATALOG"))
        .hasSize(1);
  }

  @Test
  void a_query_may_join_group_and_rename() throws SQLException {
    createTable("T", "A", "B", "C", "Y");

    train(
        "SELECT S.A AS \"size of a\", AVG(S.B) AS MEAN_B, S.Y AS ANSWER FROM T S"
            + " JOIN T O ON O.ID = S.ID GROUP BY S.A, S.Y",
        "ANSWER",
        "m");

    assertThat(predicted("{\"size of a\": 3, \"MEAN_B\": 3}", "m")).isEqualTo("odd");
  }

  @Test
  void a_column_label_that_occurs_twice_is_taken_once() throws SQLException {
    createTable("T", "A", "B", "C", "Y");

    train("SELECT A, B AS A, Y FROM T", "Y", "m");

    assertThat(value(connection, "SELECT COLUMN_NAMES FROM ML.MODEL_CATALOG")).isEqualTo("[\"A\"]");
  }

  @Test
  void an_unknown_target_names_the_nearest_column() throws SQLException {
    createTable("T", "\"petal length\"", "B", "C", "Y");

    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> train("PUBLIC.T", "petal_length", "m"),
        "column 'petal_length' is not in PUBLIC.T.",
        "Did you mean 'petal length'?");
  }

  /** Three equal features and a label, in that order, after the key ID. */
  private void createTable(String table, String a, String b, String c, String label)
      throws SQLException {
    run(
        connection,
        "CREATE TABLE %s (ID INTEGER PRIMARY KEY, %s INTEGER, %s INTEGER, %s INTEGER, %s VARCHAR(9))"
            .formatted(table, a, b, c, label));
    for (int i = 0; i < 30; i++) {
      run(
          connection,
          "INSERT INTO %s VALUES (%d, %d, %d, %d, '%s')"
              .formatted(table, i, i % 4, i % 4, i % 4, i % 2 == 0 ? "even" : "odd"));
    }
  }

  private void train(String relation, String target, String handle) throws SQLException {
    call(
        "CALL sys.ML_TRAIN(?, ?, '{\"algorithm\": \"decision_tree\", \"hyperparameters\":"
            + " {\"min_samples_leaf\": 1}}', ?)",
        relation,
        target,
        handle);
  }

  private void call(String statement, Object... arguments) throws SQLException {
    assertThat(value(connection, statement, arguments)).isNotNull();
  }

  private @Nullable Object predicted(String row, String handle) throws SQLException {
    return Json.parseObject(
            text(
                connection,
                "SELECT sys.ML_PREDICT_ROW(CAST(? AS VARCHAR(1000)), ?, NULL) FROM (VALUES(0))",
                row,
                handle))
        .get("Prediction");
  }
}
