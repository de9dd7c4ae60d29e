// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.h2.jdbcx.JdbcDataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.inlayml.Inlay;

/**
 * What the registry costs: predictions by handle and by project, deployments, and the opening of a
 * file database with 1,000 projects of 100 versions. Two models are trained; the other versions are
 * copies of their catalog rows, made by SQL, with the bytes of a small model each.
 */
public final class RegistryBenchmark {
  private static final int DEPLOYMENTS = 31;

  private static final int RUNS = 15;

  private final String engine;
  private final String url;
  private final int projects;
  private final int versions;

  private RegistryBenchmark(String engine, Path folder, Size size) {
    this.engine = engine;
    String file = folder.resolve(engine).toAbsolutePath().toString();
    url = engine.equals("h2") ? "jdbc:h2:file:" + file : "jdbc:hsqldb:file:" + file;
    projects = size.choose(20, 1000);
    versions = size.choose(5, 100);
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    Size size = Size.of(arguments);
    for (String engine : new String[] {"h2", "hsqldb"}) {
      new RegistryBenchmark(engine, Files.createTempDirectory("registry"), size).measure();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "SA", "");
  }

  private void install() throws SQLException {
    if (engine.equals("h2")) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(url);
      source.setUser("SA");
      source.setPassword("");
      Inlay.install(source);
    } else {
      JDBCDataSource source = new JDBCDataSource();
      source.setUrl(url);
      source.setUser("SA");
      source.setPassword("");
      Inlay.install(source);
    }
  }

  private void measure() throws SQLException {
    install();
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      train(sql);
      serve(sql, "");
      sql.execute("CALL sys.ML_AB_TEST('p0', '{\"b\": 2, \"split\": 0.5}')");
      serve(sql, " under A/B");
      sql.execute("CALL sys.ML_AB_END('p0', 'abort')");
      deploy(sql, "deploy, 1 project");
      multiply(sql);
      deploy(sql, "deploy, " + projects + " projects of " + versions + " versions");
      sql.execute("SHUTDOWN");
    }
    long heap = heap();
    long start = System.nanoTime();
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      say("open, ms", (System.nanoTime() - start) / 1e6);
      first(sql, "SELECT sys.ML_PREDICT('p0', ARRAY[1.0E0, 2.0E0]) FROM (VALUES(0))");
      say("open and predict, ms", (System.nanoTime() - start) / 1e6);
      say("heap after opening, MiB", (heap() - heap) / 1048576.0);
      sql.execute("SHUTDOWN");
    }
  }

  private void train(Statement sql) throws SQLException {
    sql.execute("CREATE TABLE T (A DOUBLE PRECISION, B DOUBLE PRECISION, Y DOUBLE PRECISION)");
    for (int i = 0; i < 2000; i++) {
      sql.execute("INSERT INTO T VALUES (%d, %d, %d)".formatted(i % 97, i % 13, i % 97 + i % 13));
    }
    for (int version = 1; version <= 2; version++) {
      sql.execute(
          "CALL sys.ML_TRAIN('PUBLIC.T', 'Y', '{\"task\": \"regression\", \"algorithm\":"
              + " \"linear\", \"project\": \"p0\", \"deploy\": \"always\"}', NULL)");
    }
    sql.execute("CALL sys.ML_DEPLOY('p0', '1', NULL)");
  }

  /**
   * Rows a second of the processor time of the calling thread, the best of several runs, in which
   * the model is named by handle and by project in turn.
   */
  private void serve(Statement sql, String state) throws SQLException {
    String[] names = {"p0:1", "p0"};
    double[] best = new double[names.length];
    for (int run = 0; run < RUNS; run++) {
      for (int i = 0; i < names.length; i++) {
        String query =
            "SELECT COUNT(*) FROM T X, (SELECT A FROM T FETCH FIRST 50 ROWS ONLY) Z WHERE"
                + " sys.ML_PREDICT('"
                + names[i]
                + "', ARRAY[X.A, X.B]) > -1";
        long before = CpuTime.THREAD.nanoseconds();
        first(sql, query);
        best[i] = Math.max(best[i], 100_000e9 / (CpuTime.THREAD.nanoseconds() - before));
      }
    }
    say("ML_PREDICT by handle, rows a CPU second", best[0]);
    say("ML_PREDICT by project" + state + ", rows a CPU second", best[1]);
  }

  private void deploy(Statement sql, String what) throws SQLException {
    double[] times = new double[DEPLOYMENTS];
    for (int i = 0; i < DEPLOYMENTS; i++) {
      long start = System.nanoTime();
      sql.execute("CALL sys.ML_DEPLOY('p0', '" + (1 + i % 2) + "', NULL)");
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    say(what + ", ms (median)", times[DEPLOYMENTS / 2]);
  }

  /** Copies rows of the catalog until every project has its versions. */
  private void multiply(Statement sql) throws SQLException {
    String numbers =
        engine.equals("h2")
            ? "SYSTEM_RANGE(%d, %d) AS N(X)"
            : "UNNEST(SEQUENCE_ARRAY(%d, %d, 1)) AS N(X)";
    sql.execute(
        "INSERT INTO ML.PROJECT (PROJECT_NAME, TASK, TARGET_COLUMN_NAME, METRIC, OWNER, CREATED_AT,"
            + " REVISION, LAST_VERSION) SELECT 'p' || N.X, P.TASK, P.TARGET_COLUMN_NAME, P.METRIC,"
            + " P.OWNER, P.CREATED_AT, 0, "
            + versions
            + " FROM ML.PROJECT P, "
            + numbers.formatted(1, projects - 1));
    // copies of the columns, whatever they are, with handles of their own
    String columns = columns(sql, "MODEL_CATALOG", "MODEL_ID", "MODEL_HANDLE", "MODEL_UUID");
    for (int version = 1; version <= versions; version++) {
      sql.execute(
          ("INSERT INTO ML.MODEL_CATALOG (MODEL_HANDLE, MODEL_UUID, %s) SELECT P.PROJECT_NAME ||"
                  + " ':%d', CAST('00000000-0000-%04d-' || '0000-' || (100000000000 +"
                  + " P.PROJECT_ID) AS VARCHAR(36)), %s FROM ML.PROJECT P, ML.MODEL_CATALOG M WHERE"
                  + " M.MODEL_HANDLE = 'p0:1' AND NOT (P.PROJECT_NAME = 'p0' AND %d <= 2)")
              .formatted(columns, version, version, "M." + columns.replace(", ", ", M."), version));
      sql.execute(
          ("INSERT INTO ML.MODEL_VERSION (PROJECT_ID, VERSION, MODEL_ID, MODEL_UUID, ALGORITHM,"
                  + " SCORE, STATUS, REASON, CREATED_AT, CREATED_BY) SELECT P.PROJECT_ID, %d,"
                  + " M.MODEL_ID, M.MODEL_UUID, 'linear', 0.5, 'Ready', 'copied', P.CREATED_AT,"
                  + " 'SA' FROM ML.PROJECT P JOIN ML.MODEL_CATALOG M ON M.MODEL_HANDLE ="
                  + " P.PROJECT_NAME || ':%d' WHERE NOT (P.PROJECT_NAME = 'p0' AND %d <= 2)")
              .formatted(version, version, version));
    }
    String object = columns(sql, "MODEL_OBJECT_CATALOG", "MODEL_HANDLE");
    sql.execute(
        ("INSERT INTO ML.MODEL_OBJECT_CATALOG (MODEL_HANDLE, %s) SELECT M.MODEL_HANDLE, %s FROM"
                + " ML.MODEL_CATALOG M, ML.MODEL_OBJECT_CATALOG O WHERE O.MODEL_HANDLE = 'p0:1' AND"
                + " M.MODEL_HANDLE NOT IN ('p0:1', 'p0:2')")
            .formatted(object, "O." + object.replace(", ", ", O.")));
    say("models", first(sql, "SELECT COUNT(*) FROM ML.MODEL_CATALOG"));
    say(
        "bytes of a model's JSON",
        first(sql, "SELECT MAX(CHAR_LENGTH(MODEL_METADATA)) FROM ML.MODEL_CATALOG"));
  }

  private static String columns(Statement sql, String table, String... without)
      throws SQLException {
    StringBuilder columns = new StringBuilder();
    try (ResultSet rows =
        sql.executeQuery(
            "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'ML' AND"
                + " TABLE_NAME = '"
                + table
                + "' ORDER BY ORDINAL_POSITION")) {
      while (rows.next()) {
        if (!Arrays.asList(without).contains(rows.getString(1))) {
          columns.append(columns.length() == 0 ? "" : ", ").append(rows.getString(1));
        }
      }
    }
    return columns.toString();
  }

  private static double first(Statement sql, String query) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void say(String what, double value) {
    System.out.println(engine + "/" + what + ": " + Math.round(value * 100) / 100.0);
  }
}
