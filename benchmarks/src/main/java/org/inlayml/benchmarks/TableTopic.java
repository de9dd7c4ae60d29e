// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;

/**
 * Routines that take a table as a whole, beside copying the same rows within the engine. Their time
 * is that on the clock and that of all threads, since they may work with several.
 */
final class TableTopic implements Topic {
  static final String SPEED_OF_LINEAR = "ML_PREDICT_TABLE linear, to CREATE TABLE AS";
  static final String SPEED_OF_TWO_THREADS = "ML_PREDICT_TABLE forest, two threads to one";

  private static final String OUTPUT = "PUBLIC.OUTPUT_TABLE";

  @Override
  public void measure(Workbench bench) throws SQLException {
    bench.samples().model(SampleModel.LINEAR);
    bench.samples().model(SampleModel.BOOSTED);
    bench.samples().model(SampleModel.FOREST);
    copies(bench);
    threads(bench);
    scores(bench);
    explanations(bench);
  }

  private static void copies(Workbench bench) throws SQLException {
    int rows = bench.samples().table(SampleTable.NARROW);
    String copy = "CREATE TABLE AS of 4 columns";
    String predict = "ML_PREDICT_TABLE linear";
    Comparison comparison = bench.compare();
    write(
        bench,
        comparison,
        copy,
        rows,
        bench.engine().createTableAs(OUTPUT, "SELECT * FROM " + SampleTable.NARROW));
    write(
        bench, comparison, predict, rows, predict(SampleTable.NARROW, SampleModel.LINEAR, "NULL"));
    comparison.run();
    comparison.wallRates();
    comparison.processRates();
    comparison.speed(SPEED_OF_LINEAR, predict, copy, Times::wall);
    comparison.speed(SPEED_OF_LINEAR + Comparison.ALL_THREADS, predict, copy, Times::process);
  }

  private static void threads(Workbench bench) throws SQLException {
    int rows = bench.samples().table(SampleTable.WIDE);
    Comparison comparison = bench.compare();
    for (SampleModel model : new SampleModel[] {SampleModel.BOOSTED, SampleModel.FOREST}) {
      for (int threads = 1; threads <= 2; threads++) {
        write(
            bench,
            comparison,
            predictTable(model, threads),
            rows,
            predict(SampleTable.WIDE, model, "'{\"threads\":" + threads + "}'"));
      }
    }
    comparison.run();
    comparison.wallRates();
    comparison.processRates();
    comparison.speed(
        SPEED_OF_TWO_THREADS,
        predictTable(SampleModel.FOREST, 2),
        predictTable(SampleModel.FOREST, 1),
        Times::wall);
  }

  private static String predictTable(SampleModel model, int threads) {
    return "ML_PREDICT_TABLE " + model.label() + ", threads " + threads;
  }

  private static void scores(Workbench bench) throws SQLException {
    Comparison comparison = bench.compare();
    for (SampleModel model : new SampleModel[] {SampleModel.LINEAR, SampleModel.FOREST}) {
      SampleTable table = model.table();
      String relation = "SELECT " + table.columnList() + ", N1 AS TARGET FROM PUBLIC." + table;
      String call =
          "CALL sys.ML_SCORE('" + relation + "', 'TARGET', '" + model.handle() + "', 'r2', NULL)";
      comparison.add(
          "ML_SCORE " + model.label(),
          bench.samples().table(table),
          () -> bench.statements().number(call));
    }
    comparison.run();
    comparison.wallRates();
    comparison.processRates();
  }

  private static void explanations(Workbench bench) throws SQLException {
    Comparison comparison = bench.compare();
    for (SampleModel model : new SampleModel[] {SampleModel.LINEAR, SampleModel.FOREST}) {
      int rows = bench.size().choose(20, model == SampleModel.LINEAR ? 20_000 : 1_000);
      String relation = "SELECT " + model.table().columnList() + " FROM PUBLIC." + model.table();
      write(
          bench,
          comparison,
          "ML_EXPLAIN_TABLE " + model.label(),
          rows,
          "CALL sys.ML_EXPLAIN_TABLE('"
              + relation
              + " WHERE ID < "
              + rows
              + "', '"
              + model.handle()
              + "', '"
              + OUTPUT
              + "', NULL)");
    }
    comparison.run();
    comparison.wallRates();
    comparison.processRates();
  }

  private static String predict(SampleTable table, SampleModel model, String options) {
    return "CALL sys.ML_PREDICT_TABLE('PUBLIC.%s', '%s', '%s', %s)"
        .formatted(table, model.handle(), OUTPUT, options);
  }

  /** Adds a statement that writes the output table, which is dropped before. */
  private static void write(
      Workbench bench, Comparison comparison, String name, int rows, String statement) {
    comparison.add(
        name,
        rows,
        () -> bench.statements().run("DROP TABLE IF EXISTS " + OUTPUT),
        () -> bench.statements().run(statement));
  }
}
