// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Running SQL on a connection that does not commit by itself. */
record Statements(Connection connection) {
  private static final int BATCH = 1000;

  /** Gives the values of one row. */
  @FunctionalInterface
  interface Values {
    @Nullable Object[] row(int row);
  }

  /** Runs statements and commits. */
  void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
    connection.commit();
  }

  /** The one number that a query or a call gives. */
  double number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getDouble(1);
    }
  }

  /** Reads all numbers of a result, row by row, and adds them up. */
  double sum(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      double sum = 0;
      while (result.next()) {
        for (int column = 1; column <= columns; column++) {
          sum += result.getDouble(column);
        }
      }
      return sum;
    }
  }

  /** Inserts rows 0 to {@code rows - 1} in batches, and commits. */
  void insert(String insert, int rows, Values values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int row = 0; row < rows; row++) {
        bind(statement, values.row(row));
        statement.addBatch();
        if ((row + 1) % BATCH == 0) {
          statement.executeBatch();
        }
      }
      if (rows % BATCH > 0) {
        statement.executeBatch();
      }
    }
    connection.commit();
  }

  /** Inserts rows 0 to {@code rows - 1}, each in a transaction of its own. */
  void insertSingly(String insert, int rows, Values values) throws SQLException {
    connection.setAutoCommit(true);
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int row = 0; row < rows; row++) {
        bind(statement, values.row(row));
        statement.executeUpdate();
      }
    } finally {
      connection.setAutoCommit(false);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] cells)
      throws SQLException {
    for (int i = 0; i < cells.length; i++) {
      statement.setObject(i + 1, cells[i]);
    }
  }

  /** Trains and commits. */
  void train(String relation, String target, String options, String handle) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("CALL sys.ML_TRAIN(?, ?, ?, ?)")) {
      statement.setString(1, relation);
      statement.setString(2, target);
      statement.setString(3, options);
      statement.setString(4, handle);
      statement.execute();
    }
    connection.commit();
  }

  /** Ends the database, which was in memory. */
  void shutDown() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }
}
