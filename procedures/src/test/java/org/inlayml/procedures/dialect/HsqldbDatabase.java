// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.inlayml.procedures.reference.RoutineSpec;

/** An HSQLDB with what Inlay's routines need, and short ways to talk to it. */
final class HsqldbDatabase implements AutoCloseable {
  private final String url;
  private final Connection connection;

  private HsqldbDatabase(String url) throws SQLException {
    this.url = url;
    this.connection = connect("SA");
  }

  static HsqldbDatabase inMemory() throws SQLException {
    return new HsqldbDatabase("jdbc:hsqldb:mem:" + UUID.randomUUID()).prepared();
  }

  /** Opens what is there; nothing is created in it. */
  static HsqldbDatabase at(String url) throws SQLException {
    return new HsqldbDatabase(url);
  }

  HsqldbDatabase prepared() throws SQLException {
    run("CREATE SCHEMA SYS");
    run("CREATE SCHEMA ML");
    run("CREATE TABLE ML.INSTALLATION(VERSION VARCHAR(32) NOT NULL)");
    run("INSERT INTO ML.INSTALLATION VALUES('1')");
    run("GRANT SELECT ON ML.INSTALLATION TO PUBLIC");
    run("CREATE TABLE PUBLIC.LOG(A INT)");
    return this;
  }

  HsqldbDatabase with(Class<?>... routines) throws SQLException {
    for (Class<?> routine : routines) {
      for (String statement : Dialect.HSQLDB.create(RoutineSpec.of(routine, List.of()))) {
        run(statement);
      }
    }
    return this;
  }

  Connection connection() {
    return connection;
  }

  Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(url, user, "");
  }

  void run(String sql) throws SQLException {
    run(connection, sql);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> rows(String sql) throws SQLException {
    return rows(connection, sql);
  }

  /** Each row as text, columns with commas between. */
  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          Object value = result.getObject(i);
          values.add(
              value instanceof Array array
                  ? Arrays.toString((Object[]) array.getArray())
                  : String.valueOf(value));
        }
        rows.add(String.join(",", values));
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    run("SHUTDOWN");
  }
}
