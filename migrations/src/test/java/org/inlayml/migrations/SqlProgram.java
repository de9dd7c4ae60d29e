// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Runs statements in a JVM of its own, and tells the first column of each result, or the error.
 * Knows nothing of Inlay, except where the statement is {@code install}.
 */
final class SqlProgram {
  private SqlProgram() {}

  /** Arguments: {@code driver} or {@code pool}, the URL, statements. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    StringBuilder told = new StringBuilder();
    try (Connection connection = open(arguments[0], arguments[1])) {
      for (int i = 2; i < arguments.length; i++) {
        if (arguments[i].equals("install")) {
          Class.forName("org.inlayml.Inlay")
              .getMethod("install", Connection.class)
              .invoke(null, connection);
        } else {
          run(connection, arguments[i], told);
        }
      }
    } catch (SQLException e) {
      told.append(e.getSQLState()).append(' ').append(e.getMessage());
    } catch (InvocationTargetException e) {
      told.append(e.getTargetException().getMessage());
    }
    System.out.println(told);
  }

  private static void run(Connection connection, String sql, StringBuilder told)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            told.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
  }

  /** A pool makes connections without {@code DriverManager}. */
  private static Connection open(String how, String url)
      throws SQLException, ReflectiveOperationException {
    if (how.equals("driver")) {
      return DriverManager.getConnection(url, "SA", "");
    }
    Object pool =
        Class.forName("org.hsqldb.jdbc.JDBCDataSource").getDeclaredConstructor().newInstance();
    pool.getClass().getMethod("setURL", String.class).invoke(pool, url);
    return ((DataSource) pool).getConnection("SA", "");
  }
}
