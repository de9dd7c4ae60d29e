// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains and scores public data sets through SQL under the protocol of their reference scores, on
 * each engine in memory, and prints what was to be reached beside what was. One run each: the same
 * rows, options and seed give the same model.
 */
public final class TrainingBenchmark {
  private static final double SECOND = 1e9;

  private static final List<Goal> GOALS =
      List.of(
          Goal.atLeast(0.96, "accuracy", "iris", "species", "logistic"),
          Goal.atLeast(0.96, "accuracy", "iris", "species", "random_forest"),
          Goal.atLeast(0.96, "accuracy", "iris", "species", ""),
          Goal.atLeast(0.96, "accuracy", "wine", "class", "logistic"),
          Goal.atLeast(0.96, "accuracy", "wine", "class", "random_forest"),
          Goal.atLeast(0.96, "accuracy", "wine", "class", ""),
          Goal.atLeast(0.96, "accuracy", "breast_cancer", "diagnosis", "logistic"),
          Goal.atLeast(0.96, "accuracy", "breast_cancer", "diagnosis", "random_forest"),
          Goal.atLeast(0.96, "accuracy", "breast_cancer", "diagnosis", ""),
          Goal.near(
                  -59.622990,
                  0.005 * 59.622990,
                  "neg_root_mean_squared_error",
                  "diabetes",
                  "target",
                  "linear")
              .ofNumbers(),
          Goal.atLeast(0.842, "roc_auc", "telco_churn", "Churn", "logistic").without("customerID"),
          Goal.near(0.910436, 0.005, "roc_auc", "bank-full", "y", "logistic").large(),
          Goal.atLeast(0.920, "roc_auc", "bank-full", "y", "gradient_boosting").large(),
          Goal.atLeast(0.920, "roc_auc", "bank-full", "y", "random_forest").large(),
          Goal.atLeast(0.80, "r2", "california_housing", "median_house_value", "gradient_boosting")
              .ofNumbers()
              .large(),
          Goal.atLeast(0.925, "roc_auc", "bank-full", "y", "").large());

  private final Engine engine;
  private final Statements statements;
  private final Report report;
  private final List<String> results = new ArrayList<>();
  private String loaded = "";

  private TrainingBenchmark(Engine engine, Connection connection, Report report) {
    this.engine = engine;
    this.statements = new Statements(connection);
    this.report = report;
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    Size size = Size.of(arguments);
    Report report = new Report(System.out);
    List<String> results = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      try (Connection connection = engine.open("training")) {
        connection.setAutoCommit(false);
        TrainingBenchmark benchmark = new TrainingBenchmark(engine, connection, report);
        for (Goal goal : GOALS) {
          if (goal.small() || size == Size.FULL) {
            benchmark.measure(goal);
          }
        }
        results.addAll(benchmark.results);
        benchmark.statements.shutDown();
      }
    }
    report.end();
    report.say("");
    results.forEach(line -> report.say("%s", line));
  }

  private void measure(Goal goal) throws SQLException, IOException {
    String name = engine.label() + "/" + goal.dataSet() + " " + goal.algorithmOrDefault();
    int trained = load(goal);
    String algorithm =
        goal.algorithm().isEmpty() ? "" : ",\"algorithm\":\"" + goal.algorithm() + "\"";
    String dropped =
        goal.dropped().isEmpty() ? "" : ",\"exclude_column_list\":[\"" + goal.dropped() + "\"]";
    String options =
        "{\"task\":\"" + goal.task() + "\",\"replace\":true" + algorithm + dropped + "}";
    long wall = System.nanoTime();
    long cpu = CpuTime.PROCESS.nanoseconds();
    statements.train("PUBLIC.TRAIN", goal.target(), options, "model");
    double cpuSeconds = (CpuTime.PROCESS.nanoseconds() - cpu) / SECOND;
    double seconds = (System.nanoTime() - wall) / SECOND;
    double score =
        statements.number(
            "CALL sys.ML_SCORE('PUBLIC.TEST', '"
                + goal.target()
                + "', 'model', '"
                + goal.metric()
                + "', NULL)");
    report.add(Measurement.of(name + " seconds", "s", trained, seconds));
    report.add(Measurement.of(name + " CPU seconds", "cpu-s", trained, cpuSeconds));
    report.add(Measurement.of(name + " " + goal.metric(), "score", trained, score));
    results.add(
        String.format(
            Locale.ROOT,
            "%-42s %-28s target %-22s reached %9.4f  %s  (%.1f s)",
            name,
            goal.metric(),
            goal.text(),
            score,
            goal.isReached(score) ? "yes" : "NO ",
            seconds));
  }

  /** Makes the tables TRAIN and TEST, unless they are there, and gives the rows of TRAIN. */
  private int load(Goal goal) throws SQLException, IOException {
    DataSet data = DataSet.read(goal.dataSet() + ".csv");
    List<Integer> train = rows(data, true);
    if (!loaded.equals(goal.dataSet())) {
      String columns =
          IntStream.range(0, data.names().size())
              .mapToObj(
                  i ->
                      "\""
                          + data.names().get(i)
                          + (data.numeric()[i] ? "\" DOUBLE" : "\" VARCHAR(100)"))
              .collect(Collectors.joining(", ", "(", ")"));
      statements.run(
          "DROP TABLE PUBLIC.TRAIN IF EXISTS",
          "DROP TABLE PUBLIC.TEST IF EXISTS",
          "CREATE TABLE PUBLIC.TRAIN" + columns,
          "CREATE TABLE PUBLIC.TEST" + columns);
      insert(data, "TRAIN", train);
      insert(data, "TEST", rows(data, false));
      loaded = goal.dataSet();
    }
    return train.size();
  }

  private void insert(DataSet data, String table, List<Integer> rows) throws SQLException {
    String insert =
        "INSERT INTO PUBLIC." + table + " VALUES (" + "?, ".repeat(data.names().size() - 1) + "?)";
    statements.insert(insert, rows.size(), row -> cells(data, rows.get(row)));
  }

  private static @Nullable Object[] cells(DataSet data, int row) {
    @Nullable String[] texts = data.rows().get(row);
    @Nullable Object[] cells = new @Nullable Object[texts.length];
    for (int i = 0; i < cells.length; i++) {
      String text = texts[i];
      cells[i] = text == null || !data.numeric()[i] ? text : (Object) Double.valueOf(text);
    }
    return cells;
  }

  private static List<Integer> rows(DataSet data, boolean train) {
    return IntStream.range(0, data.rows().size())
        .filter(row -> DataSet.isTrain(row) == train)
        .boxed()
        .toList();
  }
}
