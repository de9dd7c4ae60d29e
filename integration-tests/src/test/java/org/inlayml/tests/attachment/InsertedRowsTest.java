// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
class InsertedRowsTest {
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
  void finds_features_in_columns_that_differ_in_case_alone() throws SQLException {
    String table = tables.table("\"x\" DOUBLE PRECISION");
    run(tables.connection(), "ALTER TABLE " + table + " ALTER COLUMN Y RENAME TO \"y\"");
    tables.attach(table, "amount", "{\"on_update\": true, \"log\": true}");

    run(
        tables.connection(),
        "INSERT INTO " + table + " (ID, X, \"x\", \"y\") VALUES (1, 7, 100, 1)",
        "UPDATE " + table + " SET \"y\" = 2",
        "ALTER TABLE " + table + " ALTER COLUMN X RENAME TO OTHER",
        "UPDATE " + table + " SET \"x\" = 8");

    assertThat(
            rows(
                tables.connection(),
                "SELECT ROUND(CAST(PREDICTION AS DOUBLE PRECISION), 6) FROM ML.PREDICTION_LOG"
                    + " WHERE TABLE_NAME = ? ORDER BY PREDICTION_ID",
                table.substring("PUBLIC.".length())))
        .as("on %s", kind)
        .containsExactly(List.of(22.0), List.of(23.0), List.of(26.0));
  }

  @Test
  void scores_a_batch_of_a_thousand_rows() throws SQLException {
    String table = tables.attached("kind", "{\"model_id\": \"model\"}");

    tables.connection().setAutoCommit(false);
    try (PreparedStatement insert =
        tables
            .connection()
            .prepareStatement("INSERT INTO " + table + " (ID, X, Y) VALUES (?, ?, ?)")) {
      for (int i = 0; i < 1000; i++) {
        insert.setInt(1, i);
        insert.setDouble(2, i % 15);
        insert.setDouble(3, 1);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    tables.connection().commit();
    tables.connection().setAutoCommit(true);

    assertThat(kinds(table))
        .as("on %s", kind)
        .isEqualTo(Map.of("low", 335L, "mid", 335L, "high", 330L));
    assertThat(wronglyScored(table)).isZero();
  }

  @Test
  void scores_each_row_of_a_statement_that_inserts_many() throws SQLException {
    String table = tables.attached("kind", null);

    run(
        tables.connection(),
        "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 1, 0), (2, 7, 0), (3, 12, 0)",
        "INSERT INTO " + table + " (ID, X, Y) SELECT ID + 10, X, Y FROM " + table,
        "INSERT INTO " + table + " (ID, X, Y) SELECT ID + 100, 14.5 - X, Y FROM " + table);

    assertThat(number(tables.connection(), "SELECT COUNT(*) FROM " + table))
        .as("on %s", kind)
        .isEqualTo(12);
    assertThat(wronglyScored(table)).isZero();
  }

  @Test
  void scores_what_MERGE_inserts_and_on_request_what_it_updates() throws SQLException {
    String inserts = tables.attached("kind", null);
    String updates = tables.attached("kind", "{\"on_update\": true}");

    for (String table : List.of(inserts, updates)) {
      run(
          tables.connection(),
          "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 1, 0), (2, 7, 0)",
          "MERGE INTO "
              + table
              + " T USING (VALUES (1, 12.0), (3, 6.0)) AS V (I, A) ON T.ID = V.I"
              + " WHEN MATCHED THEN UPDATE SET T.X = V.A"
              + " WHEN NOT MATCHED THEN INSERT (ID, X, Y) VALUES (V.I, V.A, 0)");
    }

    assertThat(predictions(inserts)).as("on %s", kind).containsExactly("low", "mid", "mid");
    assertThat(predictions(updates)).containsExactly("high", "mid", "mid");
  }

  @Test
  void scores_an_update_only_on_request() throws SQLException {
    String silent = tables.attached("kind", null);
    String watching = tables.attached("kind", "{\"on_update\": true}");

    for (String table : List.of(silent, watching)) {
      run(
          tables.connection(),
          "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 1, 0), (2, 7, 0)",
          "UPDATE " + table + " SET X = 12 WHERE ID = 1");
    }

    assertThat(predictions(silent)).as("on %s", kind).containsExactly("low", "mid");
    assertThat(predictions(watching)).containsExactly("high", "mid");
  }

  @Test
  void leaves_the_score_alone_where_an_update_touches_no_feature() throws SQLException {
    String table = tables.table("NOTE VARCHAR(10)");
    tables.attach(table, "kind", "{\"on_update\": true, \"log\": true}");
    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y, NOTE) VALUES (1, 1, 0, 'a')");

    run(
        tables.connection(),
        "UPDATE " + table + " SET NOTE = 'b', PREDICTION = 'mine'",
        "UPDATE " + table + " SET X = X");

    assertThat(predictions(table)).as("on %s", kind).containsExactly("mine");
    assertThat(logged(table)).isEqualTo(1);
    run(tables.connection(), "UPDATE " + table + " SET Y = 4");
    assertThat(predictions(table)).containsExactly("low");
    assertThat(logged(table)).isEqualTo(2);
  }

  @Test
  void scores_rows_of_a_table_with_identity_default_and_constraints() throws SQLException {
    run(
        tables.connection(),
        "CREATE TABLE PUBLIC.RICH (ID INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
            + " X DOUBLE PRECISION DEFAULT 7E0 NOT NULL, NAME VARCHAR(10) NOT NULL UNIQUE,"
            + " Y DOUBLE PRECISION, GUESS VARCHAR(10) DEFAULT 'none' NOT NULL,"
            + " CHECK (GUESS <> 'high'))");
    tables.attach("PUBLIC.RICH", "kind", "{\"prediction\": \"guess\"}");

    run(
        tables.connection(),
        "INSERT INTO PUBLIC.RICH (NAME) VALUES ('a')",
        "INSERT INTO PUBLIC.RICH (NAME, X) VALUES ('b', 2), ('c', DEFAULT)");
    SQLException duplicate =
        catchThrowableOfType(
            SQLException.class,
            () -> run(tables.connection(), "INSERT INTO PUBLIC.RICH (NAME) VALUES ('a')"));
    SQLException forbidden =
        catchThrowableOfType(
            SQLException.class,
            () -> run(tables.connection(), "INSERT INTO PUBLIC.RICH (NAME, X) VALUES ('d', 12)"));

    assertThat(rows(tables.connection(), "SELECT NAME, GUESS FROM PUBLIC.RICH ORDER BY NAME"))
        .as("on %s", kind)
        .containsExactly(List.of("a", "mid"), List.of("b", "low"), List.of("c", "mid"));
    assertThat(duplicate.getSQLState()).isEqualTo("23505");
    assertThat(forbidden.getSQLState()).isEqualTo("23513");
  }

  @Test
  void reads_a_generated_column_as_a_feature() throws SQLException {
    run(
        tables.connection(),
        "CREATE TABLE PUBLIC.GENERATED_X (ID INTEGER, HALF DOUBLE PRECISION,"
            + " X DOUBLE PRECISION GENERATED ALWAYS AS (HALF * 2), Y DOUBLE PRECISION)");
    tables.attach("PUBLIC.GENERATED_X", "kind", "{\"on_update\": true}");

    run(
        tables.connection(),
        "INSERT INTO PUBLIC.GENERATED_X (ID, HALF, Y) VALUES (1, 1, 0), (2, 6, 0), (3, 6, 0)",
        "UPDATE PUBLIC.GENERATED_X SET HALF = 3 WHERE ID = 3");

    assertThat(predictions("PUBLIC.GENERATED_X"))
        .as("on %s", kind)
        .containsExactly("low", "high", "mid");
  }

  @Test
  void scores_more_than_one_table_in_a_transaction() throws SQLException {
    String first = tables.attached("kind", null);
    String second = tables.attached("amount", null);

    tables.connection().setAutoCommit(false);
    run(
        tables.connection(),
        "INSERT INTO " + first + " (ID, X, Y) VALUES (1, 1, 2), (2, 7, 0)",
        "INSERT INTO " + second + " (ID, X, Y) SELECT ID, X, Y FROM " + first);
    tables.connection().commit();
    tables.connection().setAutoCommit(true);

    assertThat(predictions(first)).as("on %s", kind).containsExactly("low", "mid");
    assertThat(number(tables.connection(), "SELECT SUM(PREDICTION) FROM " + second))
        .isCloseTo(5 + 21, within(1e-9));
  }

  @Test
  void shows_the_prediction_to_the_triggers_that_come_after() throws SQLException {
    String table = tables.table("COPY VARCHAR(10)");
    tables.attach(table, "kind", null);
    String bare = table.substring("PUBLIC.".length());
    run(tables.connection(), otherTrigger(bare));

    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 1, 2), (2, 7, 0)");

    assertThat(
            rows(tables.connection(), "SELECT ID, KIND FROM PUBLIC.SEEN_" + bare + " ORDER BY ID"))
        .as("on %s", kind)
        .containsExactly(List.of(1, "low"), List.of(2, "mid"));
  }

  /** An AFTER trigger that writes what it sees; H2 has only Java for that. */
  private String[] otherTrigger(String table) {
    String seen = "CREATE TABLE PUBLIC.SEEN_" + table + " (ID INTEGER, KIND VARCHAR(10))";
    String create = "CREATE TRIGGER PUBLIC.SEE_" + table + " AFTER INSERT ON PUBLIC." + table + " ";
    return new String[] {
      seen,
      kind.isH2()
          ? create + "FOR EACH ROW CALL '" + SeenRows.class.getName() + "'"
          : create
              + "REFERENCING NEW ROW AS N FOR EACH ROW INSERT INTO PUBLIC.SEEN_"
              + table
              + " VALUES (N.ID, N.PREDICTION)"
    };
  }

  private List<String> predictions(String table) throws SQLException {
    return rows(tables.connection(), "SELECT PREDICTION FROM " + table + " ORDER BY ID").stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  private Map<String, Long> kinds(String table) throws SQLException {
    Map<String, Long> kinds = new TreeMap<>();
    for (List<?> row :
        rows(
            tables.connection(),
            "SELECT PREDICTION, COUNT(*) FROM " + table + " GROUP BY PREDICTION")) {
      kinds.put(String.valueOf(row.get(0)), (Long) row.get(1));
    }
    return kinds;
  }

  private double wronglyScored(String table) throws SQLException {
    return number(
        tables.connection(),
        "SELECT COUNT(*) FROM "
            + table
            + " WHERE PREDICTION IS NULL OR PREDICTION <>"
            + " CASE WHEN X < 5 THEN 'low' WHEN X < 10 THEN 'mid' ELSE 'high' END");
  }

  private double logged(String table) throws SQLException {
    return number(
        tables.connection(),
        "SELECT COUNT(*) FROM ML.PREDICTION_LOG WHERE TABLE_NAME = ?",
        table.substring("PUBLIC.".length()));
  }
}
