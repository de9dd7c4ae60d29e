// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;
import static org.inlayml.tests.database.Answers.value;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

/** What users may do who are no administrators. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_MEMORY", "H2_SERVER", "HSQLDB_MEMORY", "HSQLDB_SERVER"})
final class RightsTest {
  @Parameter Database kind = Database.H2_MEMORY;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;
  private Connection admin;
  private Connection ann;

  /** Ann owns a schema, may read and fill PUBLIC.SHARED, and has no rights on PUBLIC.SECRET. */
  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.installed(kind, folder);
    admin = database.connect();
    run(
        admin,
        "CREATE USER ANN PASSWORD 'ann'",
        "CREATE SCHEMA ANNS AUTHORIZATION ANN",
        "CREATE TABLE SECRET (A INTEGER, Y VARCHAR(9))",
        "CREATE TABLE SHARED (A INTEGER, Y VARCHAR(9))",
        "GRANT SELECT, INSERT ON SHARED TO ANN");
    fill(admin, "SECRET");
    fill(admin, "SHARED");
    ann = database.connect("ANN", "ann");
  }

  @AfterEach
  void close() throws SQLException {
    ann.close();
    admin.close();
    database.close();
  }

  @Test
  void a_user_trains_predicts_scores_explains_and_drops() throws SQLException {
    run(ann, "CREATE TABLE ANNS.OWN (A INTEGER, Y VARCHAR(9))");
    fill(ann, "ANNS.OWN");

    run(
        ann,
        "CALL sys.ML_TRAIN('ANNS.OWN', 'Y', NULL, 'm')",
        "CALL sys.ML_PREDICT_TABLE('ANNS.OWN', 'm', 'ANNS.ANSWER', NULL)",
        "CALL sys.ML_EXPLAIN('ANNS.OWN', 'Y', 'm', NULL)",
        "CALL sys.ML_MODEL_LOAD('m', NULL)");

    assertThat(text(ann, "SELECT MODEL_OWNER FROM ML.MODEL_CATALOG")).isEqualTo("ANN");
    assertThat(number(ann, "CALL sys.ML_SCORE('ANNS.OWN', 'Y', 'm', 'accuracy', NULL)"))
        .isEqualTo(1);
    assertThat(text(ann, "SELECT sys.ML_PREDICT_ROW('{\"A\": 2}', 'm', NULL) FROM (VALUES(0))"))
        .contains("\"Prediction\":\"even\"");
    assertThat(number(ann, "SELECT COUNT(*) FROM ANNS.ANSWER WHERE Y = PREDICTION")).isEqualTo(40);

    run(ann, "CALL sys.ML_DROP('m')");

    assertThat(number(admin, "SELECT COUNT(*) FROM ML.MODEL_CATALOG")).isEqualTo(0);
  }

  @Test
  void a_table_without_the_right_to_select_is_not_trained_on() throws SQLException {
    assertSecret(() -> run(ann, "CALL sys.ML_TRAIN('PUBLIC.SECRET', 'Y', NULL, 'm')"));
    assertRefused(
        () -> run(ann, "CALL sys.ML_TRAIN('SELECT * FROM PUBLIC.SECRET', 'Y', NULL, 'm')"),
        kind.isH2() ? "Not enough rights for object \"PUBLIC.SECRET\"" : "SECRET");

    assertThat(number(admin, "SELECT COUNT(*) FROM ML.MODEL_CATALOG")).isEqualTo(0);
  }

  @Test
  void a_model_of_another_user_gives_no_way_to_rows_that_the_user_may_not_read()
      throws SQLException {
    run(admin, "CALL sys.ML_TRAIN('PUBLIC.SECRET', 'Y', NULL, 'm')");

    assertThat(text(ann, "SELECT sys.ML_PREDICT_ROW('{\"A\": 1}', 'm', NULL) FROM (VALUES(0))"))
        .contains("\"Prediction\":\"odd\"");
    assertSecret(
        () -> value(ann, "CALL sys.ML_SCORE('PUBLIC.SECRET', 'Y', 'm', 'accuracy', NULL)"));
    assertSecret(
        () -> run(ann, "CALL sys.ML_PREDICT_TABLE('PUBLIC.SECRET', 'm', 'ANNS.ANSWER', NULL)"));
    assertSecret(() -> run(ann, "CALL sys.ML_EXPLAIN('PUBLIC.SECRET', 'Y', 'm', NULL)"));
    assertSecret(() -> run(ann, "CALL sys.TRAIN_TEST_SPLIT('PUBLIC.SECRET', 'Y', NULL)"));
  }

  @Test
  void a_table_that_the_user_may_not_alter_is_not_attached() throws SQLException {
    run(ann, "CALL sys.ML_TRAIN('PUBLIC.SHARED', 'Y', NULL, 'm')");

    if (kind.isH2()) {
      assertMlError(
          MlError.NOT_ADMINISTRATOR,
          () -> run(ann, "CALL sys.ML_ATTACH('PUBLIC.SHARED', 'm', NULL)"),
          "ML_ATTACH on H2 needs an administrator of the database, which user 'ANN' is not.");
    } else {
      assertRefused(
          () -> run(ann, "CALL sys.ML_ATTACH('PUBLIC.SHARED', 'm', NULL)"),
          "user lacks privilege or object not found");
    }

    assertThat(number(admin, "SELECT COUNT(*) FROM ML.ATTACHMENT")).isEqualTo(0);
    assertThat(number(admin, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRIGGERS")).isEqualTo(0);
    run(ann, "INSERT INTO PUBLIC.SHARED (A, Y) VALUES (1, 'odd')");
  }

  @Test
  void a_user_writes_log_and_quarantine_by_inserting_but_cannot_read_or_change_them()
      throws SQLException {
    attachWith("{\"log\": true, \"on_error\": \"quarantine\"}");

    run(ann, "INSERT INTO PUBLIC.WORDED (A) VALUES ('1'), ('much')");

    assertThat(text(admin, "SELECT PREDICTION FROM PUBLIC.WORDED WHERE A = '1'")).isEqualTo("odd");
    assertThat(number(admin, "SELECT COUNT(*) FROM ML.PREDICTION_LOG")).isEqualTo(1);
    assertThat(number(admin, "SELECT COUNT(*) FROM ML.QUARANTINE")).isEqualTo(1);
    for (String table : List.of("ML.PREDICTION_LOG", "ML.QUARANTINE")) {
      assertRefused(() -> value(ann, "SELECT TABLE_NAME FROM " + table), refusal());
      assertRefused(() -> run(ann, "UPDATE " + table + " SET TABLE_NAME = 'X'"), refusal());
      assertRefused(() -> run(ann, "DELETE FROM " + table), refusal());
    }
    assertRefused(() -> run(ann, "UPDATE ML.ATTACHMENT SET OPTIONS = '{}'"), refusal());
  }

  @Test
  void a_log_that_may_not_be_written_fails_the_row_or_sets_it_aside() throws SQLException {
    attachWith("{\"log\": true}");
    run(admin, revoke("INSERT", "ML.PREDICTION_LOG"));

    assertRefused(() -> run(ann, "INSERT INTO PUBLIC.WORDED (A) VALUES ('1')"), refusal());
    run(admin, "CALL sys.ML_DETACH('PUBLIC.WORDED')");
    run(
        admin,
        "CALL sys.ML_ATTACH('PUBLIC.WORDED', 'm', '{\"log\": true, \"on_error\": \"null\"}')");
    run(ann, "INSERT INTO PUBLIC.WORDED (A) VALUES ('2')");

    assertThat(rows(admin, "SELECT A, PREDICTION FROM PUBLIC.WORDED"))
        .containsExactly(Arrays.asList("2", null));
  }

  @Test
  void models_are_only_read_where_the_rights_to_change_them_are_revoked() throws SQLException {
    run(
        admin,
        "CALL sys.ML_TRAIN('PUBLIC.SHARED', 'Y', NULL, 'm')",
        revoke("INSERT, UPDATE, DELETE", "ML.MODEL_CATALOG"),
        revoke("INSERT, UPDATE, DELETE", "ML.MODEL_OBJECT_CATALOG"),
        revoke("INSERT, DELETE", "ML.ATTACHMENT"));

    assertThat(text(ann, "SELECT sys.ML_PREDICT_ROW('{\"A\": 1}', 'm', NULL) FROM (VALUES(0))"))
        .contains("\"Prediction\":\"odd\"");
    assertRefused(() -> run(ann, "CALL sys.ML_DROP('m')"), refusal());
    assertRefused(
        () -> run(ann, "CALL sys.ML_TRAIN('PUBLIC.SHARED', 'Y', NULL, 'other')"), refusal());
    assertThat(number(admin, "SELECT COUNT(*) FROM ML.MODEL_CATALOG")).isEqualTo(1);
  }

  /** Attaches a model to PUBLIC.WORDED, into which Ann may insert. */
  private void attachWith(String options) throws SQLException {
    run(
        admin,
        "CREATE TABLE WORDED (A VARCHAR(9))",
        "GRANT SELECT, INSERT ON WORDED TO ANN",
        "CALL sys.ML_TRAIN('PUBLIC.SHARED', 'Y', NULL, 'm')",
        "CALL sys.ML_ATTACH('PUBLIC.WORDED', 'm', '" + options + "')");
  }

  /** As docs/install.md has it. */
  private String revoke(String rights, String table) {
    return "REVOKE " + rights + " ON " + table + " FROM PUBLIC" + (kind.isH2() ? "" : " RESTRICT");
  }

  private String refusal() {
    return kind.isH2() ? "Not enough rights" : "user lacks privilege or object not found";
  }

  @Test
  void an_output_is_not_written_where_the_user_may_not_create_tables() throws SQLException {
    run(ann, "CALL sys.ML_TRAIN('PUBLIC.SHARED', 'Y', NULL, 'm')");

    assertRefused(
        () -> run(ann, "CALL sys.ML_PREDICT_TABLE('PUBLIC.SHARED', 'm', 'ML.ANSWER', NULL)"),
        kind.isH2() ? "ights" : "user lacks privilege");

    assertThat(
            number(
                admin,
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'ANSWER'"))
        .isEqualTo(0);
  }

  private static void fill(Connection connection, String table) throws SQLException {
    for (int i = 0; i < 40; i++) {
      run(
          connection,
          "INSERT INTO %s VALUES (%d, '%s')".formatted(table, i % 4, i % 2 == 0 ? "even" : "odd"));
    }
  }

  /** H2 shows tables that may not be read, HSQLDB does not. */
  private void assertSecret(ThrowingCallable work) {
    if (kind.isH2()) {
      assertRefused(work, "Not enough rights for object \"PUBLIC.SECRET\"");
    } else {
      assertMlError(
          MlError.TABLE_NOT_FOUND,
          work,
          "relation PUBLIC.SECRET does not exist or is not visible to this user.");
    }
  }

  private void assertRefused(ThrowingCallable work, String part) {
    Throwable failure = catchThrowable(work);

    assertThat(failure).isInstanceOf(SQLException.class).hasMessageContaining(part);
    assertThat(((SQLException) failure).getSQLState())
        .as(failure.getMessage())
        .isEqualTo(kind.isH2() ? "90096" : "42501");
  }
}
