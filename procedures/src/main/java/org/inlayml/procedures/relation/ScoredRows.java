// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.training.ClassLabels;
import org.inlayml.learning.training.NumericTarget;

/**
 * Predictions of the rows of a relation whose truth is known; rows with a NULL target are left out.
 * Of each row only the truth and the prediction are kept. Not thread-safe.
 */
public final class ScoredRows {
  private static final int ROWS_BETWEEN_CHECKS = 64;
  private static final int FIRST_CAPACITY = 1024;

  /** A reference to an array, and the array without its elements. */
  private static final int BYTES_A_ROW_OF_CLASSES = 24;

  private final RowWork work;
  private final Relation relation;
  private final long memory;
  private final Target target;
  private double[] numbers = {};
  private double[][] probabilities = {};
  private int predicted;

  /**
   * Scores predictions against the truth: values in a regression, else positions of the true label.
   *
   * @param ofClasses takes rows × labels
   */
  public record Measure(
      ToDoubleBiFunction<double[], double[]> ofNumbers,
      ToDoubleBiFunction<double[], double[][]> ofClasses) {}

  private ScoredRows(RowWork work, Relation relation, long memory) {
    this.work = work;
    this.relation = relation;
    this.memory = memory;
    target = work.model().predictor().target();
  }

  /**
   * Reads and predicts the rows of a relation, and scores the predictions.
   *
   * <p>Errors: {@link MlError#UNKNOWN_COLUMN}, {@link MlError#COLUMNS_DIFFER}, {@link
   * MlError#TYPE_DIFFERS}, {@link MlError#NO_ROWS}, {@link MlError#TARGET_NOT_NUMERIC}, {@link
   * MlError#NOT_ENOUGH_MEMORY}, {@link MlError#SCORE_NOT_COMPUTABLE}.
   *
   * @param memory bytes that truth and predictions may take
   */
  public static double score(
      RowWork work, Relation relation, String targetColumn, Measure measure, long memory)
      throws SQLException {
    ScoredRows scored = new ScoredRows(work, relation, memory);
    Column truth = relation.read(work.session(), rows -> scored.predict(rows, targetColumn));
    if (truth.rows() == 0) {
      throw MlError.NO_ROWS.with(relation.text(), " with a target value", 1);
    }
    if (scored.target.classes().isEmpty()) {
      double[] predictions = Arrays.copyOf(scored.numbers, scored.predicted);
      return measure.ofNumbers().applyAsDouble(NumericTarget.values(truth), predictions);
    }
    double[][] predictions = Arrays.copyOf(scored.probabilities, scored.predicted);
    double[] labels =
        scored.target.task() == Task.ANOMALY_DETECTION
            ? anomalies(truth)
            : ClassLabels.positions(truth, scored.target.classes());
    return measure.ofClasses().applyAsDouble(labels, predictions);
  }

  private static double[] anomalies(Column truth) {
    double[] values = NumericTarget.values(truth);
    for (double value : values) {
      if (value != 0 && value != 1) {
        throw MlError.INVALID_VALUE.with(
            truth.name(), "1 for an anomaly, 0 for a normal row", value);
      }
    }
    return values;
  }

  /** Predicts all rows and returns their truth. */
  private Column predict(ResultRows rows, String targetColumn) throws SQLException {
    Table header = rows.header(relation.text());
    FeatureReader reader = FeatureReader.strict(rows, header, work.model());
    Column column = header.column(targetColumn);
    if (target.classes().isEmpty()) {
      NumericTarget.values(column);
    }
    ColumnReader truth =
        ColumnReader.of(
            rows, rows.names().indexOf(column.name()) + 1, column.name(), column.type(), 0);
    Predictor predictor = work.model().predictor();
    int capacity = work.rowsPerBlock(predictor.pipeline().features().size());
    work.checkpoint().expects(relation.rowCount(work.session(), rows.values()));
    Filling filling = new Filling(rows, reader, truth);
    new BlockPipeline<>(
            work.threads(),
            () -> new Predicted(predictor.block(capacity)),
            block -> block.outputs = predictor.predict(block.rows),
            work.checkpoint())
        .run(block -> filling.fill(block.rows), this::keep);
    return truth.finish(filling.known);
  }

  /** Rows that are predicted together. */
  private static final class Predicted {
    private final Predictor.Block rows;
    private double[][] outputs = {};

    Predicted(Predictor.Block rows) {
      this.rows = rows;
    }
  }

  /** Reads the rows. */
  private final class Filling {
    private final ResultRows rows;
    private final FeatureReader reader;
    private final ColumnReader truth;
    private final Row row;
    private long count;
    private int known;

    Filling(ResultRows rows, FeatureReader reader, ColumnReader truth) {
      this.rows = rows;
      this.reader = reader;
      this.truth = truth;
      row = new Row(work.model().predictor().pipeline().features().size());
    }

    boolean fill(Predictor.Block block) throws SQLException {
      block.rows().clear();
      while (block.rows().rows() < block.rows().capacity() && rows.next()) {
        if (count % ROWS_BETWEEN_CHECKS == 0) {
          work.checkpoint().rows(count);
          checkMemory(truth.bytes());
        }
        count++;
        truth.read(known);
        if (!truth.isMissing(known)) {
          known++;
          reader.read(row);
          block.rows().add(row);
        }
      }
      return block.rows().rows() > 0;
    }
  }

  private void keep(Predicted block) {
    int rows = block.rows.rows().rows();
    if (target.classes().isEmpty()) {
      if (predicted + rows > numbers.length) {
        numbers = Arrays.copyOf(numbers, grown(rows));
      }
      System.arraycopy(block.outputs[0], 0, numbers, predicted, rows);
    } else {
      if (predicted + rows > probabilities.length) {
        probabilities = Arrays.copyOf(probabilities, grown(rows));
      }
      for (int row = 0; row < rows; row++) {
        double[] outputs = new double[block.outputs.length];
        for (int k = 0; k < outputs.length; k++) {
          outputs[k] = block.outputs[k][row];
        }
        probabilities[predicted + row] = outputs;
      }
    }
    predicted += rows;
  }

  private int grown(int rows) {
    return Math.max(FIRST_CAPACITY, (predicted + rows) / 2 * 3);
  }

  private void checkMemory(long truthBytes) {
    long row =
        target.classes().isEmpty()
            ? Double.BYTES
            : BYTES_A_ROW_OF_CLASSES + (long) Double.BYTES * target.classes().size();
    long bytes = truthBytes + row * predicted;
    if (bytes > memory) {
      throw MlError.NOT_ENOUGH_MEMORY.with(
          "scoring on " + relation.text(),
          "more than " + ((bytes >> 20) + 1),
          memory >> 20,
          ", or a larger heap");
    }
  }
}
