// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Database;
import org.jspecify.annotations.Nullable;
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
class FailingRowsTest {
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
  void refuses_a_row_that_cannot_be_scored_and_keeps_the_rest_of_the_transaction()
      throws SQLException {
    String table = worded("{\"log\": true}");
    tables.connection().setAutoCommit(false);
    run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (1, '7.5')");

    assertMlError(
        MlError.INVALID_VALUE,
        () ->
            run(
                tables.connection(),
                "INSERT INTO " + table + " (ID, X) VALUES (2, '1'), (3, 'much'), (4, '2')"),
        "column 'X' expects a number");
    tables.connection().commit();
    tables.connection().setAutoCommit(true);

    assertThat(rows(tables.connection(), "SELECT ID, PREDICTION FROM " + table))
        .as("on %s", kind)
        .containsExactly(List.of(1, "mid"));
    assertThat(count("PREDICTION_LOG", table)).isEqualTo(1);
    assertThat(count("QUARANTINE", table)).isZero();
  }

  @Test
  void names_no_value_of_the_row_in_the_error() throws SQLException {
    String table = worded(null);

    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () -> run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (2, 'much')"));

    assertThat(failure.getErrorCode()).as("on %s", kind).isEqualTo(MlError.INVALID_VALUE.number());
    assertThat(failure.getMessage().lines().findFirst().orElseThrow()).doesNotContain("much");
  }

  @Test
  void stores_a_row_that_cannot_be_scored_without_a_prediction() throws SQLException {
    String table =
        worded("{\"on_error\": \"null\", \"probability\": \"chance\", \"scored_at\": \"moment\"}");

    run(
        tables.connection(),
        "INSERT INTO " + table + " (ID, X, PREDICTION) VALUES (1, '7', NULL), (2, 'much', 'mine')");

    assertThat(
            rows(
                tables.connection(),
                "SELECT ID, PREDICTION, CHANCE IS NULL, MOMENT IS NULL FROM "
                    + table
                    + " ORDER BY ID"))
        .as("on %s", kind)
        .containsExactly(List.of(1, "mid", false, false), Arrays.asList(2, null, true, true));
    assertThat(count("QUARANTINE", table)).isZero();
  }

  @Test
  void writes_a_row_that_cannot_be_scored_to_the_quarantine() throws SQLException {
    String table = worded("{\"on_error\": \"quarantine\"}");

    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, '7', 1)");
    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (2, 'much', 1.5)");

    assertThat(rows(tables.connection(), "SELECT ID, PREDICTION FROM " + table + " ORDER BY ID"))
        .as("on %s", kind)
        .containsExactly(List.of(1, "mid"), Arrays.asList(2, null));
    assertThat(count("QUARANTINE", table)).isEqualTo(1);
    assertThat(
            Json.parseObject(
                text(
                    tables.connection(),
                    "SELECT ROW_VALUES FROM ML.QUARANTINE WHERE TABLE_NAME = ?",
                    bare(table))))
        .containsEntry("ID", 2L)
        .containsEntry("X", "much")
        .containsEntry("Y", 1.5)
        .containsEntry("PREDICTION", null);
    assertThat(
            text(
                tables.connection(),
                "SELECT ERROR FROM ML.QUARANTINE WHERE TABLE_NAME = ?",
                bare(table)))
        .startsWith("ML100111: column 'X' expects a number");
  }

  @Test
  void sets_a_row_aside_whose_prediction_does_not_fit_where_the_engine_tells_in_time()
      throws SQLException {
    for (String type : List.of("VARCHAR(2)", "INTEGER")) {
      String table = tables.table("GUESS " + type);
      tables.attach(table, "kind", "{\"prediction\": \"guess\", \"on_error\": \"quarantine\"}");
      String insert = "INSERT INTO " + table + " (ID, X) VALUES (1, 2)";

      if (kind.isH2()) {
        assertThatThrownBy(() -> run(tables.connection(), insert))
            .as("%s on %s", type, kind)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("GUESS");
      } else {
        run(tables.connection(), insert);

        assertThat(rows(tables.connection(), "SELECT ID, GUESS FROM " + table))
            .as("%s on %s", type, kind)
            .containsExactly(Arrays.asList(1, null));
        assertThat(count("QUARANTINE", table)).isEqualTo(1);
      }
    }
  }

  @Test
  void quarantines_rows_with_columns_of_every_kind() throws SQLException {
    String types =
        "A UUID, B VARBINARY(10), C CLOB, D INTEGER ARRAY, E TIMESTAMP WITH TIME ZONE, F TIME,"
            + " G BLOB, H DECIMAL(20, 5), I INTERVAL DAY TO SECOND, J BOOLEAN, K DATE, L BIGINT";
    String table = tables.table(types.split(", (?=[A-L] )"));
    run(tables.connection(), "ALTER TABLE " + table + " ADD COLUMN WORD VARCHAR(10)");
    tables.train("SELECT X AS WORD, Y, KIND FROM PUBLIC.SAMPLE", "KIND", "word");
    tables.attach(table, "word", "{\"on_error\": \"quarantine\"}");

    run(
        tables.connection(),
        "INSERT INTO "
            + table
            + " (ID, WORD, A, B, C, D, E, F, G, H, I, J, K, L) VALUES (1, 'much',"
            + " '123e4567-e89b-12d3-a456-426614174000', X'0AFF', 'long', ARRAY[1, 2],"
            + " TIMESTAMP '2026-11-21 10:00:00+02:00', TIME '10:11:12', X'0B', 12.5,"
            + " INTERVAL '1 02:03:04' DAY TO SECOND, TRUE, DATE '2026-11-21', 9007199254740993)");

    String quarantined =
        text(
            tables.connection(),
            "SELECT ROW_VALUES FROM ML.QUARANTINE WHERE TABLE_NAME = ?",
            bare(table));
    assertThat(Json.parseObject(quarantined))
        .as("on %s: %s", kind, quarantined)
        .containsEntry("WORD", "much")
        .containsEntry("A", "123e4567-e89b-12d3-a456-426614174000")
        .containsEntry("B", "0AFF")
        .containsEntry("C", "long")
        .containsEntry("D", List.of(1L, 2L))
        .containsEntry("G", "0B")
        .containsEntry("J", true)
        .containsEntry("K", "2026-11-21")
        .containsEntry("F", "10:11:12");
    assertThat(quarantined).contains("9007199254740993");
  }

  @Test
  void takes_the_quarantined_row_back_with_the_transaction() throws SQLException {
    String table = worded("{\"on_error\": \"quarantine\", \"log\": true}");

    tables.connection().setAutoCommit(false);
    run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (1, 'much'), (2, '3')");
    double quarantined = count("QUARANTINE", table);
    double logged = count("PREDICTION_LOG", table);
    tables.connection().rollback();
    tables.connection().setAutoCommit(true);

    assertThat(quarantined).as("on %s", kind).isEqualTo(1);
    assertThat(logged).isEqualTo(1);
    assertThat(count("QUARANTINE", table)).isZero();
    assertThat(count("PREDICTION_LOG", table)).isZero();
  }

  @Test
  void takes_log_and_quarantine_back_when_the_statement_fails() throws SQLException {
    String table = worded("{\"on_error\": \"quarantine\", \"log\": true}");
    run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (1, '1')");

    tables.connection().setAutoCommit(false);
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () ->
                run(
                    tables.connection(),
                    "INSERT INTO " + table + " (ID, X) VALUES (2, 'much'), (3, '3'), (1, '4')"));
    tables.connection().commit();
    tables.connection().setAutoCommit(true);

    assertThat(failure.getSQLState()).as("on %s", kind).isEqualTo("23505");
    assertThat(number(tables.connection(), "SELECT COUNT(*) FROM " + table)).isEqualTo(1);
    assertThat(count("QUARANTINE", table)).isZero();
    assertThat(count("PREDICTION_LOG", table)).isEqualTo(1);
  }

  @Test
  void logs_features_prediction_and_model() throws SQLException {
    String table = tables.attached("kind", "{\"log\": true}");

    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 7, NULL)");

    assertThat(
            rows(
                tables.connection(),
                "SELECT SCHEMA_NAME, MODEL_HANDLE, MODEL_UUID, PREDICTION, PROBABILITY"
                    + " FROM ML.PREDICTION_LOG WHERE TABLE_NAME = ?",
                bare(table)))
        .as("on %s", kind)
        .containsExactly(
            List.of("PUBLIC", "kind", tables.uuid("kind"), "mid", ScoredTables.CHANCE));
    assertThat(
            Json.parseObject(
                text(
                    tables.connection(),
                    "SELECT FEATURES FROM ML.PREDICTION_LOG WHERE TABLE_NAME = ?",
                    bare(table))))
        .containsEntry("X", 7L);
  }

  @Test
  void logs_nothing_of_an_insert_that_is_rolled_back() throws SQLException {
    String table = tables.attached("kind", "{\"log\": true}");

    tables.connection().setAutoCommit(false);
    run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (1, 7)");
    tables.connection().rollback();
    tables.connection().setAutoCommit(true);

    assertThat(count("PREDICTION_LOG", table)).as("on %s", kind).isZero();
  }

  /** A table whose X is a text, so that it can hold what is no number. */
  private String worded(@Nullable String options) throws SQLException {
    String table = tables.table("PREDICTION VARCHAR(10)");
    run(
        tables.connection(),
        "ALTER TABLE " + table + " DROP COLUMN X",
        "ALTER TABLE " + table + " ADD COLUMN X VARCHAR(10)");
    tables.attach(table, "kind", options);
    return table;
  }

  private double count(String log, String table) throws SQLException {
    return number(
        tables.connection(),
        "SELECT COUNT(*) FROM ML." + log + " WHERE TABLE_NAME = ?",
        bare(table));
  }

  private static String bare(String table) {
    return table.substring("PUBLIC.".length());
  }
}
