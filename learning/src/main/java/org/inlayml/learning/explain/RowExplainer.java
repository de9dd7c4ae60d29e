// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.explain;

import java.util.List;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;

/** Explains rows one after the other, with buffers of its own. Not thread-safe. */
public final class RowExplainer {
  /** Enough for the model to work in blocks, few enough for them to stay in the cache. */
  private static final int ROWS_TOGETHER = 256;

  private final Predictor predictor;
  private final List<Row> background;
  private final Predictor.Scratch scratch;
  private final Predictor.Block changed;
  private final int featuresTogether;

  /**
   * @param background the rows whose values are put in the place of those explained
   */
  public RowExplainer(Predictor predictor, GoldenRows background) {
    this.predictor = predictor;
    this.background = background.rows();
    scratch = predictor.scratch();
    int others = Math.max(1, this.background.size());
    featuresTogether = Math.max(1, ROWS_TOGETHER / others);
    changed = predictor.block(others * featuresTogether);
  }

  /** Explains a row, which stays as it is. */
  public RowExplanation explain(Row row) {
    Row copy = scratch.row();
    copy.copyFrom(row);
    double[] outputs = predictor.predict(scratch).clone();
    int explained = Predictor.mostProbable(outputs);
    double[] attributions = new double[row.features()];
    for (int from = 0; from < attributions.length; from += featuresTogether) {
      int to = Math.min(attributions.length, from + featuresTogether);
      double[] predicted = predictChanged(row, from, to)[explained];
      for (int i = from; i < to; i++) {
        double total = 0;
        for (int other = 0; other < background.size(); other++) {
          // differences are summed, so that a feature without influence gets exactly 0
          total += outputs[explained] - predicted[(i - from) * background.size() + other];
        }
        attributions[i] = total / background.size();
      }
    }
    return new RowExplanation(outputs, attributions);
  }

  /** Predicts the row with each of the features from each background row in turn. */
  private double[][] predictChanged(Row row, int from, int to) {
    Row copy = scratch.row();
    changed.rows().clear();
    for (int i = from; i < to; i++) {
      for (Row other : background) {
        copy.setNumber(i, other.number(i));
        copy.setText(i, other.text(i));
        changed.rows().add(copy);
      }
      copy.copyFrom(row);
    }
    return predictor.predict(changed);
  }
}
