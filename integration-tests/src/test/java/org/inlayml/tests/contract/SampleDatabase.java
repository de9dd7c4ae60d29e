// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inlayml.tests.database.Answers;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A database with three small tables and a connection that commits by itself. The tests of a class
 * share it, each with names of its own.
 *
 * <p>FLOWER has 20 rows of each of three species that the petals tell apart without error; CUSTOMER
 * has two classes with some noise; the PRICE of a HOUSE is exactly 20 ROOMS + 3 AREA.
 */
final class SampleDatabase implements AutoCloseable {
  static final int FLOWERS = 60;
  static final int CUSTOMERS = 80;
  static final int HOUSES = 60;

  private final TestDatabase database;
  private Connection connection;

  private SampleDatabase(TestDatabase database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /** Opens a database and fills the tables. */
  static SampleDatabase open(Database kind, Path folder) throws SQLException {
    TestDatabase database = TestDatabase.installed(kind, folder);
    Connection connection = database.connect();
    Answers.run(
        connection,
        "CREATE TABLE PUBLIC.FLOWER(ID INT PRIMARY KEY, PETAL_LENGTH DOUBLE PRECISION,"
            + " PETAL_WIDTH DOUBLE PRECISION, COLOUR VARCHAR(20), SPECIES VARCHAR(20))",
        "INSERT INTO PUBLIC.FLOWER VALUES " + rows(FLOWERS, SampleDatabase::flower),
        "CREATE TABLE PUBLIC.CUSTOMER(ID INT PRIMARY KEY, AGE INT, INCOME DOUBLE PRECISION,"
            + " TARIFF VARCHAR(20), CHURN BOOLEAN)",
        "INSERT INTO PUBLIC.CUSTOMER VALUES " + rows(CUSTOMERS, SampleDatabase::customer),
        "CREATE TABLE PUBLIC.HOUSE(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION,"
            + " PRICE DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.HOUSE VALUES " + rows(HOUSES, SampleDatabase::house));
    return new SampleDatabase(database, connection);
  }

  /** Trains the models species, petals (without COLOUR), churn and price. */
  void trainModels() throws SQLException {
    Calls.train(connection, "PUBLIC.FLOWER", "SPECIES", "{'algorithm':'decision_tree'}", "species");
    Calls.train(
        connection,
        "PUBLIC.FLOWER",
        "SPECIES",
        "{'algorithm':'decision_tree','exclude_column_list':['COLOUR']}",
        "petals");
    Calls.train(connection, "PUBLIC.CUSTOMER", "CHURN", "{'algorithm':'logistic'}", "churn");
    Calls.train(
        connection, "PUBLIC.HOUSE", "PRICE", "{'task':'regression','algorithm':'linear'}", "price");
  }

  TestDatabase database() {
    return database;
  }

  Database kind() {
    return database.kind();
  }

  /** The shared connection; it stays open and commits by itself. */
  Connection connection() {
    return connection;
  }

  /** Opens the shared connection again after a test had to close it. */
  void connectAgain() throws SQLException {
    connection = database.connect();
  }

  /** One more connection; the test closes it. */
  Connection connect() throws SQLException {
    return database.connect();
  }

  void run(String... statements) throws SQLException {
    Answers.run(connection, statements);
  }

  @Nullable Object value(String query, Object... parameters) throws SQLException {
    return Answers.value(connection, query, parameters);
  }

  String text(String query, Object... parameters) throws SQLException {
    return Answers.text(connection, query, parameters);
  }

  double number(String query, Object... parameters) throws SQLException {
    return Answers.number(connection, query, parameters);
  }

  /** How many rows a relation has. */
  long count(String relation) throws SQLException {
    return (long) number("SELECT COUNT(*) FROM " + relation);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }

  private interface RowText {
    String of(int number);
  }

  private static String rows(int count, RowText row) {
    return IntStream.range(0, count).mapToObj(row::of).collect(Collectors.joining(", "));
  }

  private static String flower(int i) {
    String[] species = {"setosa", "versicolor", "virginica"};
    String[] colours = {"white", "blue", "red"};
    return String.format(
        Locale.ROOT,
        "(%d, %.1f, %.1f, '%s', '%s')",
        i + 1,
        1 + 2 * (i % 3) + i * 7 % 10 / 10.0,
        0.2 + 0.8 * (i % 3) + i * 3 % 7 / 10.0,
        colours[i / 3 % 3],
        species[i % 3]);
  }

  private static String customer(int i) {
    int age = 20 + i * 7 % 50;
    boolean churn = age < 42 ^ i % 9 == 0;
    return String.format(
        Locale.ROOT,
        "(%d, %d, %d.5, '%s', %s)",
        i + 1,
        age,
        1000 + i * 37 % 900,
        i % 4 == 0 ? "gold" : "basic",
        churn ? "TRUE" : "FALSE");
  }

  private static String house(int i) {
    int rooms = 1 + i % 5;
    double area = 30.5 + i * 13 % 70;
    return String.format(
        Locale.ROOT, "(%d, %d, %.1f, %.1f)", i + 1, rooms, area, 20 * rooms + 3 * area);
  }
}
