// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.inlayml.procedures.dialect.Dialect.Sighting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model of an earlier statement may be reused for. */
@ParameterizedClass
@EnumSource
final class CatalogWatchTest {
  /** The engines, and HSQLDB's ways of letting sessions work at once. */
  enum Kind {
    H2("jdbc:h2:mem:"),
    HSQLDB_LOCKS("jdbc:hsqldb:mem:"),
    HSQLDB_MVLOCKS("jdbc:hsqldb:mem:"),
    HSQLDB_MVCC("jdbc:hsqldb:mem:");

    private final String url;

    Kind(String url) {
      this.url = url;
    }

    @Nullable Sighting sight(Connection connection, String handle) throws SQLException {
      return this == H2
          ? H2CatalogWatch.sight(h2(connection))
          : HsqldbCatalogWatch.sight(hsqldb(connection), handle);
    }

    boolean isInSight(Connection connection, Sighting sighting) throws SQLException {
      return this == H2
          ? H2CatalogWatch.isInSight(h2(connection), sighting.anchor(), sighting.version())
          : HsqldbCatalogWatch.isInSight(hsqldb(connection), sighting.anchor(), sighting.version());
    }

    private static SessionLocal h2(Connection connection) throws SQLException {
      return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    }

    private static Session hsqldb(Connection connection) throws SQLException {
      return (Session) connection.unwrap(JDBCConnection.class).getSession();
    }
  }

  @Parameter Kind kind = Kind.H2;

  private Connection reader;
  private Connection writer;

  @BeforeEach
  void open() throws SQLException {
    assumeTrue(kind != Kind.H2 || tellsOwnChanges(), "H2 before 2.4: looked up once a statement");
    String url = kind.url + UUID.randomUUID();
    writer = DriverManager.getConnection(url, "SA", "");
    reader = DriverManager.getConnection(url, "SA", "");
    if (kind != Kind.H2) {
      String mode = kind.name().substring("HSQLDB_".length());
      run(writer, "SET DATABASE TRANSACTION CONTROL " + mode);
    }
    run(writer, "CREATE SCHEMA ML");
    run(
        writer,
        "CREATE TABLE ML.MODEL_CATALOG(MODEL_ID INTEGER PRIMARY KEY,"
            + " MODEL_HANDLE VARCHAR(9) UNIQUE, NOTES VARCHAR(9))");
    run(
        writer,
        "CREATE TABLE ML.PROJECT(PROJECT_ID INTEGER PRIMARY KEY,"
            + " PROJECT_NAME VARCHAR(9) UNIQUE, REVISION INTEGER)");
    run(writer, "INSERT INTO ML.PROJECT VALUES (1, 'project', 0)");
    run(writer, "CREATE TABLE ML.OTHER(A INTEGER)");
    run(writer, "INSERT INTO ML.MODEL_CATALOG VALUES (1, 'one', ''), (2, 'two', '')");
  }

  @AfterEach
  void close() throws SQLException {
    if (writer == null) {
      return;
    }
    reader.close(); // H2 waits for other sessions
    run(writer, "SHUTDOWN");
    writer.close();
  }

  @Test
  void nothing_happening_keeps_a_model_in_sight() throws SQLException {
    Sighting sighting = sight(reader);

    run(reader, "INSERT INTO ML.OTHER VALUES (1)");
    run(writer, "INSERT INTO ML.OTHER VALUES (2)");

    assertThat(kind.isInSight(reader, sighting)).isTrue();
    assertThat(kind.isInSight(writer, sighting)).isTrue();
  }

  @Test
  void a_committed_change_puts_it_out_of_sight() throws SQLException {
    for (String change :
        new String[] {
          "UPDATE ML.MODEL_CATALOG SET NOTES = 'new' WHERE MODEL_HANDLE = 'one'",
          "UPDATE ML.MODEL_CATALOG SET MODEL_HANDLE = 'three' WHERE MODEL_HANDLE = 'one'",
          "UPDATE ML.MODEL_CATALOG SET MODEL_HANDLE = 'one' WHERE MODEL_HANDLE = 'three'",
          "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'one'",
        }) {
      Sighting sighting = kind.sight(reader, "one");
      run(writer, change);
      assertThat(isInSight(sighting)).as(change).isFalse();
    }
    run(writer, "INSERT INTO ML.MODEL_CATALOG VALUES (1, 'one', '')");
    Sighting again = sight(reader);
    run(writer, "DELETE FROM ML.MODEL_CATALOG");
    assertThat(kind.isInSight(reader, again)).isFalse();
  }

  @Test
  void a_change_of_a_project_puts_what_it_answers_out_of_sight() throws SQLException {
    for (String name : new String[] {"project", "project:7", "project@2026-11-27T10:00:00Z"}) {
      Sighting sighting = Objects.requireNonNull(kind.sight(reader, name));
      assertThat(kind.isInSight(reader, sighting)).as(name).isTrue();
      run(writer, "UPDATE ML.PROJECT SET REVISION = REVISION + 1 WHERE PROJECT_ID = 1");
      assertThat(kind.isInSight(reader, sighting)).as(name).isFalse();
    }
    reader.setAutoCommit(false);
    Sighting before = Objects.requireNonNull(kind.sight(reader, "project"));
    run(reader, "UPDATE ML.PROJECT SET REVISION = REVISION + 1 WHERE PROJECT_ID = 1");
    assertThat(kind.isInSight(reader, before)).isFalse();
    reader.rollback();
  }

  @Test
  void ones_own_change_puts_it_out_of_sight_until_it_is_undone() throws SQLException {
    reader.setAutoCommit(false);
    Sighting before = sight(reader);
    Savepoint savepoint = reader.setSavepoint("BEFORE_CHANGE");
    run(reader, "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'one'");
    run(reader, "INSERT INTO ML.MODEL_CATALOG VALUES (3, 'one', 'mine')");
    assertThat(kind.isInSight(reader, before)).isFalse();
    Sighting mine = kind.sight(reader, "one");

    reader.rollback(savepoint);

    assertThat(isInSight(mine)).isFalse();
    reader.rollback();
    assertThat(isInSight(mine)).isFalse();
    assertThat(sight(reader)).satisfies(now -> assertThat(kind.isInSight(reader, now)).isTrue());
  }

  @Test
  void anothers_uncommitted_change_is_not_seen() throws SQLException {
    writer.setAutoCommit(false);
    run(writer, "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'one'");
    run(writer, "INSERT INTO ML.MODEL_CATALOG VALUES (3, 'one', 'new')");
    Sighting meanwhile = kind.sight(reader, "one");

    writer.rollback();

    if (kind == Kind.HSQLDB_LOCKS) {
      // it was the uncommitted row, since only statements wait for locks
      assertThat(isInSight(meanwhile)).isFalse();
    }
    assertThat(sight(reader)).satisfies(now -> assertThat(kind.isInSight(reader, now)).isTrue());
  }

  @Test
  void a_change_of_the_table_puts_it_out_of_sight() throws SQLException {
    Sighting sighting = sight(reader);

    run(writer, "ALTER TABLE ML.MODEL_CATALOG ADD COLUMN MORE INTEGER");
    assertThat(kind.isInSight(reader, sighting)).isFalse();
    Sighting again = sight(reader);
    run(writer, "DROP TABLE ML.MODEL_CATALOG");

    assertThat(kind.isInSight(reader, again)).isFalse();
    assertThat(kind.sight(reader, "one")).isNull();
  }

  @Test
  void nothing_is_seen_of_a_model_that_does_not_exist() throws SQLException {
    run(writer, "DELETE FROM ML.MODEL_CATALOG");
    Sighting nothing = kind.sight(reader, "one");
    run(writer, "INSERT INTO ML.MODEL_CATALOG VALUES (1, 'one', '')");

    assertThat(isInSight(nothing)).isFalse();
  }

  private static boolean tellsOwnChanges() {
    return Arrays.stream(SessionLocal.class.getMethods())
        .anyMatch(method -> method.getName().equals("isUpdatedInCurrentTransaction"));
  }

  private boolean isInSight(@Nullable Sighting sighting) throws SQLException {
    return sighting != null && kind.isInSight(reader, sighting);
  }

  private Sighting sight(Connection connection) throws SQLException {
    Sighting sighting = kind.sight(connection, "one");
    assertThat(sighting).isNotNull();
    return sighting;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
