// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.Inlay;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in SQL for every learner that trains in native code, in a process of its own. */
public abstract class SqlContract {
  private static final int ROWS = 300;
  private static final long MOST_SECONDS = 60;

  private final String algorithm;
  private final String counts;

  /**
   * Of a learner.
   *
   * @param counts its objective for a target that must not be below 0
   */
  protected SqlContract(String algorithm, String counts) {
    this.algorithm = algorithm;
    this.counts = counts;
  }

  /** A fresh database in memory, which ends with it; it has houses, some without an area. */
  private static final class Houses implements AutoCloseable {
    private final String url;
    private final Connection connection;

    private Houses(String kind) throws SQLException {
      url = kind + "engine_" + UUID.randomUUID().toString().replace("-", "");
      connection = connect();
      Inlay.install(connection);
      run(
          "CREATE TABLE PUBLIC.HOUSE(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION,"
              + " STREET VARCHAR(20), PRICE DOUBLE PRECISION, DEMAND VARCHAR(20))");
      String insert = "INSERT INTO PUBLIC.HOUSE VALUES (?, ?, ?, ?, ?, ?)";
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (int id = 1; id <= ROWS; id++) {
          int rooms = 1 + id % 5;
          double area = 30 + id * 37 % 100;
          statement.setInt(1, id);
          statement.setInt(2, rooms);
          statement.setObject(3, id % 10 == 0 ? null : area);
          statement.setString(4, id % 2 == 0 ? "Main" : "Side");
          statement.setDouble(5, 20.0 * rooms + 3 * area);
          statement.setString(6, rooms < 3 ? "high" : rooms < 5 ? "fair" : "low");
          statement.addBatch();
        }
        statement.executeBatch();
      }
    }

    private Connection connect() throws SQLException {
      return DriverManager.getConnection(url, "SA", "");
    }

    private void run(String text) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(text);
      }
    }

    /** The first value of the first row, as text; "none" where there is no row. */
    private String text(String query, String... parameters) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(query)) {
        for (int i = 0; i < parameters.length; i++) {
          statement.setString(i + 1, parameters[i]);
        }
        try (ResultSet result = statement.executeQuery()) {
          return result.next() ? String.valueOf(result.getString(1)) : "none";
        }
      }
    }

    private double number(String query, String... parameters) throws SQLException {
      return Double.parseDouble(text(query, parameters));
    }

    @Override
    public void close() throws SQLException {
      run("SHUTDOWN");
      connection.close();
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private String training(String target, String model, String options) {
    return "CALL sys.ML_TRAIN('PUBLIC.HOUSE', '%s', '%s', '%s')"
        .formatted(target, json("{'algorithm':'" + algorithm + "'," + options + "}"), model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:", "jdbc:hsqldb:mem:"})
  void a_regression_goes_the_whole_way(String kind) throws SQLException {
    List<File> before = Leftovers.folders();
    try (Houses houses = new Houses(kind)) {
      assertThat(houses.text("SELECT TASKS FROM ML.ALGORITHM WHERE ALGORITHM = ?", algorithm))
          .contains("classification", "regression");

      houses.run(
          training("PRICE", "price", "'task':'regression','exclude_column_list':['DEMAND','ID']"));

      assertGoesTheWholeWay(houses, "PRICE", "price", "r2");
      assertThat(houses.number("SELECT GUESS FROM PUBLIC.ARRIVED"))
          .isEqualTo(houses.number("SELECT PREDICTION FROM PUBLIC.PREDICTED WHERE ID = 7"));
    }
    Leftovers.assertNone(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:", "jdbc:hsqldb:mem:"})
  void a_classification_goes_the_whole_way(String kind) throws SQLException {
    try (Houses houses = new Houses(kind)) {
      houses.run(
          training(
              "DEMAND",
              "demand",
              "'exclude_column_list':['PRICE','ID'],'class_weight':'balanced'"));

      assertGoesTheWholeWay(houses, "DEMAND", "demand", "accuracy");
      assertThat(houses.text("SELECT GUESS FROM PUBLIC.ARRIVED"))
          .isEqualTo(houses.text("SELECT PREDICTION FROM PUBLIC.PREDICTED WHERE ID = 7"))
          .isEqualTo("fair");
    }
  }

  private static void assertGoesTheWholeWay(
      Houses houses, String target, String model, String metric) throws SQLException {
    houses.run(
        "CALL sys.ML_PREDICT_TABLE('PUBLIC.HOUSE', '" + model + "', 'PUBLIC.PREDICTED', NULL)");
    String row =
        houses.text(
            "SELECT sys.ML_PREDICT_ROW(?, ?, NULL) FROM (VALUES(0))",
            json("{'ROOMS':3,'AREA':89,'STREET':'Side'}"),
            model);
    assertThat(row).contains(houses.text("SELECT ML_RESULTS FROM PUBLIC.PREDICTED WHERE ID = 7"));
    assertThat(
            houses.number(
                "CALL sys.ML_SCORE('PUBLIC.HOUSE', ?, ?, ?, NULL)", target, model, metric))
        .isBetween(0.9, 1.0);
    assertThat(houses.text("CALL sys.ML_EXPLAIN('PUBLIC.HOUSE', ?, ?, NULL)", target, model))
        .contains("\"ROOMS\":");
    assertThat(
            houses.text(
                "SELECT sys.ML_EXPLAIN_ROW(?, ?, NULL) FROM (VALUES(0))",
                json("{'ROOMS':3,'AREA':null,'STREET':'Side'}"),
                model))
        .contains("\"ROOMS_attribution\":");
    houses.run("CREATE TABLE PUBLIC.ARRIVED AS (SELECT * FROM PUBLIC.HOUSE) WITH NO DATA");
    houses.text(
        "CALL sys.ML_ATTACH('PUBLIC.ARRIVED', ?, ?)", model, json("{'prediction':'GUESS'}"));
    houses.run(
        "INSERT INTO PUBLIC.ARRIVED (ID, ROOMS, AREA, STREET)"
            + " SELECT ID, ROOMS, AREA, STREET FROM PUBLIC.HOUSE WHERE ID = 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:", "jdbc:hsqldb:mem:"})
  void what_native_code_refuses_is_an_error_of_sql(String kind) throws SQLException {
    try (Houses houses = new Houses(kind)) {
      houses.run("UPDATE PUBLIC.HOUSE SET PRICE = -1 WHERE ID = 5");

      assertFails(
          MlError.NATIVE_TRAINING_FAILED,
          () ->
              houses.run(
                  training(
                      "PRICE",
                      "price",
                      "'task':'regression','hyperparameters':{'objective':'" + counts + "'}")));

      assertThat(houses.text("SELECT COUNT(*) FROM ML.MODEL_CATALOG")).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:", "jdbc:hsqldb:mem:"})
  void cancelling_ends_the_process(String kind) throws Exception {
    List<File> before = Leftovers.folders();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Houses houses = new Houses(kind);
        Connection other = houses.connect();
        Statement statement = other.createStatement()) {
      String endless =
          training(
              "PRICE", "endless", "'task':'regression','hyperparameters':{'n_estimators':10000}");
      Future<?> call = threads.submit(() -> statement.execute(endless));
      until(call, () -> ProcessHandle.current().descendants().findAny().isPresent());

      assertThat(
              houses.text("CALL sys.ML_CANCEL(" + houses.text("SELECT JOB_ID FROM ML.JOB") + ")"))
          .isEqualToIgnoringCase("true");

      assertFails(MlError.CANCELLED, () -> outcome(call));
      Leftovers.assertNone(before);
      assertThat(houses.text("SELECT COUNT(*) FROM ML.MODEL_CATALOG")).isEqualTo("0");
    } finally {
      threads.shutdownNow();
    }
  }

  private static void until(Future<?> call, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(call).isNotDone();
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** What the call threw. */
  private static void outcome(Future<?> call) throws Throwable {
    try {
      call.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static void assertFails(MlError error, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(String.format(Locale.ROOT, "ML%06d: ", error.number()));
  }
}
