// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import java.util.Arrays;
import org.inlayml.learning.family.Evaluator;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.feature.RowBlock;
import org.inlayml.learning.table.Table;

/**
 * Everything that is needed to predict: raw row in, outputs out. Immutable, thread-safe; a {@link
 * Scratch} belongs to one thread.
 */
public final class Predictor {
  /** Rows that are encoded, and held row by row, at a time. */
  private static final int BLOCK = 1024;

  private final Target target;
  private final Pipeline pipeline;
  private final Model model;
  private final Evaluator evaluator;

  public Predictor(Target target, Pipeline pipeline, Model model) {
    if (pipeline.width() != model.inputs()) {
      throw new IllegalArgumentException(
          "pipeline gives " + pipeline.width() + ", model takes " + model.inputs());
    }
    if (model.outputs() != Math.max(1, target.classes().size())) {
      throw new IllegalArgumentException(
          "model gives " + model.outputs() + ", target has " + target.classes().size());
    }
    this.target = target;
    this.pipeline = pipeline;
    this.model = model;
    evaluator = model.evaluator();
  }

  public Target target() {
    return target;
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public Model model() {
    return model;
  }

  /** Predicts rows that are encoded. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** The buffers of one thread, reused from row to row. Not thread-safe. */
  public static final class Scratch {
    private final Row row;
    private final double[] encoded;
    private final double[] outputs;

    private Scratch(Predictor predictor) {
      row = new Row(predictor.pipeline.features().size());
      encoded = new double[predictor.model.inputs()];
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

  /** Rows that one thread predicts together, and its buffers for that. Not thread-safe. */
  public static final class Block {
    private final RowBlock rows;
    private final Scratch scratch;
    private final double[][] outputs;

    private Block(Predictor predictor, int capacity) {
      rows = new RowBlock(predictor.pipeline.features().size(), capacity);
      scratch = predictor.scratch();
      outputs = new double[predictor.model.outputs()][capacity];
    }

    /** The raw values, to be filled before {@link Predictor#predict(Block)}. */
    public RowBlock rows() {
      return rows;
    }
  }

  /** Makes room for rows to be predicted together. */
  public Block block(int capacity) {
    return new Block(this, capacity);
  }

  /**
   * Predicts the rows in {@code block}; the same bits as one by one.
   *
   * @return outputs × rows: one number in a regression, else one probability a class; the arrays
   *     are reused by the next call
   */
  public double[][] predict(Block block) {
    Row row = block.scratch.row;
    for (int i = 0; i < block.rows.rows(); i++) {
      for (int feature = 0; feature < row.features(); feature++) {
        row.setNumber(feature, block.rows.numbers(feature)[i]);
        row.setText(feature, block.rows.texts(feature)[i]);
      }
      double[] predicted = predict(block.scratch);
      for (int k = 0; k < predicted.length; k++) {
        block.outputs[k][i] = predicted[k];
      }
    }
    return block.outputs;
  }

  /**
   * Predicts the row in {@code scratch}.
   *
   * @return one number in a regression, else one probability a class; the array is reused by the
   *     next call
   */
  public double[] predict(Scratch scratch) {
    pipeline.encode(scratch.row, scratch.encoded);
    evaluator.predict(scratch.encoded, scratch.outputs);
    return scratch.outputs;
  }

  /** Predicts all rows of a table, whose columns are found by name: rows × outputs. */
  public double[][] predict(Table table) {
    return predict(evaluator, model.outputs(), pipeline.encode(table));
  }

  /** Predicts rows that are encoded already: rows × outputs. */
  public static double[][] predict(Model model, FeatureMatrix features) {
    return predict(model.evaluator(), model.outputs(), features);
  }

  private static double[][] predict(Evaluator evaluator, int outputs, FeatureMatrix features) {
    double[][] predicted = new double[features.rows()][outputs];
    double[][] encoded = new double[Math.min(BLOCK, features.rows())][features.width()];
    for (int from = 0; from < features.rows(); from += BLOCK) {
      int count = Math.min(BLOCK, features.rows() - from);
      for (int row = 0; row < count; row++) {
        features.copyRow(from + row, encoded[row]);
      }
      evaluator.predict(
          count == encoded.length ? encoded : Arrays.copyOf(encoded, count),
          Arrays.copyOfRange(predicted, from, from + count));
    }
    return predicted;
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
