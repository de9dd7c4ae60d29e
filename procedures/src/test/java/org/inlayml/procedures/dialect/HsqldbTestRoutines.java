// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.reference.Variable;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Routines that do on purpose what goes wrong by chance. */
public final class HsqldbTestRoutines {
  private HsqldbTestRoutines() {}

  /** Writes, defines and fails as told. */
  @SqlRoutine(
      name = "T_WRITE",
      kind = SqlRoutine.Kind.PROCEDURE,
      returns = "VARCHAR",
      doc = "Writes. And more.",
      example = "CALL sys.T_WRITE('ok');")
  public static final class Write {
    private Write() {}

    public static String call(Connection connection, @Nullable String table) throws SQLException {
      return call(connection, table, "");
    }

    public static String call(Connection connection, @Nullable String table, @Variable Double x)
        throws SQLException {
      return table + x;
    }

    public static String call(Connection connection, @Nullable String table, @Nullable String group)
        throws SQLException {
      return Session.write(
          connection,
          session -> {
            Sql sql = new Sql(connection);
            sql.update("INSERT INTO PUBLIC.LOG VALUES(?)", List.of(70));
            sql.update("INSERT INTO PUBLIC.LOG VALUES(?)", List.of(71));
            if ("define".equals(table) || "define and fail".equals(table)) {
              session.dialect().define(connection, "CREATE TABLE PUBLIC.MADE(A INT)");
              sql.update("INSERT INTO PUBLIC.MADE VALUES(?)", List.of(1));
              sql.update("INSERT INTO PUBLIC.MADE VALUES(?)", List.of(2));
            }
            if ("define what is there".equals(table)) {
              session.dialect().define(connection, "CREATE TABLE PUBLIC.LOG(A INT)");
            }
            if (table == null || table.endsWith("fail")) {
              throw MlError.ROW_MISSING.with();
            }
            return table + group;
          });
    }
  }

  /** Writes, and returns rows. */
  @SqlRoutine(
      schema = "FACADE",
      name = "T_WRITE_ROWS",
      kind = SqlRoutine.Kind.PROCEDURE,
      returns = "rows",
      doc = "Writes. Returns rows.",
      example = "CALL facade.T_WRITE_ROWS('ok');")
  public static final class WriteRows {
    static final List<Column> COLUMNS =
        List.of(
            new Column("PROJECT", String.class, "As given."),
            new Column("DEPLOYED", Boolean.class, "Always true."));

    private WriteRows() {}

    public static ResultSet call(Connection connection, @Nullable String project)
        throws SQLException {
      return Session.write(
          connection,
          session -> {
            Sql sql = new Sql(connection);
            sql.update("INSERT INTO PUBLIC.LOG VALUES(?)", List.of(80));
            if (project == null) {
              throw MlError.ROW_MISSING.with();
            }
            sql.update("INSERT INTO PUBLIC.LOG VALUES(?)", List.of(81));
            return session.dialect().result(connection, COLUMNS, List.of(List.of(project, true)));
          });
    }
  }

  /** Tells who called. */
  @SqlRoutine(
      name = "T_CALLER",
      kind = SqlRoutine.Kind.FUNCTION,
      returns = "VARCHAR",
      doc = "Tells who called.",
      example = "CALL sys.T_CALLER();")
  public static final class Caller {
    private Caller() {}

    public static String call(Connection connection) throws SQLException {
      Dialect dialect = Dialect.HSQLDB;
      String first = dialect.callerSchema(connection);
      new Sql(connection).query("SELECT VERSION FROM ML.INSTALLATION", List.of(), row -> 1);
      return dialect.user(connection) + " " + first + " " + dialect.callerSchema(connection);
    }
  }

  /** Fails as told. */
  @SqlRoutine(
      name = "T_FAIL",
      kind = SqlRoutine.Kind.FUNCTION,
      returns = "VARCHAR",
      doc = "Fails.",
      example = "CALL sys.T_FAIL('ok');")
  public static final class Fail {
    private Fail() {}

    public static String call(Connection connection, String how) throws SQLException {
      if (how.equals("foreign")) {
        throw new IllegalStateException("not ours");
      }
      if (how.equals("swallowed")) {
        // thrown from elsewhere than Session, and never leaves
        Dialect.HSQLDB.outward(MlError.ROW_MISSING.with()).getSQLState();
        return "swallowed";
      }
      return Session.read(
          connection,
          session -> {
            if (how.equals("engine")) {
              new Sql(connection).query("SELECT X FROM PUBLIC.LOG", List.of(), row -> 1);
            }
            throw MlError.INVALID_ROW.with("$$ 'quoted' ü " + "x".repeat(1900), 7);
          });
    }
  }
}
