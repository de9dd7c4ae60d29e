// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;

/** {@code ML_PREDICT_ROW} on the rows of a table, beside the JSON object alone that it is given. */
final class RowTopic implements Topic {
  static final String COST_OF_16 = cost(SampleModel.FORM);

  private static String name(SampleModel model) {
    return "ML_PREDICT_ROW " + model.label() + columns(model);
  }

  private static String cost(SampleModel model) {
    return name(model) + " costs JSON_OBJECT times";
  }

  private static String columns(SampleModel model) {
    return " of " + model.table().columns().size() + " columns";
  }

  @Override
  public void measure(Workbench bench) throws SQLException {
    measure(bench, SampleModel.LINEAR);
    measure(bench, SampleModel.FORM);
  }

  private static void measure(Workbench bench, SampleModel model) throws SQLException {
    SampleTable table = model.table();
    int rows = Math.min(bench.samples().table(table), SampleTable.FORM.rows(bench.size()));
    bench.samples().model(model);
    String object =
        table.columns().stream()
            .map(column -> "'" + column + "': " + column)
            .collect(joining(", ", "JSON_OBJECT(", ")"));
    String row = "sys.ML_PREDICT_ROW(" + object + ", '" + model.handle() + "', NULL)";
    String alone = "JSON_OBJECT" + columns(model);
    String some = " FROM " + table + " WHERE ID < " + rows;
    Comparison comparison = bench.compare();
    comparison.add(
        alone,
        rows,
        () ->
            bench
                .statements()
                .sum("SELECT SUM(CHAR_LENGTH(CAST(" + object + " AS VARCHAR(1000))))" + some));
    comparison.add(
        name(model),
        rows,
        () -> bench.statements().sum("SELECT SUM(CHAR_LENGTH(" + row + "))" + some));
    comparison.run();
    comparison.threadRates();
    comparison.cost(cost(model), name(model), alone, Times::thread);
  }
}
