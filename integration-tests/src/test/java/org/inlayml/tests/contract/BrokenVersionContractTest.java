// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.junit.jupiter.api.Test;

/** What changes of a table do at once to the versions that were trained on it. */
class BrokenVersionContractTest extends DatabaseContract {
  private static final String ROW = "{\"ROOMS\": 3, \"AREA\": 50.0}";

  @Override
  void prepare() {}

  /** A table like HOUSE, and a project of that name whose version 1 was trained on it. */
  private void train(String name) throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC."
            + name
            + "(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION, PRICE DOUBLE PRECISION)",
        "INSERT INTO PUBLIC." + name + " SELECT ID, ROOMS, AREA, PRICE FROM PUBLIC.HOUSE");
    version(name);
  }

  private void version(String name) throws SQLException {
    Calls.train(
        sample.connection(),
        "PUBLIC." + name,
        "PRICE",
        "{'task':'regression','algorithm':'linear','exclude_column_list':['ID'],'project':'"
            + name
            + "'}",
        null);
  }

  private void assertBroken(ThrowingCallable work, String reason) {
    assertMlError(MlError.MODEL_BROKEN, work, reason);
  }

  private String row(Connection connection, String model) throws SQLException {
    return Answers.text(connection, "CALL sys.ML_PREDICT_ROW(?, ?, NULL)", ROW, model);
  }

  private double number(Connection connection, String model) throws SQLException {
    return Answers.number(
        connection, "SELECT sys.ML_PREDICT(?, ARRAY[3.0E0, 50.0E0]) FROM (VALUES(0))", model);
  }

  @Test
  void a_dropped_column_breaks_it_at_once_in_every_session_and_for_every_routine()
      throws SQLException {
    train("HUT");
    try (Connection other = sample.connect();
        PreparedStatement prepared =
            other.prepareStatement(
                "SELECT sys.ML_PREDICT('HUT', ARRAY[3.0E0, 50.0E0]) FROM (VALUES(0))")) {
      double before = number(sample.connection(), "HUT");
      assertThat(number(other, "HUT")).isEqualTo(before);
      assertThat(first(prepared)).isEqualTo(before);

      sample.run(
          "CREATE TABLE PUBLIC.HUT_COPY AS (SELECT * FROM PUBLIC.HUT) WITH DATA",
          "CALL sys.ML_ATTACH('PUBLIC.HUT_COPY', 'HUT', NULL)",
          "ALTER TABLE PUBLIC.HUT DROP COLUMN AREA");
      String reason = "model 'HUT:1' is broken: column 'AREA' is not in PUBLIC.HUT";
      assertBroken(() -> first(prepared), reason);
      for (Connection connection : new Connection[] {sample.connection(), other}) {
        assertBroken(() -> number(connection, "HUT"), reason);
        assertBroken(() -> number(connection, "HUT:1"), reason);
        assertBroken(() -> row(connection, "HUT"), reason);
        assertBroken(
            () ->
                Answers.run(
                    connection,
                    "CALL sys.ML_PREDICT_TABLE('PUBLIC.HUT_COPY', 'HUT', 'PUBLIC.HUT_ANSWER',"
                        + " NULL)"),
            reason);
        assertBroken(
            () ->
                Answers.run(
                    connection, "INSERT INTO PUBLIC.HUT_COPY(ID, ROOMS, AREA) VALUES (100, 3, 50)"),
            reason);
      }

      sample.run("ALTER TABLE PUBLIC.HUT ADD COLUMN AREA DOUBLE PRECISION");
      assertThat(first(prepared)).isEqualTo(before);
      assertThat(number(sample.connection(), "HUT")).isEqualTo(before);
      Answers.run(other, "INSERT INTO PUBLIC.HUT_COPY(ID, ROOMS, AREA) VALUES (100, 3, 50)");
      assertThat(sample.count("PUBLIC.HUT_COPY WHERE ID = 100")).isEqualTo(1);
    }
  }

  private static double first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getDouble(1);
    }
  }

  @Test
  void a_new_version_trained_on_the_table_as_it_is_answers_again() throws SQLException {
    train("SHED");
    sample.run("ALTER TABLE PUBLIC.SHED ALTER COLUMN AREA RENAME TO SURFACE");
    assertBroken(
        () -> row(sample.connection(), "SHED"),
        "column 'AREA' is not in PUBLIC.SHED (was it renamed to 'SURFACE'?)");

    version("SHED");
    assertThat(
            sample.text(
                "CALL sys.ML_PREDICT_ROW(?, 'SHED', NULL)", "{\"ROOMS\": 3, \"SURFACE\": 50.0}"))
        .contains("Prediction");
    assertBroken(() -> row(sample.connection(), "SHED:1"), "model 'SHED:1' is broken");
  }

  @Test
  void a_column_of_another_kind_breaks_it_and_a_table_that_is_gone_does_not() throws SQLException {
    train("BARN");
    double before = number(sample.connection(), "BARN");
    sample.run("ALTER TABLE PUBLIC.BARN ALTER COLUMN AREA SET DATA TYPE VARCHAR(30)");
    assertBroken(() -> number(sample.connection(), "BARN"), "column 'AREA' was NUMBER, but is ");

    sample.run("DROP TABLE PUBLIC.BARN");
    assertThat(number(sample.connection(), "BARN")).isEqualTo(before);
  }

  @Test
  void names_in_a_query_are_those_of_the_schema_of_the_caller() throws SQLException {
    train("ATTIC");
    try (Connection other = sample.connect()) {
      Answers.run(
          other,
          "CREATE SCHEMA LOFT",
          "CREATE TABLE LOFT.ROOF AS (SELECT * FROM PUBLIC.ATTIC) WITH DATA",
          "SET SCHEMA LOFT");
      Calls.train(
          other,
          "SELECT ROOMS, AREA, PRICE FROM ROOF",
          "PRICE",
          "{'task':'regression','algorithm':'linear','project':'roof'}",
          null);
      double before = number(other, "roof");
      Answers.run(
          other, "CREATE TABLE LOFT.BOX(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION)");
      Answers.run(other, "CALL sys.ML_ATTACH('LOFT.BOX', 'roof', NULL)");
      String insert = "INSERT INTO BOX(ID, ROOMS, AREA) VALUES (1, 3, 50)";
      Answers.run(other, insert, "DELETE FROM BOX", "ALTER TABLE LOFT.ROOF DROP COLUMN AREA");

      String reason = "model 'roof:1' is broken: the query that was trained on fails: ";
      assertBroken(() -> number(other, "roof"), reason);
      assertBroken(() -> row(other, "roof"), reason);
      assertBroken(() -> Answers.run(other, insert), reason);
      assertBroken(
          () -> Answers.run(other, "CALL sys.ML_PREDICT_TABLE('BOX', 'roof', 'BOXED', NULL)"),
          reason);
      Answers.run(other, "ALTER TABLE LOFT.ROOF ADD COLUMN AREA DOUBLE PRECISION");
      assertThat(number(other, "roof")).isEqualTo(before);
      try (PreparedStatement prepared = other.prepareStatement(insert.replace("BOX", "LOFT.BOX"))) {
        Answers.run(other, "SET SCHEMA PUBLIC", "CREATE TABLE PUBLIC.MOVED(ID INT)");
        prepared.execute();
      }
      assertThat(Answers.text(other, "SELECT CURRENT_SCHEMA FROM (VALUES(0))"))
          .as("a trigger leaves it as it is")
          .isEqualTo("PUBLIC");
    }
  }

  @Test
  void it_is_noticed_at_every_isolation_level() throws SQLException {
    for (int level :
        new int[] {
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE
        }) {
      train("CABIN" + level);
      try (Connection other = sample.connect()) {
        other.setTransactionIsolation(level);
        double before = number(other, "CABIN" + level);
        assertThat(number(other, "CABIN" + level)).isEqualTo(before);
        sample.run("ALTER TABLE PUBLIC.CABIN" + level + " DROP COLUMN AREA");
        assertBroken(() -> number(other, "CABIN" + level), "column 'AREA' is not in PUBLIC.CABIN");
        sample.run("ALTER TABLE PUBLIC.CABIN" + level + " ADD COLUMN AREA DOUBLE PRECISION");
        assertThat(number(other, "CABIN" + level)).isEqualTo(before);
      }
    }
  }

  @Test
  void the_rows_that_another_session_is_writing_are_not_waited_for() throws SQLException {
    train("STALL");
    try (Connection other = sample.connect()) {
      other.setAutoCommit(false);
      Answers.run(other, "INSERT INTO PUBLIC.STALL(ID, ROOMS) VALUES (100, 3)");
      assertThat(number(sample.connection(), "STALL")).isPositive();
      other.rollback();
    }
  }
}
