// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Measures rows a second of processor time through SQL, on each engine in memory: prediction in
 * queries, scored inserts, whole tables, training; and beside them what the engine needs without
 * us.
 */
public final class DatabaseBenchmark {
  private final Engine engine;
  private final Statements statements;
  private final Report report;
  private final Stopwatch stopwatch;
  private final Size size;

  private DatabaseBenchmark(Engine engine, Connection connection, Report report, Size size) {
    this.engine = engine;
    this.statements = new Statements(connection);
    this.report = report;
    this.stopwatch = new Stopwatch(report, 1, size.choose(3, 5));
    this.size = size;
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws SQLException {
    Size size = Size.of(arguments);
    Report report = new Report(System.out);
    for (Engine engine : Engine.values()) {
      try (Connection connection = engine.open("benchmark")) {
        connection.setAutoCommit(false);
        new DatabaseBenchmark(engine, connection, report, size).measure();
      }
    }
    report.end();
  }

  private void measure() throws SQLException {
    int rows = size.choose(20_000, 1_000_000);
    int part = size.choose(5_000, 100_000);
    if (engine == Engine.H2) {
      // Else H2 answers a query that it has just answered from memory.
      statements.run("SET OPTIMIZE_REUSE_RESULTS 0");
    }
    Samples samples = new Samples(statements);
    samples.tables(rows, part);
    samples.models(size.choose(2_000, 20_000));
    for (String model : new String[] {"linear_model", "forest_model", "wide_model"}) {
      report.add(
          Measurement.of(
              name(model + " size"),
              "bytes",
              0,
              statements.number(
                  "SELECT MODEL_OBJECT_SIZE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = '"
                      + model
                      + "'")));
    }
    numbers(rows);
    jsonRows(part);
    wholeTables(rows, part);
    inserts(part);
    statements.shutDown();
  }

  private void numbers(int rows) throws SQLException {
    sum("SELECT column", rows, "A", "SAMPLE");
    sum("SELECT arithmetic", rows, "3 * A - 2 * B + C + 0.05", "SAMPLE");
    sum("SELECT cardinality of array", rows, "CARDINALITY(ARRAY[A, B, C])", "SAMPLE");
    sum("ML_PREDICT linear", rows, "sys.ML_PREDICT('linear_model', ARRAY[A, B, C])", "SAMPLE");
    sum("ML_PREDICT forest 100", rows, "sys.ML_PREDICT('forest_model', ARRAY[A, B, C])", "SAMPLE");
    if (engine == Engine.H2) {
      sum(
          "ML_PREDICT linear, arguments",
          rows,
          "sys.ML_PREDICT('linear_model', A, B, C)",
          "SAMPLE");
    }
  }

  private void jsonRows(int rows) throws SQLException {
    String narrow = jsonObject("A, B, C");
    String wide = jsonObject(Samples.WIDE_COLUMNS);
    sum(
        "SELECT JSON_OBJECT of 3",
        rows,
        "CHAR_LENGTH(CAST(" + narrow + " AS VARCHAR(500)))",
        "PART");
    sum("ML_PREDICT_ROW linear, 3 columns", rows, predictRow(narrow, "linear_model"), "PART");
    sum("ML_PREDICT_ROW forest 100, 3 columns", rows, predictRow(narrow, "forest_model"), "PART");
    sum(
        "SELECT JSON_OBJECT of 16",
        rows,
        "CHAR_LENGTH(CAST(" + wide + " AS VARCHAR(500)))",
        "WIDE");
    sum("ML_PREDICT_ROW logistic, 16 columns", rows, predictRow(wide, "wide_model"), "WIDE");
  }

  private void wholeTables(int rows, int part) throws SQLException {
    for (String model : new String[] {"linear", "forest"}) {
      stopwatch.rate(
          name("ML_PREDICT_TABLE " + model),
          part,
          CpuTime.THREAD,
          () -> statements.run("DROP TABLE PUBLIC.ANSWERS IF EXISTS"),
          () ->
              statements.run(
                  "CALL sys.ML_PREDICT_TABLE('PUBLIC.PART', '"
                      + model
                      + "_model', 'PUBLIC.ANSWERS', NULL)"));
    }
    statements.run("DROP TABLE PUBLIC.ANSWERS");
    stopwatch.rate(
        name("ML_TRAIN linear, 3 features"),
        rows,
        CpuTime.PROCESS,
        () ->
            statements.train(
                "SELECT A, B, C, 3 * A - 2 * B + C AS Y FROM PUBLIC.SAMPLE",
                "Y",
                "{\"task\":\"regression\",\"algorithm\":\"linear\",\"validation_split\":0,"
                    + "\"replace\":true}",
                "read_model"));
  }

  private void inserts(int rows) throws SQLException {
    statements.run(
        "CREATE TABLE PLAIN(A DOUBLE, B DOUBLE, C DOUBLE, PREDICTION DOUBLE)",
        "CREATE TABLE LINEAR_SCORED(A DOUBLE, B DOUBLE, C DOUBLE)",
        "CREATE TABLE FOREST_SCORED(A DOUBLE, B DOUBLE, C DOUBLE)",
        "CALL sys.ML_ATTACH('PUBLIC.LINEAR_SCORED', 'linear_model', NULL)",
        "CALL sys.ML_ATTACH('PUBLIC.FOREST_SCORED', 'forest_model', NULL)");
    insert("INSERT without trigger", "PLAIN", rows);
    insert("INSERT with trigger, linear", "LINEAR_SCORED", rows);
    insert("INSERT with trigger, forest 100", "FOREST_SCORED", rows);
  }

  private void insert(String what, String table, int rows) throws SQLException {
    SplittableRandom random = new SplittableRandom(3);
    Double[] values = random.doubles(3L * rows).boxed().toArray(Double[]::new);
    stopwatch.rate(
        name(what),
        rows,
        CpuTime.THREAD,
        () -> statements.run("DELETE FROM " + table),
        () ->
            statements.insert(
                "INSERT INTO " + table + "(A, B, C) VALUES (?, ?, ?)",
                rows,
                row -> new Object[] {values[3 * row], values[3 * row + 1], values[3 * row + 2]}));
    statements.run("DELETE FROM " + table);
  }

  /** Adds up an expression, so that the engine keeps no result. */
  private void sum(String what, int rows, String expression, String table) throws SQLException {
    String query = "SELECT SUM(" + expression + ") FROM " + table;
    stopwatch.rate(name(what), rows, CpuTime.THREAD, () -> statements.number(query));
  }

  private String name(String what) {
    return engine.label() + "/" + what;
  }

  private static String jsonObject(String columns) {
    return Stream.of(columns.split(", ", -1))
        .map(c -> "'" + c + "': " + c)
        .collect(joining(", ", "JSON_OBJECT(", ")"));
  }

  private static String predictRow(String json, String model) {
    return "CHAR_LENGTH(sys.ML_PREDICT_ROW(" + json + ", '" + model + "', NULL))";
  }
}
