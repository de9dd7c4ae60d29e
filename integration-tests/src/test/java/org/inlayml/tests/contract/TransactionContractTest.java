// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.Test;

/** Routines are part of the caller's transaction. */
class TransactionContractTest extends DatabaseContract {
  private static final String LINEAR = "{'task':'regression','algorithm':'linear'}";

  @Override
  void prepare() throws SQLException {
    super.prepare();
    sample.run("CREATE TABLE PUBLIC.WORK(TEXT VARCHAR(99))");
  }

  @Test
  void a_rollback_undoes_training() throws SQLException {
    try (Connection connection = transaction()) {
      train(connection, "undone");
      assertThat(features(connection, "undone")).isEqualTo("[\"ROOMS\",\"AREA\"]");

      connection.rollback();

      assertUnknown(connection, "undone");
    }
    assertThat(sample.count("ML.MODEL_OBJECT_CATALOG WHERE MODEL_HANDLE = 'undone'")).isZero();
  }

  @Test
  void a_rollback_undoes_dropping_replacing_and_explaining() throws SQLException {
    train(sample.connection(), "restored");
    try (Connection connection = transaction()) {
      String before = row(connection);
      Answers.text(
          connection,
          "CALL sys.ML_EXPLAIN('SELECT * FROM PUBLIC.HOUSE WHERE ID < 30', 'PRICE', 'restored',"
              + " NULL)");
      assertThat(row(connection)).isNotEqualTo(before);
      connection.rollback();
      assertThat(row(connection)).isEqualTo(before);

      Calls.train(
          connection,
          "SELECT ROOMS, PRICE FROM PUBLIC.HOUSE",
          "PRICE",
          "{'task':'regression','algorithm':'linear','replace':true}",
          "restored");
      assertThat(features(connection, "restored")).isEqualTo("[\"ROOMS\"]");
      connection.rollback();
      assertThat(features(connection, "restored")).isEqualTo("[\"ROOMS\",\"AREA\"]");

      Answers.text(connection, "CALL sys.ML_DROP('restored')");
      assertUnknown(connection, "restored");
      connection.rollback();
      assertThat(row(connection)).isEqualTo(before);
      assertThat(features(connection, "restored")).isEqualTo("[\"ROOMS\",\"AREA\"]");
      connection.rollback();
    }
  }

  @Test
  void a_rollback_to_a_savepoint_undoes_what_came_after_it() throws SQLException {
    try (Connection connection = transaction()) {
      train(connection, "before savepoint");
      Savepoint savepoint = connection.setSavepoint("BETWEEN_MODELS");
      train(connection, "after savepoint");

      connection.rollback(savepoint);
      connection.commit();

      assertUnknown(connection, "after savepoint");
      connection.rollback();
    }
    assertThat(features(sample.connection(), "before savepoint")).isEqualTo("[\"ROOMS\",\"AREA\"]");
  }

  @Test
  void another_session_sees_a_model_after_commit_and_at_once() throws SQLException {
    try (Connection writer = transaction();
        Connection reader = sample.connect()) {
      train(writer, "shared");
      if (kind.isH2()) { // HSQLDB's readers wait for the writer's lock instead
        assertUnknown(reader, "shared");
      }

      writer.commit();

      assertThat(features(reader, "shared")).isEqualTo("[\"ROOMS\",\"AREA\"]");
      Answers.text(writer, "CALL sys.ML_DROP('shared')");
      if (kind.isH2()) {
        assertThat(features(reader, "shared")).isEqualTo("[\"ROOMS\",\"AREA\"]");
      }
      writer.commit();
      assertUnknown(reader, "shared");
    }
  }

  @Test
  void with_autocommit_each_call_is_committed() throws SQLException {
    try (Connection writer = sample.connect();
        Connection reader = sample.connect()) {
      assertThat(writer.getAutoCommit()).isTrue();

      train(writer, "committed");

      assertThat(features(reader, "committed")).isEqualTo("[\"ROOMS\",\"AREA\"]");
      Answers.text(writer, "CALL sys.ML_DROP('committed')");
      assertUnknown(reader, "committed");
    }
  }

  @Test
  void a_failing_call_leaves_earlier_work_of_the_transaction_alone() throws SQLException {
    try (Connection connection = transaction()) {
      Answers.run(connection, "INSERT INTO PUBLIC.WORK VALUES 'earlier'");
      train(connection, "earlier");
      assertMlError(
          MlError.HANDLE_EXISTS, () -> train(connection, "earlier"), "model 'earlier' exists");
      assertMlError(
          MlError.UNKNOWN_COLUMN,
          () -> Calls.train(connection, "PUBLIC.HOUSE", "COST", LINEAR, "failed"),
          "column 'COST' is not in PUBLIC.HOUSE. Columns: ID, ROOMS, AREA, PRICE.");
      assertMlError(
          MlError.MODEL_NOT_FOUND,
          () -> Answers.text(connection, "CALL sys.ML_DROP('failed')"),
          "model 'failed' does not exist.");
      Answers.run(connection, "INSERT INTO PUBLIC.WORK VALUES 'later'");

      connection.commit();

      assertThat(
              Answers.text(
                  connection,
                  "SELECT COUNT(*) FROM PUBLIC.WORK WHERE TEXT IN" + " ('earlier', 'later')"))
          .isEqualTo("2");
      assertThat(features(connection, "earlier")).isEqualTo("[\"ROOMS\",\"AREA\"]");
      connection.rollback();
    }
  }

  @Test
  void a_failing_call_commits_nothing() throws SQLException {
    try (Connection connection = transaction()) {
      Answers.run(connection, "INSERT INTO PUBLIC.WORK VALUES 'never'");
      assertMlError(
          MlError.UNKNOWN_OPTION,
          () -> Calls.train(connection, "PUBLIC.HOUSE", "PRICE", "{'sed':1}", "never"),
          "option 'sed' is not known to ML_TRAIN. Did you mean 'seed'? Known options: ");

      connection.rollback();
    }
    assertThat(sample.count("PUBLIC.WORK WHERE TEXT = 'never'")).isZero();
  }

  @Test
  void filling_an_existing_table_is_undone_by_a_rollback() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.EXISTING(ROOMS INT, AREA DOUBLE PRECISION, PREDICTION DOUBLE"
            + " PRECISION, ML_RESULTS VARCHAR(9999))");
    try (Connection connection = transaction()) {
      Calls.predictTable(
          connection, "SELECT ROOMS, AREA FROM PUBLIC.HOUSE", "price", "PUBLIC.EXISTING");
      assertThat(Answers.text(connection, "SELECT COUNT(*) FROM PUBLIC.EXISTING")).isEqualTo("60");

      connection.rollback();

      assertThat(Answers.text(connection, "SELECT COUNT(*) FROM PUBLIC.EXISTING")).isEqualTo("0");
      assertMlError(
          MlError.INVALID_VALUE,
          () ->
              Calls.predictTable(
                  connection,
                  "SELECT ROOMS, CASE WHEN ID < 30 THEN '1' ELSE 'x' END AS AREA FROM PUBLIC.HOUSE",
                  "price",
                  "PUBLIC.EXISTING"),
          "column 'AREA' expects a number");
      connection.commit();
      assertThat(Answers.text(connection, "SELECT COUNT(*) FROM PUBLIC.EXISTING")).isEqualTo("0");
      connection.rollback();
    }
  }

  @Test
  void predicting_in_a_transaction_sees_its_own_rows_and_model() throws SQLException {
    try (Connection connection = transaction()) {
      Answers.run(connection, "INSERT INTO PUBLIC.HOUSE VALUES (1000, 2, 50.5, 191.5)");
      train(connection, "own");

      assertThat(
              Answers.number(
                  connection,
                  "SELECT COUNT(*) FROM PUBLIC.HOUSE WHERE ID = 1000"
                      + " AND ABS(sys.ML_PREDICT('own', ARRAY[ROOMS, AREA]) - PRICE) < 0.000001"))
          .isEqualTo(1);
      assertThat(
              Answers.number(
                  connection,
                  "CALL sys.ML_SCORE('SELECT * FROM PUBLIC.HOUSE WHERE ID > 900', 'PRICE', 'own',"
                      + " 'neg_mean_absolute_error', NULL)"))
          .isBetween(-1e-6, 0.0);
      connection.rollback();
    }
    assertThat(sample.count("PUBLIC.HOUSE")).isEqualTo(SampleDatabase.HOUSES);
  }

  @Test
  void a_read_only_connection_predicts_but_does_not_train() throws SQLException {
    try (Connection connection = sample.connect()) {
      connection.setReadOnly(true);

      assertThat(Answers.number(connection, "CALL sys.ML_PREDICT('price', ARRAY[1, 1])"))
          .isBetween(22.999999, 23.000001);
      assertThat(features(connection, "price")).isEqualTo("[\"ROOMS\",\"AREA\"]");
      if (kind.isH2()) { // to H2 it is but a hint
        assertThat(train(connection, "hinted")).isEqualTo("hinted");
      } else {
        assertMlError(
            MlError.READ_ONLY,
            () -> train(connection, "refused"),
            "this routine writes, but the connection is read-only.");
      }
    }
  }

  @Test
  void a_read_only_file_database_predicts_but_does_not_train() throws SQLException {
    if (kind != Database.H2_FILE) {
      return;
    }
    sample.connection().close();
    sample.database().reopen();
    String url = sample.database().url() + ";ACCESS_MODE_DATA=r";
    try (Connection connection = DriverManager.getConnection(url, "SA", "")) {
      assertThat(Answers.number(connection, "CALL sys.ML_PREDICT('price', ARRAY[1, 1])"))
          .isBetween(22.999999, 23.000001);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> train(connection, "refused"))
          .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(90097));
    } finally {
      sample.connectAgain();
    }
  }

  private Connection transaction() throws SQLException {
    Connection connection = sample.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private static String train(Connection connection, String handle) throws SQLException {
    return Calls.train(connection, "PUBLIC.HOUSE", "PRICE", LINEAR, handle);
  }

  private static String features(Connection connection, String handle) throws SQLException {
    return Answers.text(connection, "CALL sys.ML_FEATURES(?)", handle);
  }

  private static String row(Connection connection) throws SQLException {
    return Answers.rows(
            connection, "SELECT * FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'restored'")
        .toString();
  }

  private static void assertUnknown(Connection connection, String handle) {
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> features(connection, handle),
        "model '" + handle + "' does not exist.");
  }
}
