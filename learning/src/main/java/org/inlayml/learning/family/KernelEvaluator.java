// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.EncodedRow;
import org.inlayml.learning.feature.Levels;

/**
 * Takes the supports one by one, each with a tile of rows that stays in the processor's nearest
 * cache. Adds in the order of the supports, as {@link Kernel#predict} does.
 */
final class KernelEvaluator implements Evaluator {
  /** Rows in a tile. */
  private static final int TILE = 128;

  private final Kernel model;

  /** Where the terms of each support begin. */
  private final int[] starts;

  /** Terms by support: which output, and the weight. */
  private final int[] outputs;

  private final double[] weights;

  KernelEvaluator(Kernel model) {
    this.model = model;
    starts = new int[model.size() + 1];
    for (int[] own : model.supports()) {
      for (int support : own) {
        starts[support + 1]++;
      }
    }
    for (int s = 0; s < model.size(); s++) {
      starts[s + 1] += starts[s];
    }
    outputs = new int[starts[model.size()]];
    weights = new double[outputs.length];
    int[] next = starts.clone();
    for (int k = 0; k < model.outputs(); k++) {
      int[] own = model.supports()[k];
      for (int i = 0; i < own.length; i++) {
        int place = next[own[i]]++;
        outputs[place] = k;
        weights[place] = model.weights()[k][i];
      }
    }
  }

  @Override
  public OfRows forRows() {
    double[] features = new double[model.inputs()];
    double[] values = new double[model.size()];
    return (row, predicted) -> {
      copy(row, features);
      model.predict(features, values, predicted);
    };
  }

  private static void copy(EncodedRow row, double[] features) {
    if (row.count() < features.length) {
      Arrays.fill(features, 0);
    }
    for (int i = 0; i < row.count(); i++) {
      features[row.inputs()[i]] = row.values()[i];
    }
  }

  @Override
  public OfBlocks forBlocks() {
    double[][] tile = new double[model.inputs()][TILE];
    double[][] values = new double[3][TILE];
    return (block, predicted, to) -> {
      for (int k = 0; k < model.outputs(); k++) {
        Arrays.fill(predicted[k], to, to + block.rows(), 0);
      }
      for (int from = 0; from < block.rows(); from += TILE) {
        int count = Math.min(TILE, block.rows() - from);
        fill(tile, block.parts(), block.from() + from, count);
        add(tile, count, values, predicted, to + from);
      }
    };
  }

  private void add(double[][] tile, int count, double[][] values, double[][] predicted, int to) {
    for (int s = 0; s < model.size(); s++) {
      model.function().values(tile, 0, count, model.rows(), s * model.inputs(), values);
      for (int term = starts[s]; term < starts[s + 1]; term++) {
        add(values[0], count, weights[term], predicted[outputs[term]], to);
      }
    }
    for (int k = 0; k < model.outputs(); k++) {
      double[] sums = predicted[k];
      for (int i = to; i < to + count; i++) {
        sums[i] = Kernel.ended(sums[i], model.offsets()[k]);
      }
    }
  }

  private static void add(double[] values, int count, double weight, double[] sums, int to) {
    for (int i = 0; i < count; i++) {
      sums[to + i] += weight * values[i];
    }
  }

  /** Writes rows of a block into a tile. */
  static void fill(double[][] tile, List<EncodedPart> parts, int from, int count) {
    for (EncodedPart part : parts) {
      if (part instanceof Numbers numbers) {
        System.arraycopy(numbers.values(), from, tile[numbers.input()], 0, count);
      } else if (part instanceof Indicators indicators) {
        int first = indicators.first();
        for (int input = first; input < first + indicators.width(); input++) {
          Arrays.fill(tile[input], 0, count, 0);
        }
        for (int i = 0; i < count; i++) {
          int position = indicators.positions()[from + i];
          if (position != Levels.ABSENT) {
            tile[first + position][i] = 1;
          }
        }
      }
    }
  }

  @Override
  public long bytes() {
    return 48L + (long) Integer.BYTES * starts.length + 12L * outputs.length;
  }
}
