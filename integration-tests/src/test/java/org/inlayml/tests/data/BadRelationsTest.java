// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.value;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Relation arguments that name nothing, or that the engine refuses. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_MEMORY", "HSQLDB_MEMORY"})
final class BadRelationsTest {
  @Parameter Database kind = Database.H2_MEMORY;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.installed(kind, folder);
    connection = database.connect();
    run(connection, "CREATE TABLE T (A INTEGER, Y VARCHAR(9))");
    for (int i = 0; i < 30; i++) {
      run(connection, "INSERT INTO T VALUES (%d, '%s')".formatted(i % 4, i % 2 == 0 ? "e" : "o"));
    }
  }

  @AfterEach
  void close() throws SQLException {
    assertThat(number(connection, "SELECT COUNT(*) FROM T")).isEqualTo(30);
    assertThat(number(connection, "SELECT COUNT(*) FROM ML.MODEL_CATALOG")).isEqualTo(0);
    connection.close();
    database.close();
  }

  @Test
  void no_relation_is_named_as_missing() {
    assertMlError(
        MlError.RELATION_MISSING,
        () -> value(connection, "CALL sys.ML_TRAIN(NULL, 'Y', NULL, 'm')"),
        "the relation is NULL or empty.");
    assertMlError(MlError.RELATION_MISSING, () -> train(""), "the relation is NULL or empty.");
    assertMlError(MlError.RELATION_MISSING, () -> train(" \n"), "the relation is NULL or empty.");
  }

  @Test
  void what_is_neither_name_nor_query_is_an_invalid_name() {
    assertMlError(MlError.INVALID_NAME, () -> train("?!"), "?! is not a valid name: '?' stands");
    assertMlError(MlError.INVALID_NAME, () -> train("A.B.C"), "it has 3 parts instead of two");
    assertMlError(MlError.INVALID_NAME, () -> train("PUBLIC."), "a part is empty");
    assertMlError(MlError.INVALID_NAME, () -> train("\"PUBLIC"), "a quote is not closed");
    assertMlError(
        MlError.INVALID_NAME, () -> train("PUBLIC.T; DROP TABLE T"), "';' stands outside quotes");
    assertMlError(
        MlError.INVALID_NAME, () -> train("DELETE FROM PUBLIC.T"), "stands outside quotes");
  }

  @Test
  void a_table_that_does_not_exist_is_named() {
    assertMlError(
        MlError.TABLE_NOT_FOUND,
        () -> train("PUBLIC.MISSING"),
        "relation PUBLIC.MISSING does not exist or is not visible to this user.");
    assertMlError(
        MlError.TABLE_NOT_FOUND, () -> train("NO_SCHEMA.T"), "relation NO_SCHEMA.T does not exist");
  }

  @Test
  void two_statements_are_no_query() {
    String syntaxError = kind.isH2() ? "42001" : "42581";
    assertEngineError("SELECT * FROM PUBLIC.T; DROP TABLE PUBLIC.T", syntaxError, ";");
    assertEngineError("SELECT * FROM PUBLIC.T; SELECT * FROM PUBLIC.T", syntaxError, ";");
    assertEngineError(
        "SELECT * FROM PUBLIC.T); DROP TABLE PUBLIC.T; --", kind.isH2() ? "42000" : "42581", ")");
  }

  @Test
  void semicolons_in_literals_and_a_comment_at_the_end_do_no_harm() throws SQLException {
    String query = "SELECT A, Y FROM PUBLIC.T WHERE Y <> ';' -- all; of them";

    train(query);
    value(connection, "CALL sys.ML_PREDICT_TABLE(?, 'm', 'PUBLIC.ANSWER', NULL)", query);

    assertThat(number(connection, "SELECT COUNT(*) FROM ANSWER")).isEqualTo(30);
    run(connection, "CALL sys.ML_DROP('m')");
  }

  @Test
  void errors_of_the_engine_arrive_as_they_are() throws SQLException {
    run(connection, "CREATE VIEW FAILING AS SELECT A / (A - A) AS A, Y FROM T");

    assertEngineError("SELECT A / 0 AS A, Y FROM PUBLIC.T", "22012", "ivision by zero");
    assertEngineError("PUBLIC.FAILING", "22012", "ivision by zero");
    assertEngineError("SELECT A, Y FROM", kind.isH2() ? "42001" : "42590", "SELECT A, Y FROM");
    assertEngineError(
        "SELECT NOTHING, Y FROM PUBLIC.T", kind.isH2() ? "42S22" : "42501", "NOTHING");
    assertEngineError("SELECT * FROM PUBLIC.T WHERE A > ?", kind.isH2() ? "90012" : "S1000", "");
  }

  @Test
  void a_view_that_is_broken_is_an_error_of_the_engine() throws SQLException {
    if (kind.isH2()) {
      run(connection, "CREATE FORCE VIEW BROKEN AS SELECT A, Y FROM PUBLIC.GONE");

      assertEngineError("PUBLIC.BROKEN", "90109", "PUBLIC.BROKEN");
    } else {
      run(
          connection,
          "CREATE TABLE GONE (A INTEGER, Y VARCHAR(9))",
          "CREATE VIEW BROKEN AS SELECT A, Y FROM GONE",
          "DROP TABLE GONE CASCADE");

      assertMlError(
          MlError.TABLE_NOT_FOUND, () -> train("PUBLIC.BROKEN"), "PUBLIC.BROKEN does not exist");
    }
  }

  @Test
  void a_query_without_rows_is_named() {
    assertMlError(
        MlError.NO_ROWS,
        () -> train("SELECT * FROM PUBLIC.T WHERE A > 100"),
        "the query has no rows with a target value.");
  }

  @Test
  void a_failing_query_to_predict_leaves_no_table() throws SQLException {
    run(connection, "CALL sys.ML_TRAIN('PUBLIC.T', 'Y', NULL, 'm')");

    Throwable failure =
        catchThrowable(
            () ->
                run(
                    connection,
                    "CALL sys.ML_PREDICT_TABLE('SELECT A / (A - 2) AS A FROM PUBLIC.T', 'm',"
                        + " 'PUBLIC.ANSWER', NULL)"));

    assertThat(failure).isInstanceOf(SQLException.class).hasMessageContaining("ivision by zero");
    assertThat(
            number(
                connection,
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'ANSWER'"))
        .isEqualTo(0);
    run(connection, "CALL sys.ML_DROP('m')");
  }

  private void assertEngineError(String relation, String state, String part) {
    Throwable failure = catchThrowable(() -> train(relation));

    assertThat(failure).as(relation).isInstanceOf(SQLException.class).hasMessageContaining(part);
    assertThat(((SQLException) failure).getSQLState()).as(failure.getMessage()).isEqualTo(state);
  }

  private void train(String relation) throws SQLException {
    value(connection, "CALL sys.ML_TRAIN(CAST(? AS VARCHAR(1000)), 'Y', NULL, 'm')", relation);
  }
}
