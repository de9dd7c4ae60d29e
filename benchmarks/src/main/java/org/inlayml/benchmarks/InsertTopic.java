// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Inserts into a table that a model scores, into the same table without a trigger, and into one
 * with a trigger in Java that does nothing.
 */
final class InsertTopic implements Topic {
  private static final int DISTINCT = 10_000;
  private static final List<SampleModel> MODELS =
      List.of(SampleModel.LINEAR, SampleModel.LOGISTIC, SampleModel.BOOSTED, SampleModel.FOREST);

  /** How rows are inserted. */
  enum Way {
    /** Batches of a prepared statement, one transaction. */
    BATCHED,
    /** A transaction each. */
    SINGLE,
    /** INSERT with a SELECT. */
    SELECTED;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The speed with the trigger, where that without is 1. */
  static String speed(SampleModel model, Way way) {
    return name("ML_ATTACH " + model.label(), way) + ", to none";
  }

  private static String name(String what, Way way) {
    return "INSERT " + way.label() + ", " + what;
  }

  @Override
  public void measure(Workbench bench) throws SQLException {
    for (SampleModel model : MODELS) {
      SampleTable table = model.table();
      bench.samples().table(table);
      bench.samples().model(model);
      String columns = table.definition() + ", PREDICTION ";
      String type = model.isClassifier() ? "VARCHAR(10)" : "DOUBLE";
      bench
          .statements()
          .run(
              "CREATE TABLE PLAIN_" + model + "(" + columns + type + ")",
              "CREATE TABLE EMPTY_" + model + "(" + columns + type + ")",
              "CREATE TABLE SCORED_" + model + "(" + columns + type + ")",
              bench.engine().createEmptyTrigger("EMPTY_" + model),
              "CALL sys.ML_ATTACH('PUBLIC.SCORED_" + model + "', '" + model.handle() + "', NULL)");
      for (Way way : Way.values()) {
        measure(bench, model, way);
      }
    }
  }

  private static void measure(Workbench bench, SampleModel model, Way way) throws SQLException {
    String columns = " of " + model.table().columns().size() + " columns for " + model.label();
    String plain = name("no trigger" + columns, way);
    String empty = name("empty trigger" + columns, way);
    String scored = name("ML_ATTACH " + model.label(), way);
    Comparison comparison = bench.compare();
    add(bench, comparison, plain, "PLAIN_" + model, model.table(), way);
    add(bench, comparison, empty, "EMPTY_" + model, model.table(), way);
    add(bench, comparison, scored, "SCORED_" + model, model.table(), way);
    comparison.run();
    comparison.threadRates();
    comparison.speed(empty + ", to none", empty, plain, Times::thread);
    comparison.speed(speed(model, way), scored, plain, Times::thread);
  }

  private static void add(
      Workbench bench,
      Comparison comparison,
      String name,
      String into,
      SampleTable table,
      Way way) {
    Statements statements = bench.statements();
    int rows =
        switch (way) {
          case BATCHED, SELECTED -> bench.size().choose(1_000, 100_000);
          case SINGLE -> bench.size().choose(200, 20_000);
        };
    String target = "INSERT INTO " + into + "(" + table.columnList() + ") ";
    String values = target + "VALUES (" + table.questionMarks() + ")";
    String selected =
        target + "SELECT " + table.columnList() + " FROM " + table + " WHERE ID < " + rows;
    @Nullable Object[][] features = features(table);
    Statements.Values row = index -> features[index % features.length];
    comparison.add(
        name,
        rows,
        () -> statements.run("DELETE FROM " + into),
        switch (way) {
          case BATCHED -> () -> statements.insert(values, rows, row);
          case SINGLE -> () -> statements.insertSingly(values, rows, row);
          case SELECTED -> () -> statements.run(selected);
        });
  }

  private static @Nullable Object[][] features(SampleTable table) {
    SplittableRandom random = new SplittableRandom(3);
    @Nullable Object[][] features = new @Nullable Object[DISTINCT][];
    for (int i = 0; i < DISTINCT; i++) {
      features[i] = table.features(random);
    }
    return features;
  }
}
