// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.table.Table;

/**
 * Everything that is needed to predict: raw row in, outputs out. Immutable, thread-safe; a {@link
 * Scratch} belongs to one thread.
 */
public record Predictor(Target target, Pipeline pipeline, Model model) {
  public Predictor {
    if (pipeline.width() != model.inputs()) {
      throw new IllegalArgumentException(
          "pipeline gives " + pipeline.width() + ", model takes " + model.inputs());
    }
    if (model.outputs() != Math.max(1, target.classes().size())) {
      throw new IllegalArgumentException(
          "model gives " + model.outputs() + ", target has " + target.classes().size());
    }
  }

  /** The buffers of one thread, reused from row to row. Not thread-safe. */
  public static final class Scratch {
    private final Row row;
    private final double[] encoded;
    private final double[] outputs;

    private Scratch(Predictor predictor) {
      row = new Row(predictor.pipeline.features().size());
      encoded = new double[predictor.pipeline.width()];
      outputs = new double[predictor.model.outputs()];
    }

    /** The raw values, to be filled before {@link Predictor#predict}. */
    public Row row() {
      return row;
    }
  }

  public Scratch scratch() {
    return new Scratch(this);
  }

  /**
   * Predicts the row in {@code scratch}.
   *
   * @return one number in a regression, else one probability a class; the array is reused by the
   *     next call
   */
  public double[] predict(Scratch scratch) {
    pipeline.encode(scratch.row, scratch.encoded);
    model.predict(scratch.encoded, scratch.outputs);
    return scratch.outputs;
  }

  /** Predicts all rows of a table, whose columns are found by name: rows × outputs. */
  public double[][] predict(Table table) {
    return predict(model, pipeline.encode(table));
  }

  /** Predicts rows that are encoded already: rows × outputs. */
  public static double[][] predict(Model model, FeatureMatrix features) {
    double[][] outputs = new double[features.rows()][model.outputs()];
    double[] encoded = new double[features.width()];
    for (int row = 0; row < features.rows(); row++) {
      features.copyRow(row, encoded);
      model.predict(encoded, outputs[row]);
    }
    return outputs;
  }

  /** The position of the most probable class; of equals the first. */
  public static int mostProbable(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }
}
