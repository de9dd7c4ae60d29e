// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.Predictor;

/** A model in the ways in which it serves: row by row, and a batch at a time. Not thread-safe. */
final class ServedModel {
  private final Predictor predictor;
  private final Predictor.Scratch scratch;
  private final Predictor.Block block;
  private final double[][] rows;
  private int next;

  /**
   * @param rows raw features, at least as many rows as a batch has
   */
  ServedModel(Predictor predictor, double[][] rows) {
    this.predictor = predictor;
    this.rows = rows;
    scratch = predictor.scratch();
    block = predictor.block(EvaluatorSample.BATCH);
    for (int i = 0; i < EvaluatorSample.BATCH; i++) {
      fill(scratch.row(), rows[i]);
      block.rows().add(scratch.row());
    }
  }

  Predictor predictor() {
    return predictor;
  }

  private static void fill(Row row, double[] values) {
    for (int j = 0; j < values.length; j++) {
      row.setNumber(j, values[j]);
    }
  }

  /** Predicts the next row; rows take turns, so that branches are not learnt by heart. */
  double row() {
    next = next + 1 < rows.length ? next + 1 : 0;
    fill(scratch.row(), rows[next]);
    return predictor.predict(scratch)[0];
  }

  /** Predicts a batch. */
  double[] batch() {
    return predictor.predict(block)[0];
  }
}
