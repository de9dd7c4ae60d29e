// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.Table;

/**
 * A few training rows and what the model said of them when it was made. They are the background of
 * explanations, and are predicted again whenever the model is read, so that a model that would
 * answer differently is refused.
 *
 * @param rows raw feature values in the pipeline's order
 * @param outputs as many arrays of outputs
 */
public record GoldenRows(List<Row> rows, List<double[]> outputs) {
  private static final int COUNT = 32;

  public GoldenRows {
    rows = List.copyOf(rows);
    outputs = List.copyOf(outputs);
  }

  /** Records rows spread evenly over the table. */
  public static GoldenRows record(Predictor predictor, Table table) {
    List<Row> rows = new ArrayList<>();
    List<double[]> outputs = new ArrayList<>();
    List<Column> columns =
        predictor.pipeline().features().stream().map(f -> table.column(f.name())).toList();
    int count = Math.min(COUNT, table.rows());
    for (int i = 0; i < count; i++) {
      Row row = new Row(columns.size());
      row.take(columns, (int) ((long) i * table.rows() / count));
      Predictor.Scratch scratch = predictor.scratch();
      scratch.row().copyFrom(row);
      rows.add(row);
      outputs.add(predictor.predict(scratch).clone());
    }
    return new GoldenRows(rows, outputs);
  }

  /**
   * Predicts the rows again; equal bit for bit, or refused.
   *
   * <p>Errors: {@link MlError#GOLDEN_ROWS_DIFFER}.
   *
   * @param model how the message calls the model
   */
  public void check(String model, Predictor predictor) {
    Predictor.Scratch scratch = predictor.scratch();
    for (int i = 0; i < rows.size(); i++) {
      scratch.row().copyFrom(rows.get(i));
      double[] now = predictor.predict(scratch);
      if (!Arrays.equals(now, outputs.get(i))) {
        throw MlError.GOLDEN_ROWS_DIFFER.with(
            model, i + 1, Arrays.toString(now), Arrays.toString(outputs.get(i)));
      }
    }
  }
}
