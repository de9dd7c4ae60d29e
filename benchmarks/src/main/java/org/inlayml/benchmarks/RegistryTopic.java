// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.session.StatementModels;

/**
 * What finding a model by its handle costs. A function that holds the model in a field and checks
 * nothing stands beside one that looks it up for each row as {@code ML_PREDICT} does and is the
 * same otherwise, and beside {@code ML_PREDICT} itself.
 */
final class RegistryTopic implements Topic {
  static final String COST = cost("looked-up model", SampleModel.LINEAR);

  private static String cost(String what, SampleModel model) {
    return what + ", " + model.label() + ", costs a held model times";
  }

  @Override
  public void measure(Workbench bench) throws SQLException {
    measure(bench, SampleModel.LINEAR);
    measure(bench, SampleModel.BOOSTED);
  }

  private static void measure(Workbench bench, SampleModel model) throws SQLException {
    int rows = bench.samples().table(model.table());
    bench.samples().model(model);
    HeldModel.hold(
        StatementModels.open(bench.connection(), model.handle(), SchemaCheck::requireToAnswer));
    String held = "held model, " + model.label();
    String lookedUp = "looked-up model, " + model.label();
    String predicted = "ML_PREDICT, " + model.label();
    Comparison comparison = bench.compare(bench.size().choose(2, 9));
    add(bench, comparison, held, "HELD_MODEL", model, rows);
    add(bench, comparison, lookedUp, "LOOKED_UP_MODEL", model, rows);
    add(bench, comparison, predicted, "sys.ML_PREDICT", model, rows);
    comparison.run();
    comparison.threadRates();
    comparison.allocations();
    comparison.cost(cost("looked-up model", model), lookedUp, held, Times::thread);
    comparison.cost(cost("ML_PREDICT", model), predicted, held, Times::thread);
  }

  private static void add(
      Workbench bench,
      Comparison comparison,
      String name,
      String function,
      SampleModel model,
      int rows) {
    SampleTable table = model.table();
    String expression =
        function + "('" + model.handle() + "', " + table.arguments(bench.engine()) + ")";
    String query = QueryTopic.Shape.COUNTED.query(expression, table);
    comparison.add(name, rows, () -> bench.statements().number(query));
  }
}
