// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import java.util.function.Supplier;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.Levels;

/**
 * Predicts row by row: for models that no other form suits.
 *
 * @param predictions makes what predicts, with room of its own to work in
 */
record PlainEvaluator(Model model, Supplier<Prediction> predictions) implements Evaluator {
  /** Predicts a row; used by one thread. */
  @FunctionalInterface
  interface Prediction {
    void predict(double[] features, double[] outputs);
  }

  /** For a model that needs no room. */
  PlainEvaluator(Model model) {
    this(model, () -> model::predict);
  }

  @Override
  public OfRows forRows() {
    double[] features = new double[model.inputs()];
    Prediction prediction = predictions.get();
    return (row, outputs) -> {
      if (row.count() < features.length) {
        Arrays.fill(features, 0);
      }
      for (int i = 0; i < row.count(); i++) {
        features[row.inputs()[i]] = row.values()[i];
      }
      prediction.predict(features, outputs);
    };
  }

  @Override
  public OfBlocks forBlocks() {
    Prediction prediction = predictions.get();
    double[] features = new double[model.inputs()];
    double[] predicted = new double[model.outputs()];
    return (block, outputs, to) -> {
      for (int row = 0; row < block.rows(); row++) {
        for (EncodedPart part : block.parts()) {
          copy(part, block.from() + row, features);
        }
        prediction.predict(features, predicted);
        for (int k = 0; k < predicted.length; k++) {
          outputs[k][to + row] = predicted[k];
        }
      }
    };
  }

  private static void copy(EncodedPart part, int row, double[] features) {
    if (part instanceof Numbers numbers) {
      features[numbers.input()] = numbers.values()[row];
    } else if (part instanceof Indicators indicators) {
      int first = indicators.first();
      Arrays.fill(features, first, first + indicators.width(), 0);
      int position = indicators.positions()[row];
      if (position != Levels.ABSENT) {
        features[first + position] = 1;
      }
    }
  }

  @Override
  public long bytes() {
    return 0;
  }
}
