// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;

/** Compares a block of rows with the centres feature by feature. */
record CentroidsEvaluator(Centroids model) implements Evaluator {
  @Override
  public OfRows forRows() {
    return new PlainEvaluator(model).forRows();
  }

  @Override
  public OfBlocks forBlocks() {
    double[][] ranks = new double[model.outputs()][EncodedBlock.ROWS];
    double[] flags = new double[EncodedBlock.ROWS];
    return (block, outputs, to) -> {
      for (double[] rank : ranks) {
        Arrays.fill(rank, 0, block.rows(), 0);
      }
      for (EncodedPart part : block.parts()) {
        if (part instanceof Numbers numbers) {
          add(numbers.input(), numbers.values(), block.from(), block.rows(), ranks);
        } else if (part instanceof Indicators indicators) {
          for (int j = 0; j < indicators.width(); j++) {
            for (int i = 0; i < block.rows(); i++) {
              flags[i] = indicators.positions()[block.from() + i] == j ? 1 : 0;
            }
            add(indicators.first() + j, flags, 0, block.rows(), ranks);
          }
        }
      }
      for (int i = 0; i < block.rows(); i++) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < ranks.length; k++) {
          outputs[k][to + i] = 0;
          if (ranks[k][i] < least) {
            least = ranks[k][i];
            best = k;
          }
        }
        outputs[best][to + i] = 1;
      }
    };
  }

  private void add(int input, double[] values, int from, int rows, double[][] ranks) {
    for (int k = 0; k < ranks.length; k++) {
      add(values, from, rows, model.centers()[k][input], ranks[k]);
    }
  }

  private static void add(double[] values, int from, int rows, double center, double[] ranks) {
    for (int i = 0; i < rows; i++) {
      double difference = values[from + i] - center;
      ranks[i] += difference * difference;
    }
  }

  @Override
  public long bytes() {
    return 0;
  }
}
