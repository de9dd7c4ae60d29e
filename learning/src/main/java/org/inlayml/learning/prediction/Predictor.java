// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import org.inlayml.learning.family.Evaluator;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedRow;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineEncoder;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.feature.RowBlock;
import org.inlayml.learning.feature.TableEncoder;
import org.inlayml.learning.table.Table;

/**
 * Everything that is needed to predict: raw row in, outputs out. Immutable, thread-safe; a {@link
 * Scratch} or a {@link Block} belongs to one thread.
 */
public final class Predictor {
  private final Target target;
  private final Pipeline pipeline;
  private final Model model;
  private final PipelineEncoder encoder;
  private final Evaluator evaluator;

  public Predictor(Target target, Pipeline pipeline, Model model) {
    if (pipeline.width() != model.inputs()) {
      throw new IllegalArgumentException(
          "pipeline gives " + pipeline.width() + ", model takes " + model.inputs());
    }
    if (model.outputs() != target.outputs()) {
      throw new IllegalArgumentException(
          "model gives " + model.outputs() + ", target has " + target.outputs());
    }
    this.target = target;
    this.pipeline = pipeline;
    this.model = model;
    encoder = new PipelineEncoder(pipeline);
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

  /** The model in the form that predicts. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** The buffers of one thread, reused from row to row. Not thread-safe. */
  public static final class Scratch {
    private final Row row;
    private final EncodedRow encoded;
    private final Evaluator.OfRows evaluator;
    private final double[] outputs;

    private Scratch(Predictor predictor) {
      row = new Row(predictor.pipeline.features().size());
      encoded = predictor.encoder.row();
      evaluator = predictor.evaluator.forRows();
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
    private final EncodedBlock encoded;
    private final Evaluator.OfBlocks evaluator;
    private final double[][] outputs;

    private Block(Predictor predictor, int capacity) {
      rows = new RowBlock(predictor.pipeline.features().size(), capacity);
      encoded = predictor.encoder.block(Math.min(capacity, EncodedBlock.ROWS));
      evaluator = predictor.evaluator.forBlocks();
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
    int rows = block.rows.rows();
    for (int from = 0; from < rows; from += EncodedBlock.ROWS) {
      int count = Math.min(EncodedBlock.ROWS, rows - from);
      encoder.encode(block.rows, from, count, block.encoded);
      block.evaluator.predict(block.encoded, block.outputs, from);
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
    encoder.encode(scratch.row, scratch.encoded);
    scratch.evaluator.predict(scratch.encoded, scratch.outputs);
    return scratch.outputs;
  }

  /** Predicts all rows of a table, whose columns are found by name: rows × outputs. */
  public double[][] predict(Table table) {
    TableEncoder rows = new TableEncoder(pipeline, table);
    return predict(evaluator, model.outputs(), rows.block(), table.rows(), rows::encode);
  }

  /** Predicts rows that are encoded already: rows × outputs. */
  public double[][] predict(FeatureMatrix features) {
    return predict(evaluator, model.outputs(), features);
  }

  private static double[][] predict(Evaluator evaluator, int outputs, FeatureMatrix features) {
    return predict(
        evaluator,
        outputs,
        features.block(),
        features.rows(),
        (from, block) -> block.take(from, Math.min(EncodedBlock.ROWS, features.rows() - from)));
  }

  /** Gives a block its rows from a position on. */
  @FunctionalInterface
  private interface Source {
    void fill(int from, EncodedBlock block);
  }

  private static double[][] predict(
      Evaluator evaluator, int outputs, EncodedBlock block, int rows, Source source) {
    Evaluator.OfBlocks blocks = evaluator.forBlocks();
    double[][] predicted = new double[rows][outputs];
    double[][] columns = new double[outputs][EncodedBlock.ROWS];
    for (int from = 0; from < rows; from += EncodedBlock.ROWS) {
      source.fill(from, block);
      blocks.predict(block, columns, 0);
      for (int k = 0; k < outputs; k++) {
        for (int i = 0; i < block.rows(); i++) {
          predicted[from + i][k] = columns[k][i];
        }
      }
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
