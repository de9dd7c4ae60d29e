// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;
import static org.inlayml.tests.database.Answers.value;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
@TestInstance(Lifecycle.PER_CLASS)
class AttachedModelTest {
  @Parameter Database kind = Database.H2_MEMORY;
  private ScoredTables tables;

  @BeforeParameterizedClassInvocation
  void open(Database database, @TempDir Path folder) throws SQLException {
    tables = ScoredTables.in(database, folder);
  }

  @AfterParameterizedClassInvocation
  void close() throws SQLException {
    tables.close();
  }

  @Test
  void uses_a_model_trained_again_from_the_next_row_on() throws SQLException {
    train("again");
    String table = tables.attached("again", "{\"model_id\": \"model\"}");
    insert(tables.connection(), table, 1);
    String before = tables.uuid("again");

    tables.retrainInCapitals(tables.connection(), "again");
    insert(tables.connection(), table, 2);

    String after = tables.uuid("again");
    assertThat(after).as("on %s", kind).isNotEqualTo(before);
    assertThat(rows(tables.connection(), "SELECT PREDICTION, MODEL FROM " + table + " ORDER BY ID"))
        .containsExactly(List.of("low", before), List.of("LOW", after));
  }

  @Test
  void watches_the_features_of_the_model_trained_last() throws SQLException {
    tables.trainNumber("SELECT X, AMOUNT FROM PUBLIC.SAMPLE", "AMOUNT", "widened");
    String table = tables.attached("widened", "{\"on_update\": true}");
    insert(tables.connection(), table, 1);
    ScoredTables.train(
        tables.connection(),
        "SELECT X, Y, AMOUNT FROM PUBLIC.SAMPLE",
        "AMOUNT",
        "{\"task\": \"regression\", \"algorithm\": \"linear\", \"validation_split\": 0,"
            + " \"replace\": true}",
        "widened");

    run(tables.connection(), "UPDATE " + table + " SET Y = 7 WHERE ID = 1");

    double expected =
        number(tables.connection(), "SELECT 3 * X + Y FROM " + table + " WHERE ID = 1");
    assertThat(number(tables.connection(), "SELECT PREDICTION FROM " + table + " WHERE ID = 1"))
        .as("on %s", kind)
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void uses_it_before_commit_in_its_own_transaction_only() throws SQLException {
    train("isolated");
    String table = tables.attached("isolated", null);
    if (!kind.isH2()) {
      run(tables.connection(), "SET DATABASE TRANSACTION CONTROL MVCC");
    }
    try (Connection own = tables.connect();
        Connection other = tables.connect()) {
      own.setAutoCommit(false);
      tables.retrainInCapitals(own, "isolated");
      insert(own, table, 1);
      insert(other, table, 2);
      own.commit();
      insert(other, table, 3);
      tables.retrain(own, "isolated");
      insert(own, table, 4);
      own.rollback();
      insert(own, table, 5);
      own.commit();
    } finally {
      if (!kind.isH2()) {
        run(tables.connection(), "SET DATABASE TRANSACTION CONTROL LOCKS");
      }
    }

    assertThat(rows(tables.connection(), "SELECT ID, PREDICTION FROM " + table + " ORDER BY ID"))
        .as("on %s", kind)
        .containsExactly(
            List.of(1, "LOW"), List.of(2, "low"), List.of(3, "LOW"), List.of(5, "LOW"));
  }

  @Test
  void is_not_dropped_with_RESTRICT() throws SQLException {
    train("restricted");
    String table = tables.attached("restricted", null);

    assertMlError(
        MlError.MODEL_IN_USE, () -> tables.drop("restricted", "RESTRICT"), "'restricted'", table);
    assertMlError(MlError.MODEL_IN_USE, () -> tables.drop("restricted", null), table);

    insert(tables.connection(), table, 1);
    assertThat(text(tables.connection(), "SELECT PREDICTION FROM " + table))
        .as("on %s", kind)
        .isEqualTo("low");
  }

  @Test
  void is_detached_from_every_table_when_dropped_with_CASCADE() throws SQLException {
    train("cascaded");
    String first = tables.attached("cascaded", null);
    String second = tables.attached("cascaded", "{\"on_update\": true}");

    tables.drop("cascaded", "CASCADE");

    for (String table : List.of(first, second)) {
      insert(tables.connection(), table, 1);
      assertThat(value(tables.connection(), "SELECT PREDICTION FROM " + table))
          .as("on %s", kind)
          .isNull();
      assertMlError(MlError.NOT_ATTACHED, () -> tables.detach(table), table);
    }
  }

  @Test
  void is_missed_by_the_next_row_when_its_catalog_row_is_deleted() throws SQLException {
    train("deleted");
    String strict = tables.attached("deleted", null);
    String tolerant = tables.attached("deleted", "{\"on_error\": \"quarantine\"}");
    run(tables.connection(), "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'deleted'");

    assertMlError(
        MlError.ATTACHED_MODEL_MISSING,
        () -> insert(tables.connection(), strict, 1),
        strict,
        "'deleted'",
        "ML_DETACH");
    insert(tables.connection(), tolerant, 1);
    train("deleted");
    insert(tables.connection(), strict, 2);

    assertThat(rows(tables.connection(), "SELECT ID, PREDICTION FROM " + strict))
        .as("on %s", kind)
        .containsExactly(List.of(2, "low"));
    assertThat(
            text(
                tables.connection(),
                "SELECT ERROR FROM ML.QUARANTINE WHERE TABLE_NAME = ?",
                tolerant.substring("PUBLIC.".length())))
        .startsWith("ML100210: ");
  }

  @Test
  void is_used_by_sessions_that_insert_at_once() throws Exception {
    String table = tables.attached("kind", "{\"log\": true}");
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService sessions = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> done = new ArrayList<>();
      for (int session = 0; session < 2; session++) {
        int first = session * 2_000;
        done.add(sessions.submit(() -> insertMany(table, first, start)));
      }
      for (Future<Integer> future : done) {
        assertThat(future.get(60, TimeUnit.SECONDS)).as("on %s", kind).isEqualTo(2_000);
      }
    } finally {
      sessions.shutdownNow();
    }

    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM "
                    + table
                    + " WHERE PREDICTION ="
                    + " CASE WHEN X < 5 THEN 'low' WHEN X < 10 THEN 'mid' ELSE 'high' END"))
        .isEqualTo(4_000);
    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM ML.PREDICTION_LOG WHERE TABLE_NAME = ?",
                table.substring("PUBLIC.".length())))
        .isEqualTo(4_000);
  }

  private int insertMany(String table, int first, CyclicBarrier start) throws Exception {
    try (Connection session = tables.connect();
        PreparedStatement insert =
            session.prepareStatement("INSERT INTO " + table + " (ID, X, Y) VALUES (?, ?, 1)")) {
      session.setAutoCommit(false);
      start.await(30, TimeUnit.SECONDS);
      for (int i = 0; i < 2_000; i++) {
        insert.setInt(1, first + i);
        insert.setDouble(2, i % 15);
        insert.addBatch();
        if (i % 500 == 499) {
          insert.executeBatch();
          session.commit();
        }
      }
      return 2_000;
    }
  }

  @Test
  void scores_the_rows_of_a_user_without_special_rights() throws SQLException {
    String table = tables.attached("kind", "{\"log\": true, \"on_error\": \"quarantine\"}");
    run(
        tables.connection(),
        "CREATE USER CLERK PASSWORD 'clerk'",
        kind.isH2()
            ? "GRANT INSERT ON " + table + " TO CLERK"
            : "GRANT INSERT ON TABLE " + table + " TO CLERK");

    try (Connection clerk = tables.database().connect("CLERK", "clerk")) {
      insert(clerk, table, 1);
      SQLException refused =
          catchThrowableOfType(
              SQLException.class, () -> ScoredTables.call(clerk, "{CALL sys.ML_DETACH(?)}", table));
      assertThat(refused.getSQLState())
          .as("on %s: %s", kind, refused.getMessage())
          .isEqualTo(kind.isH2() ? "90096" : "42501");
    }
    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM ML.ATTACHMENT WHERE TABLE_NAME = ?",
                table.substring("PUBLIC.".length())))
        .as("still attached on %s", kind)
        .isEqualTo(1);
    insert(tables.connection(), table, 2);

    assertThat(rows(tables.connection(), "SELECT PREDICTION FROM " + table))
        .as("on %s", kind)
        .containsExactly(List.of("low"), List.of("low"));
  }

  @Test
  void tells_the_client_number_state_and_text_of_an_error() throws SQLException {
    train("told");
    String table = tables.attached("told", null);
    run(tables.connection(), "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'told'");

    try (Connection client = tables.connect();
        PreparedStatement insert =
            client.prepareStatement("INSERT INTO " + table + " (ID, X) VALUES (?, ?)")) {
      insert.setInt(1, 1);
      insert.setDouble(2, 2);
      SQLException failure = catchThrowableOfType(SQLException.class, insert::executeUpdate);

      assertThat(failure.getSQLState()).as("on %s", kind).isEqualTo("ML210");
      assertThat(failure.getErrorCode()).as("on %s", kind).isEqualTo(100210);
      assertThat(failure.getMessage())
          .startsWith(
              "ML100210: table "
                  + table
                  + " scores with model 'told', which does not exist. Call ML_DETACH.");
    }
  }

  private void train(String handle) throws SQLException {
    tables.train("SELECT X, Y, KIND FROM PUBLIC.SAMPLE", "KIND", handle);
  }

  private static void insert(Connection session, String table, int id) throws SQLException {
    run(session, "INSERT INTO " + table + " (ID, X, Y) VALUES (" + id + ", 1, 1)");
  }
}
