// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.columns;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
class FailedAttachTest {
  @Parameter Database kind = Database.H2_MEMORY;
  private ScoredTables tables;

  /** Made by H2: does nothing. */
  public static final class Idle implements org.h2.api.Trigger {
    /** Called by H2. */
    public Idle() {}

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {}
  }

  @BeforeParameterizedClassInvocation
  void open(Database database, @TempDir Path folder) throws SQLException {
    tables = ScoredTables.in(database, folder);
  }

  @AfterParameterizedClassInvocation
  void close() throws SQLException {
    tables.close();
  }

  @Test
  void takes_everything_back_when_a_trigger_cannot_be_made() throws SQLException {
    String table = tables.table();
    takeNextTriggerName();

    tables.connection().setAutoCommit(false);
    Throwable failure = catchThrowable(() -> tables.attach(table, "kind", "{\"on_update\": true}"));
    tables.connection().rollback();
    tables.connection().setAutoCommit(true);

    assertThat(failure)
        .as("on %s", kind)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("ML_ATTACHMENT_");
    assertThat(attachments(table)).isZero();
    assertThat(triggers(table)).isZero();
    assertThat(columns(tables.connection(), "SELECT * FROM " + table))
        .containsExactly("ID", "X", "Y");
    tables.attach(table, "kind", null);
    assertScores(table);
  }

  /** On HSQLDB that of the second trigger, for updates. */
  private void takeNextTriggerName() throws SQLException {
    tables.attached("kind", null);
    long next = (long) number(tables.connection(), "SELECT MAX(ATTACHMENT_ID) FROM ML.ATTACHMENT");
    String trigger = "PUBLIC.ML_ATTACHMENT_" + (next + 1);
    run(
        tables.connection(),
        "CREATE TABLE PUBLIC.TAKEN (A INTEGER)",
        kind.isH2()
            ? "CREATE TRIGGER %s_ROW BEFORE DELETE ON PUBLIC.TAKEN FOR EACH ROW CALL '%s'"
                .formatted(trigger, Idle.class.getName())
            : "CREATE TRIGGER %s_UPDATE AFTER DELETE ON PUBLIC.TAKEN DELETE FROM PUBLIC.SAMPLE"
                .formatted(trigger));
  }

  @Test
  void attaches_a_table_whose_record_has_no_triggers_any_more() throws SQLException {
    String table = tables.attached("kind", "{\"on_update\": true}");
    run(
        tables.connection(),
        "DROP TABLE " + table,
        "CREATE TABLE " + table + " (ID INTEGER, X DOUBLE PRECISION, Y DOUBLE PRECISION)");

    tables.attach(table, "kind", null);

    assertScores(table);
    assertThat(attachments(table)).as("on %s", kind).isEqualTo(1);
  }

  @Test
  void keeps_the_record_of_a_table_that_now_has_another_name() throws SQLException {
    String table = tables.attached("kind", null);
    run(
        tables.connection(),
        "ALTER TABLE " + table + " RENAME TO MOVED",
        "CREATE TABLE " + table + " (ID INTEGER, X DOUBLE PRECISION, Y DOUBLE PRECISION)");

    assertMlError(MlError.ALREADY_ATTACHED, () -> tables.attach(table, "kind", null), table);

    assertScores("PUBLIC.MOVED");
  }

  @Test
  void changes_nothing_for_a_user_who_may_not_attach() throws SQLException {
    run(
        tables.connection(),
        "CREATE USER BUILDER PASSWORD 'builder'",
        kind.isH2()
            ? "CREATE SCHEMA BUILT AUTHORIZATION BUILDER"
            : "CREATE SCHEMA BUILT AUTHORIZATION DBA",
        "CREATE TABLE BUILT.T (X DOUBLE PRECISION, Y DOUBLE PRECISION)");

    try (Connection builder = tables.database().connect("BUILDER", "builder")) {
      assertMlError(
          kind.isH2() ? MlError.NOT_ADMINISTRATOR : MlError.TABLE_NOT_FOUND,
          () ->
              ScoredTables.call(
                  builder,
                  "{CALL sys.ML_ATTACH(?, ?, ?)}",
                  "BUILT.T",
                  "kind",
                  "{\"probability\": \"chance\"}"),
          kind.isH2()
              ? "ML_ATTACH on H2 needs an administrator of the database, which user 'BUILDER' is"
              : "BUILT.T");
    }
    assertThat(columns(tables.connection(), "SELECT * FROM BUILT.T")).containsExactly("X", "Y");
    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM ML.ATTACHMENT WHERE SCHEMA_NAME = 'BUILT'"))
        .isZero();
  }

  private void assertScores(String table) throws SQLException {
    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 7, 1)");
    assertThat(text(tables.connection(), "SELECT PREDICTION FROM " + table))
        .as("on %s", kind)
        .isEqualTo("mid");
  }

  private double attachments(String table) throws SQLException {
    return number(
        tables.connection(),
        "SELECT COUNT(*) FROM ML.ATTACHMENT WHERE TABLE_NAME = ?",
        table.substring("PUBLIC.".length()));
  }

  private double triggers(String table) throws SQLException {
    return number(
        tables.connection(),
        "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_TABLE = ?",
        table.substring("PUBLIC.".length()));
  }
}
