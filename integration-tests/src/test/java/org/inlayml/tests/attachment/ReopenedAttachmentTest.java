// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.value;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Attachments outlive the database's being closed, in the same JVM and in another. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_FILE", "HSQLDB_FILE"})
class ReopenedAttachmentTest {
  @Parameter Database kind = Database.H2_FILE;
  @TempDir Path folder = Path.of("");

  @Test
  void scores_after_the_database_was_closed_and_opened_again() throws SQLException {
    try (ScoredTables tables = ScoredTables.in(kind, folder)) {
      String table =
          tables.attached("kind", "{\"on_update\": true, \"model_id\": \"model\", \"log\": true}");
      insert(tables.connection(), table, 1);
      String model = tables.uuid("kind");

      tables.reopen();
      insert(tables.connection(), table, 2);
      run(tables.connection(), "ALTER TABLE " + table + " ADD COLUMN NEW_ONE INTEGER BEFORE ID");
      tables.reopen();
      insert(tables.connection(), table, 3);
      run(tables.connection(), "UPDATE " + table + " SET X = 12 WHERE ID = 1");

      assertThat(
              rows(tables.connection(), "SELECT PREDICTION, MODEL FROM " + table + " ORDER BY ID"))
          .as("on %s", kind)
          .containsExactly(List.of("high", model), List.of("low", model), List.of("low", model));
      tables.detach(table);
      tables.reopen();
      insert(tables.connection(), table, 4);
      assertThat(value(tables.connection(), "SELECT PREDICTION FROM " + table + " WHERE ID = 4"))
          .isNull();
    }
  }

  @Test
  void opens_again_after_the_table_or_a_feature_is_gone() throws SQLException {
    try (ScoredTables tables = ScoredTables.in(kind, folder)) {
      String dropped = tables.attached("kind", "{\"on_update\": true}");
      String altered = tables.attached("kind", "{\"on_update\": true}");
      run(
          tables.connection(),
          "DROP TABLE " + dropped,
          "ALTER TABLE " + altered + " DROP COLUMN Y",
          "ALTER TABLE " + altered + " RENAME TO MOVED");

      tables.reopen();

      assertMlError(
          MlError.COLUMNS_DIFFER,
          () -> run(tables.connection(), "INSERT INTO PUBLIC.MOVED (ID, X) VALUES (1, 1)"),
          "Missing: [Y]");
      tables.detach(dropped);
      tables.detach("PUBLIC.MOVED");
      run(tables.connection(), "INSERT INTO PUBLIC.MOVED (ID, X) VALUES (1, 1)");
      assertThat(number(tables.connection(), "SELECT COUNT(*) FROM ML.ATTACHMENT"))
          .as("on %s", kind)
          .isZero();
    }
  }

  @Test
  void scores_in_another_process() throws Exception {
    try (ScoredTables tables = ScoredTables.in(kind, folder)) {
      String table = tables.attached("kind", "{\"log\": true}");
      insert(tables.connection(), table, 1);
      tables.shutDown();

      String answer =
          OtherProcess.run(
              tables.database().url(),
              "INSERT INTO " + table + " (ID, X, Y) VALUES (2, 7, 1)",
              "INSERT INTO " + table + " (ID, X, Y) VALUES (3, 12, 1)",
              "SHUTDOWN");
      tables.reopen();

      assertThat(answer).as("on %s", kind).isEmpty();
      assertThat(rows(tables.connection(), "SELECT PREDICTION FROM " + table + " ORDER BY ID"))
          .as("on %s", kind)
          .containsExactly(List.of("low"), List.of("mid"), List.of("high"));
      assertThat(number(tables.connection(), "SELECT COUNT(*) FROM ML.PREDICTION_LOG"))
          .isEqualTo(3);
    }
  }

  private static void insert(Connection session, String table, int id) throws SQLException {
    run(session, "INSERT INTO " + table + " (ID, X, Y) VALUES (" + id + ", 1, 1)");
  }
}
