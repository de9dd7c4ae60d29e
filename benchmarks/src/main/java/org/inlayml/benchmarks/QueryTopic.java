// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;
import java.util.List;

/**
 * {@code ML_PREDICT} for each row of a table, in three shapes of query; beside it the same queries
 * with arithmetic, and with a function in Java that does nothing.
 */
final class QueryTopic implements Topic {
  /** What becomes of a number that is computed for each row. */
  enum Shape {
    /** The client reads it, row by row. */
    FETCHED("fetched", "SELECT %s FROM %s"),
    /** Compared with a DOUBLE, since H2 compares with 0.5 by converting both to decimal numbers. */
    COUNTED("counted", "SELECT COUNT(*) FROM %2$s WHERE %1$s > CAST(0.5 AS DOUBLE)"),
    SUMMED("summed", "SELECT SUM(%s) FROM %s");

    private final String label;
    private final String query;

    Shape(String label, String query) {
      this.label = label;
      this.query = query;
    }

    String query(String expression, SampleTable table) {
      return query.formatted(expression, table);
    }
  }

  static String name(SampleModel model, Shape shape) {
    return name("ML_PREDICT " + model.label(), shape);
  }

  /** By the processor time of all threads. */
  static String processName(SampleModel model, Shape shape) {
    return name(model, shape) + Comparison.ALL_THREADS;
  }

  private static String name(String what, Shape shape) {
    return what + ", " + shape.label;
  }

  @Override
  public void measure(Workbench bench) throws SQLException {
    for (SampleTable table : List.of(SampleTable.NARROW, SampleTable.MIXED, SampleTable.WIDE)) {
      int rows = bench.samples().table(table);
      for (SampleModel model : SampleModel.of(table)) {
        bench.samples().model(model);
      }
      for (Shape shape : Shape.values()) {
        measure(bench, table, rows, shape);
      }
    }
  }

  private static void measure(Workbench bench, SampleTable table, int rows, Shape shape)
      throws SQLException {
    String columns = " of " + table.columns().size() + " columns";
    String function = "EMPTY_FUNCTION('', " + table.arguments(bench.engine()) + ")";
    Comparison comparison = bench.compare();
    add(
        bench,
        comparison,
        name("arithmetic" + columns, shape),
        rows,
        shape.query(table.arithmetic(), table));
    add(
        bench,
        comparison,
        name("empty function" + columns, shape),
        rows,
        shape.query(function, table));
    for (SampleModel model : SampleModel.of(table)) {
      add(
          bench,
          comparison,
          name(model, shape),
          rows,
          shape.query(model.prediction(bench.engine()), table));
    }
    comparison.run();
    comparison.threadRates();
    comparison.processRates();
    comparison.allocations();
  }

  private static void add(
      Workbench bench, Comparison comparison, String name, int rows, String query) {
    comparison.add(name, rows, () -> bench.statements().sum(query));
  }
}
