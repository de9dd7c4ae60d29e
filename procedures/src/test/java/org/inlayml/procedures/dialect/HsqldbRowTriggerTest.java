// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HsqldbRowTriggerTest {
  private HsqldbDatabase database;

  /** Made by HSQLDB: P becomes B times a factor read from a table, negative for an update. */
  public static final class Product extends HsqldbRowTrigger {
    /** Called by HSQLDB. */
    public Product() {}

    @Override
    void score(Connection connection, String trigger, @Nullable HsqldbRow before, HsqldbRow after)
        throws SQLException {
      Object b = after.get(after.position("B"));
      if (b instanceof Number number && number.doubleValue() < 0) {
        throw MlError.INVALID_VALUE.with("B", "a positive number", "negative");
      }
      double factor =
          new Sql(connection)
              .first("SELECT MAX(A) FROM PUBLIC.LOG", List.of(), row -> row.getDouble(1))
              .orElseThrow();
      double product = factor * (b instanceof Number number ? number.doubleValue() : 0);
      after.set(after.position("P"), before == null ? product : -product);
    }
  }

  /** Made by HSQLDB: writes down what it is given. */
  public static final class Describe extends HsqldbRowTrigger {
    /** Called by HSQLDB. */
    public Describe() {}

    @Override
    void score(Connection connection, String trigger, @Nullable HsqldbRow before, HsqldbRow after)
        throws SQLException {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < after.columns().size(); i++) {
        Object value = after.get(i);
        values.add(value == null ? "null" : value.getClass().getSimpleName() + " " + value);
      }
      after.set(after.position("TEXT"), String.join("; ", values));
      after.set(after.position("AMOUNT"), 12.345);
      after.set(after.position("MOMENT"), LocalDateTime.of(2026, 3, 29, 2, 45, 1));
      after.set(
          after.position("MOMENT_ZONE"),
          OffsetDateTime.of(2026, 3, 29, 2, 45, 1, 0, ZoneOffset.UTC));
      after.set(after.position("WORD"), 7.5);
      after.set(after.position("WHOLE"), "42");
    }
  }

  @BeforeEach
  void open() throws SQLException {
    database = HsqldbDatabase.inMemory();
    createTable();
  }

  private void createTable() throws SQLException {
    database.run("INSERT INTO LOG VALUES(2)");
    database.run("CREATE SCHEMA APP");
    database.run("CREATE TABLE APP.T(ID INT PRIMARY KEY, B DOUBLE, P DECIMAL(10, 2) NOT NULL)");
    database.run(trigger("INSERT"));
    database.run(trigger("UPDATE"));
  }

  private static String trigger(String event) {
    return "CREATE TRIGGER APP.ML_%s BEFORE %s ON APP.T FOR EACH ROW CALL \"%s\""
        .formatted(event, event, Product.class.getName());
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void scores_every_way_of_inserting_and_updating() throws SQLException {
    database.run("INSERT INTO APP.T(ID, B) VALUES(1, 1.5), (2, NULL)");
    database.run("INSERT INTO APP.T(ID, B) SELECT ID + 2, 3 FROM APP.T");
    try (PreparedStatement insert =
        database.connection().prepareStatement("INSERT INTO APP.T(ID, B) VALUES(?, ?)")) {
      for (int id = 5; id <= 6; id++) {
        insert.setInt(1, id);
        insert.setDouble(2, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    database.run("UPDATE APP.T SET B = 10 WHERE ID = 2");
    database.run(
        "MERGE INTO APP.T USING (VALUES(1, 7E0), (7, 8E0)) AS V(I, B) ON T.ID = V.I"
            + " WHEN MATCHED THEN UPDATE SET T.B = V.B"
            + " WHEN NOT MATCHED THEN INSERT (ID, B) VALUES(V.I, V.B)");

    assertThat(database.rows("SELECT ID, P FROM APP.T ORDER BY ID"))
        .containsExactly(
            "1,-14.00", "2,-20.00", "3,6.00", "4,6.00", "5,10.00", "6,12.00", "7,16.00");
  }

  @Test
  void fails_the_whole_statement_and_nothing_else_of_the_transaction() throws SQLException {
    database.connection().setAutoCommit(false);
    for (String model : List.of("LOCKS", "MVLOCKS", "MVCC")) {
      database.run("SET DATABASE TRANSACTION CONTROL " + model);
      database.run("INSERT INTO APP.T(ID, B) VALUES(1, 1)");

      SQLException failure =
          failure("INSERT INTO APP.T(ID, B) VALUES(2, 1), (3, 1), (4, -1), (5, 1)");
      failure("INSERT INTO APP.T(ID, B) VALUES(6, 1), (7, 1), (1, 1)");
      failure(
          "MERGE INTO APP.T USING (VALUES(1, 7E0), (8, 8E0), (9, -1E0)) AS V(I, B) ON T.ID = V.I"
              + " WHEN MATCHED THEN UPDATE SET T.B = V.B"
              + " WHEN NOT MATCHED THEN INSERT (ID, B) VALUES(V.I, V.B)");
      database.connection().commit();

      assertThat(failure.getSQLState()).isEqualTo("ML111");
      assertThat(failure.getErrorCode()).isEqualTo(100111);
      assertThat(failure.getMessage())
          .isEqualTo(
              "ML100111: column 'B' expects a positive number, but a value given is negative.");
      assertThat(database.rows("SELECT ID, B FROM APP.T")).as(model).containsExactly("1,1.0");
      database.run("DELETE FROM APP.T");
    }
  }

  @Test
  void sees_what_its_own_transaction_has_written() throws SQLException {
    database.connection().setAutoCommit(false);
    database.run("INSERT INTO LOG VALUES(100)");
    database.run("INSERT INTO APP.T(ID, B) VALUES(1, 1)");

    assertThat(database.rows("SELECT P FROM APP.T")).containsExactly("100.00");
  }

  @Test
  void follows_its_columns_when_the_table_changes() throws SQLException {
    database.run("ALTER TABLE APP.T ADD COLUMN Z INT BEFORE B");
    database.run("INSERT INTO APP.T(ID, B) VALUES(1, 1)");
    database.run("UPDATE APP.T SET B = 2 WHERE ID = 1");
    database.run("ALTER TABLE APP.T DROP COLUMN Z");
    database.run("INSERT INTO APP.T(ID, B) VALUES(2, 2)");
    database.run("ALTER TABLE APP.T RENAME TO U");
    database.run("INSERT INTO APP.U(ID, B) VALUES(3, 3)");
    database.run("ALTER SCHEMA APP RENAME TO APP2");
    database.run("INSERT INTO APP2.U(ID, B) VALUES(4, 4)");

    assertThat(database.rows("SELECT ID, P FROM APP2.U ORDER BY ID"))
        .containsExactly("1,-4.00", "2,4.00", "3,6.00", "4,8.00");
  }

  @Test
  void names_a_column_that_is_gone() throws SQLException {
    database.run("ALTER TABLE APP.T ALTER COLUMN B RENAME TO B2");

    SQLException failure = failure("INSERT INTO APP.T(ID, B2) VALUES(1, 1)");

    assertThat(failure.getSQLState()).isEqualTo("ML102");
    assertThat(failure.getMessage())
        .isEqualTo("ML003039: column 'B' is not in APP.T. Columns: ID, B2, P.");
  }

  @Test
  void gives_and_takes_values_as_jdbc_does() throws SQLException {
    database.run(
        "CREATE TABLE APP.V(I INT, L BIGINT, D DECIMAL(5, 2), R DOUBLE, S VARCHAR(5), C CHAR(3),"
            + " O BOOLEAN, DD DATE, TT TIME, TS TIMESTAMP, TZ TIMESTAMP WITH TIME ZONE,"
            + " N INT, TEXT VARCHAR(2000), AMOUNT DECIMAL(10, 2), MOMENT TIMESTAMP(0),"
            + " MOMENT_ZONE TIMESTAMP(0) WITH TIME ZONE, WORD VARCHAR(9), WHOLE INT)");
    database.run(
        "CREATE TRIGGER APP.V_I BEFORE INSERT ON APP.V FOR EACH ROW CALL \""
            + Describe.class.getName()
            + "\"");

    database.run(
        "INSERT INTO APP.V(I, L, D, R, S, C, O, DD, TT, TS, TZ) VALUES(1, 2, 3.5, 4.5, 'a', 'b',"
            + " TRUE, DATE '2026-03-29', TIME '02:45:00', TIMESTAMP '2026-03-29 02:45:00.5',"
            + " TIMESTAMP '2026-03-29 02:45:00+1:00')");

    assertThat(database.rows("SELECT TEXT FROM APP.V"))
        .containsExactly(
            "Integer 1; Long 2; BigDecimal 3.5; Double 4.5; String a; String b; Boolean true;"
                + " LocalDate 2026-03-29; LocalTime 02:45; LocalDateTime 2026-03-29T02:45:00.500;"
                + " OffsetDateTime 2026-03-29T02:45+01:00; null; null; null; null; null; null;"
                + " null");
    assertThat(
            database.rows(
                "SELECT AMOUNT, CAST(MOMENT AS VARCHAR(40)), CAST(MOMENT_ZONE AS VARCHAR(40)),"
                    + " WORD, WHOLE FROM APP.V"))
        .containsExactly("12.34,2026-03-29 02:45:01,2026-03-29 02:45:01+0:00,7.5,42");
  }

  @Test
  void gives_a_padded_text_without_the_blanks_before_and_after_it_was_stored() throws SQLException {
    database.run(
        "CREATE TABLE APP.W(C CHAR(3), TEXT VARCHAR(2000), AMOUNT DECIMAL(10, 2),"
            + " MOMENT TIMESTAMP(0), MOMENT_ZONE TIMESTAMP(0) WITH TIME ZONE, WORD VARCHAR(9),"
            + " WHOLE INT)");
    for (String event : List.of("INSERT", "UPDATE")) {
      database.run(
          "CREATE TRIGGER APP.W_%s BEFORE %s ON APP.W FOR EACH ROW CALL \"%s\""
              .formatted(event, event, Describe.class.getName()));
    }

    database.run("INSERT INTO APP.W(C) VALUES('b')");
    List<String> inserted = database.rows("SELECT TEXT FROM APP.W");
    database.run("UPDATE APP.W SET TEXT = ''");
    List<String> updated = database.rows("SELECT TEXT FROM APP.W");

    assertThat(inserted.get(0)).startsWith("String b; ");
    assertThat(updated.get(0)).startsWith("String b; ");
  }

  @Test
  void scores_for_several_sessions_at_once() throws Exception {
    ExecutorService sessions = Executors.newFixedThreadPool(2);
    try {
      for (String model : List.of("LOCKS", "MVLOCKS", "MVCC")) {
        database.run("SET DATABASE TRANSACTION CONTROL " + model);
        List<Future<Integer>> inserted = new ArrayList<>();
        for (int session = 0; session < 2; session++) {
          int first = session * 1000;
          inserted.add(sessions.submit(() -> insert(first, 200)));
        }
        for (Future<Integer> rows : inserted) {
          assertThat(rows.get()).isEqualTo(200);
        }
        assertThat(database.rows("SELECT COUNT(*), SUM(P) FROM APP.T"))
            .as(model)
            .containsExactly("400,800.00");
        database.run("DELETE FROM APP.T");
      }
    } finally {
      sessions.shutdownNow();
    }
  }

  private int insert(int first, int rows) throws SQLException {
    try (Connection other = database.connect("SA")) {
      for (int i = 0; i < rows; i++) {
        HsqldbDatabase.run(other, "INSERT INTO APP.T(ID, B) VALUES(" + (first + i) + ", 1)");
      }
    }
    return rows;
  }

  @Test
  void scores_after_a_file_database_was_closed_and_opened(@TempDir Path folder)
      throws SQLException {
    String url = "jdbc:hsqldb:file:" + folder.resolve("d") + ";hsqldb.lock_file=false";
    database.close();
    database = HsqldbDatabase.at(url).prepared();
    createTable();
    database.run("ALTER TABLE APP.T ADD COLUMN Z INT BEFORE B");
    database.run("INSERT INTO APP.T(ID, B) VALUES(1, 1)");

    database.close();
    database = HsqldbDatabase.at(url);
    database.run("INSERT INTO APP.T(ID, B) VALUES(2, 2)");
    database.run("UPDATE APP.T SET B = 3 WHERE ID = 1");

    assertThat(database.rows("SELECT ID, P FROM APP.T ORDER BY ID"))
        .containsExactly("1,-6.00", "2,4.00");
  }

  @Test
  void creates_and_drops_the_triggers_of_an_attachment() throws SQLException {
    String triggers =
        "SELECT TRIGGER_NAME, EVENT_MANIPULATION FROM INFORMATION_SCHEMA.TRIGGERS"
            + " WHERE TRIGGER_NAME LIKE 'ML_ATTACHMENT%' ORDER BY 1";
    Attachment onBoth = attachment(true);
    Attachment onInsert = attachment(false);

    Dialect.HSQLDB.createTriggers(database.connection(), onBoth);
    List<String> both = database.rows(triggers);
    database.run("ALTER SCHEMA APP RENAME TO APP2");
    Dialect.HSQLDB.dropTriggers(database.connection(), onBoth);
    Dialect.HSQLDB.dropTriggers(database.connection(), onBoth);
    List<String> none = database.rows(triggers);
    database.run("ALTER SCHEMA APP2 RENAME TO APP");
    Dialect.HSQLDB.createTriggers(database.connection(), onInsert);

    assertThat(both)
        .containsExactly("ML_ATTACHMENT_7_INSERT,INSERT", "ML_ATTACHMENT_7_UPDATE,UPDATE");
    assertThat(none).isEmpty();
    assertThat(database.rows(triggers)).containsExactly("ML_ATTACHMENT_7_INSERT,INSERT");
  }

  private static Attachment attachment(boolean onUpdate) {
    return new Attachment(
        7,
        QualifiedName.of("APP", "T"),
        "m",
        onUpdate,
        Attachment.OnError.FAIL,
        false,
        new Attachment.ResultColumns(
            "P",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private SQLException failure(String sql) {
    return catchThrowableOfType(SQLException.class, () -> database.run(sql));
  }
}
