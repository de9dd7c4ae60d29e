// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.EncodedRow;
import org.inlayml.learning.feature.Levels;

/**
 * Adds up only what is not 0, column by column in blocks. Each row's terms are added in the order
 * of the features.
 */
record LinearEvaluator(Linear model) implements Evaluator {
  /** Whether leaving out a feature that is 0 changes no bit of any sum. */
  static boolean suits(Linear model) {
    // 0 times infinity is no number, and -0 plus 0 is 0.
    return Arrays.stream(model.intercepts()).noneMatch(b -> b == 0 && 1 / b < 0)
        && Arrays.stream(model.coefficients())
            .flatMapToDouble(Arrays::stream)
            .allMatch(Double::isFinite);
  }

  @Override
  public OfRows forRows() {
    return this::predict;
  }

  private void predict(EncodedRow row, double[] outputs) {
    double[][] coefficients = model.coefficients();
    int[] inputs = row.inputs();
    double[] values = row.values();
    int count = row.count();
    for (int k = 0; k < coefficients.length; k++) {
      double[] weights = coefficients[k];
      double sum = model.intercepts()[k];
      for (int i = 0; i < count; i++) {
        sum += weights[inputs[i]] * values[i];
      }
      outputs[k] = sum;
    }
    model.link().apply(outputs, model.outputs());
  }

  @Override
  public OfBlocks forBlocks() {
    double[] row = new double[model.outputs()];
    return (block, outputs, to) -> {
      for (int k = 0; k < model.coefficients().length; k++) {
        Arrays.fill(outputs[k], to, to + block.rows(), model.intercepts()[k]);
        add(block, model.coefficients()[k], outputs[k], to);
      }
      model.link().apply(outputs, to, block.rows(), row);
    };
  }

  private static void add(EncodedBlock block, double[] weights, double[] sums, int to) {
    List<EncodedPart> parts = block.parts();
    int from = block.from();
    int rows = block.rows();
    int part = 0;
    while (part < parts.size()) {
      if (part + 4 <= parts.size()
          && parts.get(part) instanceof Numbers a
          && parts.get(part + 1) instanceof Numbers b
          && parts.get(part + 2) instanceof Numbers c
          && parts.get(part + 3) instanceof Numbers d) {
        addFour(a, b, c, d, from, rows, weights, sums, to);
        part += 4;
      } else {
        if (parts.get(part) instanceof Numbers numbers) {
          addOne(numbers.values(), from, rows, weights[numbers.input()], sums, to);
        } else if (parts.get(part) instanceof Indicators indicators) {
          int[] positions = indicators.positions();
          for (int i = 0; i < rows; i++) {
            int position = positions[from + i];
            if (position != Levels.ABSENT) {
              sums[to + i] += weights[indicators.first() + position];
            }
          }
        }
        part++;
      }
    }
  }

  /** Four at a time, so that the sums are loaded and stored a quarter as often. */
  private static void addFour(
      Numbers a,
      Numbers b,
      Numbers c,
      Numbers d,
      int from,
      int rows,
      double[] weights,
      double[] sums,
      int to) {
    double weightA = weights[a.input()];
    double weightB = weights[b.input()];
    double weightC = weights[c.input()];
    double weightD = weights[d.input()];
    double[] valuesA = a.values();
    double[] valuesB = b.values();
    double[] valuesC = c.values();
    double[] valuesD = d.values();
    for (int i = 0; i < rows; i++) {
      double sum = sums[to + i] + weightA * valuesA[from + i];
      sum += weightB * valuesB[from + i];
      sum += weightC * valuesC[from + i];
      sums[to + i] = sum + weightD * valuesD[from + i];
    }
  }

  private static void addOne(
      double[] values, int from, int rows, double weight, double[] sums, int to) {
    for (int i = 0; i < rows; i++) {
      sums[to + i] += weight * values[from + i];
    }
  }

  @Override
  public long bytes() {
    return 0;
  }
}
