// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.store.ModelStore;
import org.jspecify.annotations.Nullable;

/**
 * The models of the other topics without SQL, on one thread: many rows at a time, and row by row.
 * Says nothing of an engine, so that it is measured once.
 */
final class EvaluatorTopic implements Topic {
  private static final List<SampleModel> MODELS =
      List.of(
          SampleModel.LINEAR,
          SampleModel.LOGISTIC,
          SampleModel.TREE,
          SampleModel.BOOSTED,
          SampleModel.FOREST);

  private static final int BLOCK = 1024;
  private static final int BLOCKS = 16;

  static String batch(SampleModel model) {
    return name(model, "block");
  }

  private static String name(SampleModel model, String what) {
    return "evaluator/" + model.label() + ", " + what;
  }

  @Override
  public void measure(Workbench bench) throws SQLException {
    if (bench.engine() != Engine.H2) {
      return;
    }
    for (SampleModel model : MODELS) {
      bench.samples().model(model);
      measure(bench, model);
    }
  }

  private static void measure(Workbench bench, SampleModel model) throws SQLException {
    Predictor predictor = ModelStore.shared().open(bench.connection(), model.handle()).predictor();
    if (predictor.model() instanceof Trees trees) {
      describe(bench, model, trees);
    }
    Predictor.Block[] blocks = new Predictor.Block[BLOCKS];
    Row[] rows = new Row[BLOCKS * BLOCK];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(model, predictor, random);
      if (i % BLOCK == 0) {
        blocks[i / BLOCK] = predictor.block(BLOCK);
      }
      blocks[i / BLOCK].rows().add(rows[i]);
    }
    int turns = bench.size().choose(1, isTrees(model) ? 10 : 300);
    Comparison comparison =
        new Comparison(bench.report(), "", bench.size().choose(1, 3), bench.size().choose(2, 7));
    comparison.add(
        batch(model), (long) turns * rows.length, () -> predict(predictor, blocks, turns));
    comparison.add(
        name(model, "row by row"),
        (long) turns * rows.length,
        () -> predict(predictor, rows, turns));
    comparison.run();
    comparison.threadRates();
    comparison.allocations();
  }

  private static boolean isTrees(SampleModel model) {
    return model == SampleModel.BOOSTED || model == SampleModel.FOREST;
  }

  /** Shows that the trees are as large as their name says. */
  private static void describe(Workbench bench, SampleModel model, Trees trees) {
    int leaves = trees.feature().length + trees.roots().length;
    bench
        .report()
        .add(
            Measurement.of(
                name(model, "leaves a tree"),
                "leaves",
                trees.roots().length,
                (double) leaves / trees.roots().length));
  }

  private static Row row(SampleModel model, Predictor predictor, SplittableRandom random) {
    @Nullable Object[] values = model.table().features(random);
    List<Feature> features = predictor.pipeline().features();
    Row row = new Row(features.size());
    for (int i = 0; i < features.size(); i++) {
      Object value = values[model.table().columns().indexOf(features.get(i).name())];
      if (value instanceof Double number) {
        row.setNumber(i, number);
      } else {
        row.setText(i, (String) value);
      }
    }
    return row;
  }

  private static double predict(Predictor predictor, Predictor.Block[] blocks, int turns) {
    double sum = 0;
    for (int turn = 0; turn < turns; turn++) {
      for (Predictor.Block block : blocks) {
        sum += predictor.predict(block)[0][turn % BLOCK];
      }
    }
    return sum;
  }

  private static double predict(Predictor predictor, Row[] rows, int turns) {
    Predictor.Scratch scratch = predictor.scratch();
    double sum = 0;
    for (int turn = 0; turn < turns; turn++) {
      for (Row row : rows) {
        scratch.row().copyFrom(row);
        sum += predictor.predict(scratch)[0];
      }
    }
    return sum;
  }
}
