// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.columns;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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
class AlteredTablesTest {
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
  void goes_on_after_columns_are_added_dropped_and_renamed() throws SQLException {
    String table = tables.table("NOTE VARCHAR(10)");
    tables.attach(table, "kind", "{\"on_update\": true}");
    insert(table, 1, 1);

    run(tables.connection(), "ALTER TABLE " + table + " ADD COLUMN FIRST_ONE INTEGER BEFORE ID");
    insert(table, 2, 7);
    run(tables.connection(), "ALTER TABLE " + table + " ADD COLUMN LAST_ONE INTEGER DEFAULT 5");
    insert(table, 3, 12);
    run(tables.connection(), "ALTER TABLE " + table + " DROP COLUMN NOTE");
    insert(table, 4, 1);
    run(tables.connection(), "ALTER TABLE " + table + " ALTER COLUMN FIRST_ONE RENAME TO OTHER");
    insert(table, 5, 7);
    run(tables.connection(), "ALTER TABLE " + table + " ALTER COLUMN X SET DATA TYPE REAL");
    insert(table, 6, 12);
    run(tables.connection(), "UPDATE " + table + " SET X = 7 WHERE ID = 1");

    assertThat(predictions(table))
        .as("on %s", kind)
        .containsExactly("mid", "mid", "high", "low", "mid", "high");
  }

  @Test
  void goes_on_after_the_table_is_renamed_and_is_detached_by_either_name() throws SQLException {
    String first = tables.attached("kind", null);
    String second = tables.attached("kind", null);
    run(
        tables.connection(),
        "ALTER TABLE " + first + " RENAME TO RENAMED",
        "ALTER TABLE " + second + " RENAME TO RENAMED_TOO");

    insert("PUBLIC.RENAMED", 1, 1);
    assertMlError(
        MlError.ALREADY_ATTACHED,
        () -> tables.attach("PUBLIC.RENAMED", "kind", null),
        "PUBLIC.RENAMED",
        "'kind'");
    tables.detach("PUBLIC.RENAMED");
    tables.detach(second);
    insert("PUBLIC.RENAMED", 2, 1);
    insert("PUBLIC.RENAMED_TOO", 1, 1);

    assertThat(predictions("PUBLIC.RENAMED")).as("on %s", kind).containsExactly("low", "null");
    assertThat(predictions("PUBLIC.RENAMED_TOO")).containsExactly("null");
  }

  @Test
  void says_which_feature_is_gone_until_it_is_detached() throws SQLException {
    String renamed = tables.attached("kind", null);
    String dropped = tables.attached("kind", null);
    String tolerant = tables.attached("kind", "{\"on_error\": \"quarantine\"}");
    run(
        tables.connection(),
        "ALTER TABLE " + renamed + " ALTER COLUMN X RENAME TO Z",
        "ALTER TABLE " + dropped + " DROP COLUMN X",
        "ALTER TABLE " + tolerant + " DROP COLUMN X");

    for (String table : List.of(renamed, dropped)) {
      assertMlError(
          MlError.COLUMNS_DIFFER,
          () -> run(tables.connection(), "INSERT INTO " + table + " (ID, Y) VALUES (1, 1)"),
          "Missing: [X]");
      tables.detach(table);
      run(tables.connection(), "INSERT INTO " + table + " (ID, Y) VALUES (1, 1)");
      assertThat(predictions(table)).as("on %s", kind).containsExactly("null");
    }
    run(tables.connection(), "INSERT INTO " + tolerant + " (ID, Y) VALUES (1, 1)");
    assertThat(predictions(tolerant)).containsExactly("null");
  }

  @Test
  void says_which_result_column_is_gone() throws SQLException {
    String table = tables.attached("kind", null);
    run(tables.connection(), "ALTER TABLE " + table + " DROP COLUMN PREDICTION");

    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (1, 1)"),
        "'PREDICTION'");

    tables.detach(table);
    run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (1, 1)");
    tables.attach(table, "kind", null);
    insert(table, 2, 7);
    assertThat(predictions(table)).as("on %s", kind).containsExactly("null", "mid");
  }

  @Test
  void goes_on_after_TRUNCATE_and_DELETE() throws SQLException {
    String table = tables.attached("kind", null);
    insert(table, 1, 1);

    run(tables.connection(), "TRUNCATE TABLE " + table);
    insert(table, 2, 7);
    run(tables.connection(), "DELETE FROM " + table);
    insert(table, 3, 12);

    assertThat(predictions(table)).as("on %s", kind).containsExactly("high");
  }

  @Test
  void detaches_a_table_that_was_dropped() throws SQLException {
    String table = tables.attached("kind", "{\"on_update\": true}");
    run(tables.connection(), "DROP TABLE " + table);

    assertThat(attachments(table)).as("on %s", kind).isEqualTo(1);
    assertThat(tables.detach(table)).isEqualTo(table);
    assertThat(attachments(table)).isZero();
    assertMlError(MlError.NOT_ATTACHED, () -> tables.detach(table), table);
  }

  @Test
  void detaches_a_table_whose_record_was_deleted() throws SQLException {
    String table = tables.attached("kind", "{\"on_update\": true}");
    run(
        tables.connection(),
        "DELETE FROM ML.ATTACHMENT WHERE TABLE_NAME = '" + table.substring(7) + "'");

    assertMlError(MlError.NOT_ATTACHED, () -> insert(table, 1, 1), "ML.ATTACHMENT");
    assertMlError(MlError.ALREADY_ATTACHED, () -> tables.attach(table, "kind", null), table);
    tables.detach(table);
    insert(table, 2, 1);

    assertThat(predictions(table)).as("on %s", kind).containsExactly("null");
  }

  @Test
  void detaches_for_good_and_keeps_the_predictions() throws SQLException {
    String table = tables.attached("kind", "{\"on_update\": true}");
    insert(table, 1, 1);

    tables.detach(table);
    run(tables.connection(), "UPDATE " + table + " SET X = 12");
    insert(table, 2, 1);

    assertThat(predictions(table)).as("on %s", kind).containsExactly("low", "null");
    assertThat(attachments(table)).isZero();
    tables.attach(table, "amount", "{\"prediction\": \"amount\"}");
    insert(table, 3, 1);
    assertThat(number(tables.connection(), "SELECT AMOUNT FROM " + table + " WHERE ID = 3"))
        .isCloseTo(4, within(1e-9));
  }

  @Test
  void refuses_a_second_model_for_a_table() throws SQLException {
    String table = tables.attached("kind", null);

    assertMlError(
        MlError.ALREADY_ATTACHED, () -> tables.attach(table, "amount", null), table, "'kind'");

    insert(table, 1, 1);
    assertThat(predictions(table)).as("on %s", kind).containsExactly("low");
  }

  @Test
  void refuses_a_view_and_leaves_nothing() throws SQLException {
    String table = tables.table("PREDICTION VARCHAR(10)");
    String view = table + "_VIEW";
    String narrow = table + "_NARROW";
    run(
        tables.connection(),
        "CREATE VIEW " + view + " AS SELECT * FROM " + table,
        "CREATE VIEW " + narrow + " AS SELECT ID, X, Y FROM " + table);

    for (String name : List.of(view, narrow)) {
      assertMlError(
          MlError.INVALID_ARGUMENT,
          () -> tables.attach(name, "kind", null),
          "'table_name'",
          "view");
      assertThat(attachments(name)).as("on %s", kind).isZero();
    }
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> tables.attach("SELECT * FROM " + table, "kind", null),
        "'table_name'",
        "a query");
  }

  @Test
  void leaves_nothing_when_it_fails() throws SQLException {
    String table = tables.table("NOTE VARCHAR(10)");
    run(tables.connection(), "CREATE TABLE PUBLIC.NO_X (ID INTEGER, Y DOUBLE PRECISION)");

    assertMlError(
        MlError.MODEL_NOT_FOUND, () -> tables.attach(table, "kinds", null), "'kinds'", "'kind'");
    assertMlError(
        MlError.COLUMNS_DIFFER, () -> tables.attach("PUBLIC.NO_X", "kind", null), "Missing: [X]");
    assertMlError(
        MlError.TABLE_NOT_FOUND, () -> tables.attach("PUBLIC.NOWHERE", "kind", null), "NOWHERE");
    assertMlError(
        MlError.UNKNOWN_OPTION,
        () -> tables.attach(table, "kind", "{\"probablity\": \"p\"}"),
        "'probability'");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> tables.attach(table, "kind", "{\"on_error\": \"ignore\"}"),
        "quarantine");

    assertThat(columns(tables.connection(), "SELECT * FROM " + table))
        .as("on %s", kind)
        .containsExactly("ID", "X", "Y", "NOTE");
    assertThat(columns(tables.connection(), "SELECT * FROM PUBLIC.NO_X"))
        .containsExactly("ID", "Y");
    assertThat(attachments(table)).isZero();
    insert(table, 1, 1);
  }

  private void insert(String table, int id, double x) throws SQLException {
    run(
        tables.connection(),
        "INSERT INTO " + table + " (ID, X, Y) VALUES (" + id + ", " + x + ", 1)");
  }

  private List<String> predictions(String table) throws SQLException {
    return rows(tables.connection(), "SELECT PREDICTION FROM " + table + " ORDER BY ID").stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  private double attachments(String table) throws SQLException {
    return number(
        tables.connection(),
        "SELECT COUNT(*) FROM ML.ATTACHMENT WHERE TABLE_NAME = ?",
        table.substring("PUBLIC.".length()));
  }
}
