// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A database with models to attach, and a connection to it. The model {@code kind} tells low, mid
 * and high by X alone, whose limits are 5 and 10; {@code amount} is the regression 3 X + Y.
 */
final class ScoredTables implements AutoCloseable {
  /** What the model {@code kind} gives every row: 20 of 20 rows in a leaf, one added per class. */
  static final double CHANCE = 21.0 / 23;

  private static final String FAST = "\"algorithm\": \"decision_tree\", \"validation_split\": 0";
  private static final String LINEAR =
      "\"task\": \"regression\", \"algorithm\": \"linear\", \"validation_split\": 0";

  private final TestDatabase database;
  private Connection connection;
  private final AtomicInteger tables = new AtomicInteger();

  private ScoredTables(TestDatabase database) throws SQLException {
    this.database = database;
    connection = database.connect();
  }

  static ScoredTables in(Database kind, Path folder) throws SQLException {
    ScoredTables tables = new ScoredTables(TestDatabase.installed(kind, folder));
    tables.prepare();
    return tables;
  }

  private void prepare() throws SQLException {
    run(
        connection,
        "CREATE TABLE PUBLIC.SAMPLE (X DOUBLE PRECISION, Y DOUBLE PRECISION, KIND VARCHAR(10),"
            + " AMOUNT DOUBLE PRECISION, SOLD BOOLEAN, COLOR VARCHAR(10), SOLD_ON DATE,"
            + " PRICE DECIMAL(10, 2), PIECES INTEGER, SIZE_CLASS INTEGER)");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO PUBLIC.SAMPLE VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < 60; i++) {
        double x = i / 4.0;
        double y = i * 7 % 11;
        insert.setDouble(1, x);
        insert.setDouble(2, y);
        insert.setString(3, x < 5 ? "low" : x < 10 ? "mid" : "high");
        insert.setDouble(4, 3 * x + y);
        insert.setBoolean(5, x < 7);
        insert.setString(6, i % 3 == 0 ? "red" : i % 3 == 1 ? "green" : "blue");
        insert.setObject(7, LocalDate.of(2026, 1, 1).plusDays(i));
        insert.setBigDecimal(8, BigDecimal.valueOf(100L * i, 2));
        insert.setInt(9, i % 7);
        insert.setInt(10, x < 5 ? 1 : 2);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    train("SELECT X, Y, KIND FROM PUBLIC.SAMPLE", "KIND", "kind");
    trainNumber("SELECT X, Y, AMOUNT FROM PUBLIC.SAMPLE", "AMOUNT", "amount");
  }

  TestDatabase database() {
    return database;
  }

  Connection connection() {
    return connection;
  }

  /** A new connection; the caller closes it. */
  Connection connect() throws SQLException {
    return database.connect();
  }

  String train(String source, String target, String handle) throws SQLException {
    return train(connection, source, target, "{" + FAST + "}", handle);
  }

  String trainNumber(String source, String target, String handle) throws SQLException {
    return train(connection, source, target, "{" + LINEAR + "}", handle);
  }

  /** Trains a model again that calls the kinds LOW, MID and HIGH. */
  void retrainInCapitals(Connection session, String handle) throws SQLException {
    train(
        session,
        "SELECT X, Y, UPPER(KIND) AS KIND FROM PUBLIC.SAMPLE",
        "KIND",
        "{" + FAST + ", \"replace\": true}",
        handle);
  }

  /** Trains a model again as {@code kind} is. */
  void retrain(Connection session, String handle) throws SQLException {
    train(
        session,
        "SELECT X, Y, KIND FROM PUBLIC.SAMPLE",
        "KIND",
        "{" + FAST + ", \"replace\": true}",
        handle);
  }

  static String train(
      Connection session, String source, String target, String options, String handle)
      throws SQLException {
    return call(session, "{CALL sys.ML_TRAIN(?, ?, ?, ?)}", source, target, options, handle);
  }

  /** Makes an empty table PUBLIC.T1, T2, ... of the columns ID, X, Y and others; gives its name. */
  String table(String... moreColumns) throws SQLException {
    String name = "PUBLIC.T" + tables.incrementAndGet();
    run(
        connection,
        "CREATE TABLE "
            + name
            + " (ID INTEGER PRIMARY KEY, X DOUBLE PRECISION, Y DOUBLE PRECISION"
            + (moreColumns.length == 0 ? "" : ", " + String.join(", ", moreColumns))
            + ")");
    return name;
  }

  /** A table with a model attached; gives its name. */
  String attached(String model, @Nullable String options) throws SQLException {
    String table = table();
    attach(table, model, options);
    return table;
  }

  String attach(String table, String model, @Nullable String options) throws SQLException {
    return call(connection, "{CALL sys.ML_ATTACH(?, ?, ?)}", table, model, options);
  }

  String detach(String table) throws SQLException {
    return call(connection, "{CALL sys.ML_DETACH(?)}", table);
  }

  String drop(String model, String behavior) throws SQLException {
    return call(connection, "{CALL sys.ML_DROP(?, ?)}", model, behavior);
  }

  String uuid(String model) throws SQLException {
    return text(
        connection, "SELECT MODEL_UUID FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?", model);
  }

  static String call(Connection session, String call, @Nullable String... arguments)
      throws SQLException {
    try (CallableStatement statement = session.prepareCall(call)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  /** Closes the file database; {@link #reopen} goes on with it. */
  void shutDown() throws SQLException {
    connection.close();
    database.reopen();
  }

  /** Closes the file database, where it is open, and opens it again with a new connection. */
  void reopen() throws SQLException {
    if (!connection.isClosed()) {
      shutDown();
    }
    connection = database.connect();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }
}
