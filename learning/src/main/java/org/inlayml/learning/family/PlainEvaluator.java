// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.Levels;

/** Predicts by the model as it is: for models that no other form suits. */
record PlainEvaluator(Model model) implements Evaluator {
  @Override
  public OfRows forRows() {
    double[] features = new double[model.inputs()];
    return (row, outputs) -> {
      if (row.count() < features.length) {
        Arrays.fill(features, 0);
      }
      for (int i = 0; i < row.count(); i++) {
        features[row.inputs()[i]] = row.values()[i];
      }
      model.predict(features, outputs);
    };
  }

  @Override
  public OfBlocks forBlocks() {
    double[] features = new double[model.inputs()];
    double[] predicted = new double[model.outputs()];
    return (block, outputs, to) -> {
      for (int row = 0; row < block.rows(); row++) {
        for (EncodedPart part : block.parts()) {
          copy(part, block.from() + row, features);
        }
        model.predict(features, predicted);
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
