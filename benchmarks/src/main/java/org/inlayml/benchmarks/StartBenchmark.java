// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.inlayml.Inlay;
import org.jspecify.annotations.Nullable;

/**
 * Measures the start: a JVM of its own opens an existing file database and predicts for the first
 * time. The steps run one after another in one JVM, so that each shows what it costs on top of
 * those before.
 */
public final class StartBenchmark {
  private static final String NUMBERS =
      "AGE, BALANCE, MONTHDAY, DURATION, CAMPAIGN, PDAYS, PREVIOUS";
  private static final int FEATURES = 7;

  private final Report report = new Report(System.out);
  private final int runs;
  private final int rows;
  private final int trees;

  private StartBenchmark(Size size) {
    runs = size.choose(1, 7);
    rows = size.choose(2_000, 45_211);
    trees = size.choose(10, 100);
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    StartBenchmark benchmark = new StartBenchmark(Size.of(arguments));
    Path folder = Files.createTempDirectory("inlay-start");
    try {
      for (Engine engine : Engine.values()) {
        String url = benchmark.makeDatabase(engine, folder);
        for (String model : List.of("linear", "forest", "quantized")) {
          benchmark.measure(engine, url, model, folder);
        }
      }
    } finally {
      delete(folder);
    }
    benchmark.report.end();
  }

  /** Makes a database with models and attached tables, and closes it. */
  private String makeDatabase(Engine engine, Path folder) throws IOException, SQLException {
    String place = folder.resolve(engine.label()).resolve("bank").toString();
    String url =
        switch (engine) {
          case H2 -> "jdbc:h2:file:" + place;
          case HSQLDB -> "jdbc:hsqldb:file:" + place;
        };
    Inlay.install(source(engine, url));
    DataSet bank = DataSet.read("bank-full.csv");
    int label = bank.names().size() - 1;
    List<Integer> numbers =
        IntStream.range(0, bank.names().size()).filter(i -> bank.numeric()[i]).boxed().toList();
    try (Connection connection = DriverManager.getConnection(url, "SA", "")) {
      connection.setAutoCommit(false);
      Statements statements = new Statements(connection);
      statements.run("CREATE TABLE BANK(" + columns() + ", Y VARCHAR(3))");
      statements.insert(
          "INSERT INTO BANK VALUES (" + "?, ".repeat(FEATURES) + "?)",
          rows,
          row -> {
            @Nullable String[] cells = bank.rows().get(row * (bank.rows().size() / rows));
            return Stream.concat(numbers.stream().map(i -> cells[i]), Stream.of(cells[label]))
                .toArray();
          });
      statements.train(
          "SELECT " + NUMBERS + " FROM PUBLIC.BANK",
          "BALANCE",
          "{\"task\":\"regression\",\"algorithm\":\"linear\",\"validation_split\":0}",
          "linear");
      for (String storage : List.of("full", "quantized")) {
        statements.train(
            "PUBLIC.BANK",
            "Y",
            "{\"algorithm\":\"random_forest\",\"validation_split\":0,\"storage\":\""
                + storage
                + "\",\"hyperparameters\":{\"n_estimators\":"
                + trees
                + "}}",
            storage.equals("full") ? "forest" : storage);
      }
      for (String model : List.of("linear", "forest", "quantized")) {
        statements.run(
            "CREATE TABLE SCORED_" + model + "(" + columns() + ")",
            "CALL sys.ML_ATTACH('PUBLIC.SCORED_"
                + model.toUpperCase(Locale.ROOT)
                + "', '"
                + model
                + "', NULL)");
      }
      statements.shutDown();
    }
    return url;
  }

  private static String columns() {
    return NUMBERS.replace(",", " DOUBLE,") + " DOUBLE";
  }

  private static DataSource source(Engine engine, String url) {
    return switch (engine) {
      case H2 -> {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("SA");
        source.setPassword("");
        yield source;
      }
      case HSQLDB -> {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl(url);
        source.setUser("SA");
        source.setPassword("");
        yield source;
      }
    };
  }

  private void measure(Engine engine, String url, String model, Path folder)
      throws IOException, InterruptedException {
    int features = model.equals("linear") ? FEATURES - 1 : FEATURES;
    String values =
        IntStream.range(0, features)
            .mapToObj(i -> i + 30.5)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    String predict =
        "SELECT sys.ML_PREDICT('" + model + "', ARRAY[" + values + "]) FROM (VALUES(0))";
    String predictRow =
        "SELECT sys.ML_PREDICT_ROW(JSON_OBJECT('AGE': 40, 'MONTHDAY': 5, 'DURATION': 100,"
            + " 'BALANCE': 7, 'CAMPAIGN': 1, 'PDAYS': -1, 'PREVIOUS': 0), '"
            + model
            + "', NULL) FROM (VALUES(0))";
    String insert =
        "INSERT INTO SCORED_" + model + " (" + NUMBERS + ") VALUES (" + "1e0, ".repeat(6) + "2e0)";
    List<String> steps =
        List.of(
            "query", "SELECT CARDINALITY(ARRAY[1.5e0, 2e0]), COUNT(*) FROM BANK",
            "first ML_PREDICT", predict,
            "second ML_PREDICT", predict,
            "first ML_PREDICT_ROW", predictRow,
            "first insert", insert,
            "second insert", insert,
            "shutdown", "SHUTDOWN");
    Path log = folder.resolve("classes");
    Map<String, List<double[]>> measured = new LinkedHashMap<>();
    for (int run = -1; run < runs; run++) { // the first fills the system's file cache
      for (String line : start(url, steps, log)) {
        String[] cells = line.split("\t", -1);
        double[] figures = Stream.of(cells).skip(1).mapToDouble(Double::parseDouble).toArray();
        if (run >= 0) {
          measured.computeIfAbsent(cells[0], step -> new ArrayList<>()).add(figures);
        }
      }
    }
    String prefix = engine.label() + "/" + model + "/";
    measured.forEach(
        (step, figures) -> {
          report.add(new Measurement(prefix + step, "ms", rows, column(figures, 0)));
          report.add(new Measurement(prefix + step + ", CPU", "cpu-ms", rows, column(figures, 1)));
          report.add(
              new Measurement(prefix + step + ", classes", "classes", rows, column(figures, 2)));
        });
    classes(prefix, log);
  }

  /** Runs {@link FirstPrediction} in a JVM of its own and returns the lines that it prints. */
  private static List<String> start(String url, List<String> steps, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Xlog:class+load:file=" + log));
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.addAll(List.of(FirstPrediction.class.getName(), url));
    command.addAll(steps);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      lines = output.lines().toList();
    }
    if (process.waitFor() != 0) {
      throw new IOException("the program started failed; see above");
    }
    return lines;
  }

  /** Counts whose classes one start has loaded. */
  private void classes(String prefix, Path log) throws IOException {
    List<String> loaded = Files.readAllLines(log, StandardCharsets.UTF_8);
    Map<String, String> owners =
        Map.of("ours", "] org.inlayml.", "Smile", "] smile.", "Kryo", "] com.esotericsoftware.");
    owners.forEach(
        (owner, begin) -> {
          long count =
              loaded.stream()
                  .filter(line -> line.contains(begin))
                  .filter(line -> !line.contains(FirstPrediction.class.getPackageName()))
                  .count();
          report.add(
              Measurement.of(prefix + "classes of " + owner, "classes", rows, (double) count));
        });
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
