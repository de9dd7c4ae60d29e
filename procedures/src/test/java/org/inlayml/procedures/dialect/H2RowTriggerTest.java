// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2RowTriggerTest {
  private Connection connection;

  /** Made by H2: SCORE becomes A + B and a factor read from a table. */
  public static final class Sum extends H2RowTrigger {
    /** Called by H2. */
    public Sum() {}

    @Override
    void score(Connection connection, @Nullable H2Row before, H2Row after) throws SQLException {
      if (after.get(after.position("A")) == null) {
        throw MlError.INVALID_VALUE.with("A", "a number", "none");
      }
      double factor =
          new Sql(connection)
              .first("SELECT F FROM PUBLIC.FACTOR", List.of(), row -> row.getDouble(1))
              .orElseThrow();
      double sum = factor * (number(after, "A") + number(after, "B"));
      after.set(after.position("SCORE"), before == null ? sum : -sum);
    }

    private static double number(H2Row row, String column) throws SQLException {
      return row.get(row.position(column)) instanceof Number number ? number.doubleValue() : 0;
    }
  }

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    run("CREATE TABLE FACTOR(F DOUBLE PRECISION)");
    run("INSERT INTO FACTOR VALUES 1");
    run("CREATE TABLE T(ID INT PRIMARY KEY, A DOUBLE PRECISION, B INT, SCORE DOUBLE PRECISION)");
    createTrigger();
  }

  private void createTrigger() throws SQLException {
    run(
        "CREATE TRIGGER ML_TG BEFORE INSERT, UPDATE ON T FOR EACH ROW CALL '"
            + Sum.class.getName()
            + "'");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void scores_rows_however_they_come() throws SQLException {
    run("INSERT INTO T(ID, A, B) VALUES (1, 1, 1), (2, 2, 2)");
    run("INSERT INTO T(ID, A, B) SELECT X, X, X FROM SYSTEM_RANGE(3, 4)");
    run("MERGE INTO T(ID, A, B) KEY(ID) VALUES (5, 5, 5)");
    run(
        "MERGE INTO T USING (VALUES (6, 6)) S(I, V) ON ID = I WHEN NOT MATCHED THEN"
            + " INSERT (ID, A, B) VALUES (I, V, V)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO T(ID, A, B) VALUES (?, ?, ?)")) {
      for (int i = 7; i <= 9; i++) {
        insert.setInt(1, i);
        insert.setInt(2, i);
        insert.setInt(3, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }

    assertThat(one("SELECT COUNT(*) FROM T WHERE SCORE = 2 * ID")).isEqualTo("9");
  }

  @Test
  void scores_updates_with_the_row_before() throws SQLException {
    run("INSERT INTO T(ID, A, B) VALUES (1, 1, 1)");

    run("UPDATE T SET B = 9");
    assertThat(one("SELECT SCORE FROM T")).isEqualTo("-10.0");

    run("MERGE INTO T(ID, A, B) KEY(ID) VALUES (1, 3, 4)");
    assertThat(one("SELECT SCORE FROM T")).isEqualTo("-7.0");
  }

  @Test
  void fails_the_whole_statement_with_state_number_and_text() throws SQLException {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> run("INSERT INTO T(ID, A, B) VALUES (1, 1, 1), (2, NULL, 2)"))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("ML111"))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(100111))
        .withMessageContaining("column 'A' expects a number, but a value given is none");

    assertThat(one("SELECT COUNT(*) FROM T")).isEqualTo("0");
  }

  @Test
  void names_the_column_that_is_missing() throws SQLException {
    run("ALTER TABLE T DROP COLUMN B");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> run("INSERT INTO T(ID, A) VALUES (1, 1)"))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("ML102"))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(3039))
        .withMessageContaining("column 'B' is not in T. Columns: ID, A, SCORE.");
  }

  @Test
  void survives_added_and_dropped_columns() throws SQLException {
    run("INSERT INTO T(ID, A, B) VALUES (1, 1, 1)");

    run("ALTER TABLE T ADD COLUMN FIRST VARCHAR BEFORE ID");
    run("INSERT INTO T(ID, A, B) VALUES (2, 2, 2)");
    run("ALTER TABLE T DROP COLUMN FIRST");
    run("ALTER TABLE T ALTER COLUMN SCORE DECFLOAT");
    run("INSERT INTO T(ID, A, B) VALUES (3, 3, 3)");

    assertThat(one("SELECT COUNT(*) FROM T WHERE SCORE = 2 * ID")).isEqualTo("3");
    assertThat(one("SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS")).isEqualTo("ML_TG");
  }

  @Test
  void follows_renamed_columns_at_once() throws SQLException {
    run("INSERT INTO T(ID, A, B) VALUES (1, 1, 10)");

    // the columns change places by name alone, their number stays
    run("ALTER TABLE T ALTER COLUMN SCORE RENAME TO OLD");
    run("ALTER TABLE T ALTER COLUMN A RENAME TO SCORE");
    run("ALTER TABLE T ALTER COLUMN OLD RENAME TO A");
    run("INSERT INTO T(ID, A, B) VALUES (2, 2, 20)");

    assertThat(one("SELECT SCORE FROM T WHERE ID = 2")).isEqualTo("22.0");
    assertThat(one("SELECT A FROM T WHERE ID = 2")).isEqualTo("2.0");
  }

  @Test
  void survives_a_renamed_table_and_schema() throws SQLException {
    run("CREATE SCHEMA S");
    run("CREATE TABLE S.U(A INT, B INT, SCORE INT)");
    run(
        "CREATE TRIGGER S.TG BEFORE INSERT ON S.U FOR EACH ROW CALL '%s'"
            .formatted(Sum.class.getName()));

    run("ALTER TABLE S.U RENAME TO V");
    run("ALTER SCHEMA S RENAME TO R");
    run("ALTER TABLE R.V ADD COLUMN C INT");
    run("INSERT INTO R.V(A, B) VALUES (1, 2)");

    assertThat(one("SELECT SCORE FROM R.V")).isEqualTo("3");
  }

  @Test
  void survives_reopening(@TempDir Path folder) throws SQLException {
    connection.close();
    String url = "jdbc:h2:" + folder.resolve("db");
    connection = DriverManager.getConnection(url, "sa", "");
    run("CREATE TABLE FACTOR(F DOUBLE PRECISION)");
    run("INSERT INTO FACTOR VALUES 1");
    run("CREATE TABLE T(ID INT PRIMARY KEY, A DOUBLE PRECISION, B INT, SCORE DOUBLE PRECISION)");
    createTrigger();
    run("ALTER TABLE T ADD COLUMN C INT");
    connection.close();

    connection = DriverManager.getConnection(url, "sa", "");
    run("INSERT INTO T(ID, A, B) VALUES (1, 1, 1)");

    assertThat(one("SELECT SCORE FROM T")).isEqualTo("2.0");
  }

  @Test
  void sees_what_its_own_session_sees() throws SQLException {
    String url = connection.getMetaData().getURL();
    try (Connection other = DriverManager.getConnection(url, "sa", "");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE FACTOR SET F = 100");

      statement.execute("INSERT INTO T(ID, A, B) VALUES (1, 1, 1)");
      run("INSERT INTO T(ID, A, B) VALUES (2, 1, 1)");
      other.commit();
    }

    assertThat(one("SELECT LISTAGG(SCORE) WITHIN GROUP (ORDER BY ID) FROM T"))
        .isEqualTo("200.0,2.0");
  }

  @Test
  void is_created_and_dropped_by_the_dialect() throws SQLException {
    run("CREATE SCHEMA S");
    run("CREATE TABLE S.U(A INT, B INT, SCORE INT)");
    Attachment attachment = attachment(true);

    Dialect.H2.createTriggers(connection, attachment);

    assertThat(
            one(
                "SELECT TRIGGER_SCHEMA || ' ' || TRIGGER_NAME || ' ' || JAVA_CLASS FROM"
                    + " INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_TABLE = 'U'"))
        .isEqualTo("S ML_ATTACHMENT_7_ROW " + H2ScoreTrigger.class.getName());

    run("ALTER TABLE S.U ADD COLUMN C INT");
    run("ALTER TABLE S.U RENAME TO V");
    run("ALTER SCHEMA S RENAME TO R");
    Dialect.H2.dropTriggers(connection, attachment);
    Dialect.H2.dropTriggers(connection, attachment);

    assertThat(one("SELECT LISTAGG(DISTINCT TRIGGER_NAME) FROM INFORMATION_SCHEMA.TRIGGERS"))
        .isEqualTo("ML_TG");
  }

  @Test
  void needs_the_rights_that_the_engine_asks_for() throws SQLException {
    run("CREATE SCHEMA S");
    run("CREATE TABLE S.U(A INT, B INT, SCORE INT)");
    run("CREATE USER BOB PASSWORD 'b'");
    String url = connection.getMetaData().getURL();

    try (Connection bob = DriverManager.getConnection(url, "bob", "b")) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> Dialect.H2.createTriggers(bob, attachment(false)))
          .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(90040))
          .withMessageContaining("Admin rights are required");
    }
  }

  private static Attachment attachment(boolean onUpdate) {
    return new Attachment(
        7,
        QualifiedName.of("S", "U"),
        "m",
        onUpdate,
        Attachment.OnError.FAIL,
        false,
        new Attachment.ResultColumns(
            "SCORE",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private @Nullable String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
