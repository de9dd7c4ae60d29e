// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How long a prepared query for one row by its primary key takes, with a prediction and without.
 * The two take turns, execution by execution.
 */
final class PointTopic implements Topic {
  private static final List<SampleModel> MODELS =
      List.of(SampleModel.LINEAR, SampleModel.LOGISTIC, SampleModel.BOOSTED, SampleModel.FOREST);

  /** By how much the query with the prediction takes longer. */
  static String extra(SampleModel model) {
    return "point query, extra for " + model.label();
  }

  /**
   * Selects one row by its key.
   *
   * @param more selected beside the features: {@code , expression} or nothing
   */
  static String query(SampleTable table, String more) {
    return "SELECT " + table.columnList() + more + " FROM " + table + " WHERE ID = ?";
  }

  @Override
  public void measure(Workbench bench) throws SQLException {
    for (SampleModel model : MODELS) {
      int rows = bench.samples().table(model.table());
      bench.samples().model(model);
      measure(bench, model, rows);
    }
  }

  private static void measure(Workbench bench, SampleModel model, int rows) throws SQLException {
    int executions = bench.size().choose(200, 20_000);
    int runs = bench.size().choose(2, 5);
    String predicted = ", " + model.prediction(bench.engine());
    SplittableRandom random = new SplittableRandom(4);
    Percentiles plain = new Percentiles();
    Percentiles predicting = new Percentiles();
    try (PreparedStatement without = bench.connection().prepareStatement(query(model.table(), ""));
        PreparedStatement with =
            bench.connection().prepareStatement(query(model.table(), predicted))) {
      // two runs to warm up
      for (int run = -2; run < runs; run++) {
        long[] withoutTimes = new long[executions];
        long[] withTimes = new long[executions];
        for (int i = 0; i < executions; i++) {
          withoutTimes[i] = nanoseconds(without, random.nextInt(rows));
          withTimes[i] = nanoseconds(with, random.nextInt(rows));
        }
        if (run >= 0) {
          plain.add(withoutTimes);
          predicting.add(withTimes);
        }
      }
    }
    bench.connection().commit();
    String name = bench.name("point query, ");
    plain.report(bench.report(), name + "columns of " + model.label(), executions);
    predicting.report(bench.report(), name + "ML_PREDICT " + model.label(), executions);
    predicting.reportExtra(bench.report(), bench.name(extra(model)), executions, plain);
  }

  /** Executes and reads one row. */
  static long nanoseconds(PreparedStatement statement, int id) throws SQLException {
    long start = System.nanoTime();
    statement.setInt(1, id);
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      row.getObject(row.getMetaData().getColumnCount());
    }
    return System.nanoTime() - start;
  }
}
