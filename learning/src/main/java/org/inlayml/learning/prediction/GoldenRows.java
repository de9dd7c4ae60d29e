// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;

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
    int count = Math.min(COUNT, table.rows());
    for (int i = 0; i < count; i++) {
      Row row = new Row(predictor.pipeline().features().size());
      fill(row, predictor, table, (int) ((long) i * table.rows() / count));
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

  /** Copies one row of a table into {@code row}, in the order of the predictor's features. */
  private static void fill(Row row, Predictor predictor, Table table, int position) {
    List<Feature> features = predictor.pipeline().features();
    for (int i = 0; i < features.size(); i++) {
      Column column = table.column(features.get(i).name());
      if (column instanceof NumberColumn numbers) {
        row.setNumber(i, numbers.values()[position]);
      } else {
        TextColumn texts = (TextColumn) column;
        int code = texts.codes()[position];
        row.setText(i, code == TextColumn.MISSING ? null : texts.levels()[code]);
      }
    }
  }
}
