// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.Levels;

/**
 * Goes through the products from the longest to the shortest, in blocks column by column. A product
 * that is no other's parent needs no room.
 */
record PolynomialEvaluator(Polynomial model) implements Evaluator {
  @Override
  public OfRows forRows() {
    double[] row = new double[model.inputs()];
    double[] rests = new double[model.parents().length];
    double limit = model.limit();
    return (encoded, outputs) -> {
      Arrays.fill(row, 0);
      for (int i = 0; i < encoded.count(); i++) {
        row[encoded.inputs()[i]] = encoded.values()[i];
      }
      Polynomial.clip(row, limit, row);
      model.predict(row, rests, outputs);
    };
  }

  @Override
  public OfBlocks forBlocks() {
    return new Blocks(model);
  }

  @Override
  public long bytes() {
    return 0;
  }

  private static final class Blocks implements OfBlocks {
    private final Polynomial model;
    private final double limit;
    private final double[][] columns;

    /** Per product that is a parent, the sums of its children; else empty. */
    private final double[][] rests;

    private final double[] row;

    Blocks(Polynomial model) {
      this.model = model;
      limit = model.limit();
      columns = new double[model.inputs()][EncodedBlock.ROWS];
      rests = new double[model.parents().length][0];
      for (int parent : model.parents()) {
        if (parent != Polynomial.NONE && rests[parent].length == 0) {
          rests[parent] = new double[EncodedBlock.ROWS];
        }
      }
      row = new double[model.outputs()];
    }

    @Override
    public void predict(EncodedBlock block, double[][] outputs, int to) {
      int rows = block.rows();
      for (EncodedPart part : block.parts()) {
        copy(part, block.from(), rows);
      }
      Linear sums = model.sums();
      int[] parents = model.parents();
      for (int k = 0; k < sums.intercepts().length; k++) {
        double[] weights = sums.coefficients()[k];
        double[] sum = outputs[k];
        Arrays.fill(sum, to, to + rows, sums.intercepts()[k]);
        for (int t = 0; t < weights.length; t++) {
          Arrays.fill(rests[t], weights[t]);
        }
        for (int t = weights.length - 1; t >= 0; t--) {
          double[] factor = columns[model.factors()[t]];
          boolean first = parents[t] == Polynomial.NONE;
          double[] target = first ? sum : rests[parents[t]];
          int at = first ? to : 0;
          if (rests[t].length == 0) {
            add(weights[t], factor, target, at, rows);
          } else {
            add(rests[t], factor, target, at, rows);
          }
        }
      }
      sums.link().apply(outputs, to, rows, row);
    }

    private static void add(double rest, double[] factor, double[] target, int at, int rows) {
      for (int i = 0; i < rows; i++) {
        target[at + i] += rest * factor[i];
      }
    }

    private static void add(double[] rest, double[] factor, double[] target, int at, int rows) {
      for (int i = 0; i < rows; i++) {
        target[at + i] += rest[i] * factor[i];
      }
    }

    private void copy(EncodedPart part, int from, int rows) {
      if (part instanceof Numbers numbers) {
        double[] column = columns[numbers.input()];
        double[] values = numbers.values();
        for (int i = 0; i < rows; i++) {
          column[i] = Math.max(-limit, Math.min(values[from + i], limit));
        }
      } else if (part instanceof Indicators indicators) {
        for (int j = 0; j < indicators.width(); j++) {
          Arrays.fill(columns[indicators.first() + j], 0, rows, 0);
        }
        for (int i = 0; i < rows; i++) {
          int position = indicators.positions()[from + i];
          if (position != Levels.ABSENT) {
            columns[indicators.first() + position][i] = 1;
          }
        }
      }
    }
  }
}
