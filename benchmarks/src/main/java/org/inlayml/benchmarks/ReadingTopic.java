// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;

/** Reading a table of ten numbers into columns and training on it, beside plain JDBC. */
final class ReadingTopic implements Topic {
  /** Of reading into columns, where that of plain JDBC is 1. */
  static final String SPEED = "reading into columns, to plain JDBC";

  private static final String PLAIN = "plain JDBC of 10 columns";
  private static final String COLUMNS = "reading into columns of 10 columns";
  private static final String TRAINING = "ML_TRAIN linear of 10 columns";

  @Override
  public void measure(Workbench bench) throws SQLException {
    Statements statements = bench.statements();
    SampleTable table = SampleTable.TEN;
    int rows = bench.samples().table(table);
    String columns = "SELECT " + table.columnList() + " FROM PUBLIC." + table;
    Comparison comparison = bench.compare();
    comparison.add(PLAIN, rows, () -> statements.sum(columns));
    comparison.add(COLUMNS, rows, () -> statements.number("CALL READ_RELATION('" + columns + "')"));
    comparison.add(
        TRAINING,
        rows,
        () ->
            statements.train(
                columns,
                "N1",
                "{\"task\":\"regression\",\"algorithm\":\"linear\",\"validation_split\":0,"
                    + "\"replace\":true}",
                "reading_model"));
    comparison.run();
    comparison.threadRates();
    comparison.processRates();
    comparison.wallRates();
    comparison.allocations();
    comparison.speed(SPEED, COLUMNS, PLAIN, Times::wall);
    comparison.speed(SPEED + ", calling thread", COLUMNS, PLAIN, Times::thread);
    comparison.speed(SPEED + Comparison.ALL_THREADS, COLUMNS, PLAIN, Times::process);
    comparison.speed(TRAINING + ", to plain JDBC", TRAINING, PLAIN, Times::wall);
  }
}
