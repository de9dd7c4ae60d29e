// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.explain;

import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;

/**
 * Why a model predicts what it does for one row: what each feature adds, by putting other rows'
 * values in its place. Our definition: the prediction less the mean prediction with the feature's
 * value taken from each background row in turn. Classification: in probability of the predicted
 * class, -1 to 1. Regression: in units of the target. Positive = the value speaks for the
 * prediction (regression: raises it).
 *
 * @param outputs the prediction, as {@link Predictor#predict} gives it
 * @param attributions one a feature, in the pipeline's order
 */
public record RowExplanation(double[] outputs, double[] attributions) {
  /** Explains the row held by {@code scratch}, which keeps its values. */
  public static RowExplanation of(
      Predictor predictor, GoldenRows background, Predictor.Scratch scratch) {
    return new RowExplainer(predictor, background).explain(scratch.row());
  }
}
