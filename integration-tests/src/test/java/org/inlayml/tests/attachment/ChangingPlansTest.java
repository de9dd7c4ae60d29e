// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;

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

/** What a trigger remembers of a model and a table must not outlive either. */
@ParameterizedClass
@EnumSource(Database.class)
@TestInstance(Lifecycle.PER_CLASS)
class ChangingPlansTest {
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
  void sessions_score_with_models_of_other_features_in_turn() throws SQLException {
    tables.trainNumber("SELECT X, AMOUNT FROM PUBLIC.SAMPLE", "AMOUNT", "turned");
    String table = tables.attached("turned", null);
    insert(tables.connection(), table, 0, 4);
    double byXAlone = number(tables.connection(), "SELECT PREDICTION FROM " + table);
    if (!kind.isH2()) {
      run(tables.connection(), "SET DATABASE TRANSACTION CONTROL MVCC");
    }

    try (Connection own = tables.connect();
        Connection other = tables.connect()) {
      own.setAutoCommit(false);
      ScoredTables.train(
          own,
          "SELECT Y, X, AMOUNT FROM PUBLIC.SAMPLE",
          "AMOUNT",
          "{\"task\": \"regression\", \"algorithm\": \"linear\", \"validation_split\": 0,"
              + " \"replace\": true}",
          "turned");
      for (int id = 1; id <= 6; id += 2) {
        insert(own, table, id, 4);
        insert(other, table, id + 1, 4);
      }
      own.commit();
    } finally {
      if (!kind.isH2()) {
        run(tables.connection(), "SET DATABASE TRANSACTION CONTROL LOCKS");
      }
    }

    for (List<?> row : rows(tables.connection(), "SELECT ID, PREDICTION FROM " + table)) {
      int id = (Integer) row.get(0);
      assertThat((Double) row.get(1))
          .as("row %d on %s", id, kind)
          .isCloseTo(id % 2 == 1 ? 3 * 4 + 1 : byXAlone, within(1e-9));
    }
    assertThat(byXAlone).isNotCloseTo(13, within(1e-3));
  }

  @Test
  void a_batch_goes_on_after_the_table_was_altered() throws SQLException {
    String table = tables.attached("amount", null);

    try (PreparedStatement insert =
        tables
            .connection()
            .prepareStatement("INSERT INTO " + table + " (ID, X, Y) VALUES (?, ?, 1)")) {
      batch(insert, 0);
      run(tables.connection(), "ALTER TABLE " + table + " ADD COLUMN FIRST_ONE INTEGER BEFORE ID");
      batch(insert, 10);
      run(tables.connection(), "ALTER TABLE " + table + " DROP COLUMN FIRST_ONE");
      batch(insert, 20);
    }

    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM " + table + " WHERE ABS(PREDICTION - 3 * X - Y) < 1E-9"))
        .as("on %s", kind)
        .isEqualTo(30);
  }

  private static void batch(PreparedStatement insert, int first) throws SQLException {
    for (int id = first; id < first + 10; id++) {
      insert.setInt(1, id);
      insert.setDouble(2, id);
      insert.addBatch();
    }
    insert.executeBatch();
  }

  @Test
  void scores_rows_that_hold_predictions_of_the_same_model() throws SQLException {
    String table = tables.table("BEFOREHAND VARCHAR(10)");
    tables.attach(table, "kind", null);

    run(
        tables.connection(),
        "INSERT INTO "
            + table
            + " (ID, X, Y, BEFOREHAND) SELECT CAST(4 * X AS INTEGER), X, Y,"
            + " sys.ML_PREDICT_LABEL('kind', ARRAY[14.75 - X, Y]) FROM PUBLIC.SAMPLE");

    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM "
                    + table
                    + " WHERE PREDICTION ="
                    + " CASE WHEN X < 5 THEN 'low' WHEN X < 10 THEN 'mid' ELSE 'high' END"
                    + " AND BEFOREHAND = CASE WHEN 14.75 - X < 4.875 THEN 'low'"
                    + " WHEN 14.75 - X < 9.875 THEN 'mid' ELSE 'high' END"))
        .as("on %s", kind)
        .isEqualTo(60);
  }

  @Test
  void sessions_score_while_the_model_leaves_the_memory() throws Exception {
    String table = tables.attached("amount", null);
    CyclicBarrier start = new CyclicBarrier(3);
    ExecutorService sessions = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> inserted = new ArrayList<>();
      for (int session = 0; session < 2; session++) {
        int first = session * 1_000;
        inserted.add(
            sessions.submit(
                () -> {
                  insertMany(table, first, start);
                  return null;
                }));
      }
      start.await(30, TimeUnit.SECONDS);
      for (int i = 0; i < 20; i++) {
        ScoredTables.call(tables.connection(), "{CALL sys.ML_MODEL_UNLOAD(?)}", "amount");
      }
      for (Future<?> session : inserted) {
        session.get(60, TimeUnit.SECONDS);
      }
    } finally {
      sessions.shutdownNow();
    }

    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM " + table + " WHERE ABS(PREDICTION - 3 * X - Y) < 1E-9"))
        .as("on %s", kind)
        .isEqualTo(2_000);
  }

  private void insertMany(String table, int first, CyclicBarrier start) throws Exception {
    try (Connection session = tables.connect();
        PreparedStatement insert =
            session.prepareStatement("INSERT INTO " + table + " (ID, X, Y) VALUES (?, ?, 1)")) {
      start.await(30, TimeUnit.SECONDS);
      for (int id = first; id < first + 1_000; id += 10) {
        batch(insert, id);
      }
    }
  }

  @Test
  void says_which_further_result_column_is_gone_whatever_is_to_happen_to_such_rows()
      throws SQLException {
    String table =
        tables.attached("kind", "{\"probability\": \"chance\", \"on_error\": \"quarantine\"}");
    insert(tables.connection(), table, 1, 1);
    run(tables.connection(), "ALTER TABLE " + table + " DROP COLUMN CHANCE");

    assertMlError(
        MlError.UNKNOWN_COLUMN, () -> insert(tables.connection(), table, 2, 1), "'CHANCE'");

    run(tables.connection(), "ALTER TABLE " + table + " ADD COLUMN CHANCE DECIMAL(4, 2)");
    insert(tables.connection(), table, 3, 12);
    assertThat(rows(tables.connection(), "SELECT ID, PREDICTION FROM " + table + " ORDER BY ID"))
        .as("on %s", kind)
        .containsExactly(List.of(1, "low"), List.of(3, "high"));
  }

  private static void insert(Connection session, String table, int id, double x)
      throws SQLException {
    run(session, "INSERT INTO " + table + " (ID, X, Y) VALUES (" + id + ", " + x + ", 1)");
  }
}
