// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import java.util.function.Supplier;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.Levels;

/**
 * Hands rows with all their features to a kernel: single ones as they are, blocks column by column,
 * in parts that stay in the processor's cache. Features beyond 1e100 are taken as 1e100, so that
 * sums of their squares stay finite.
 *
 * @param kernels makes the buffers of one thread
 * @param bytes of what the kernels share besides the model
 */
record DenseEvaluator(int inputs, int outputs, Supplier<Kernel> kernels, long bytes)
    implements Evaluator {
  /** Beyond it a feature says no more. */
  private static final double MOST = 1e100;

  /** How many values of a block are worked on at a time. */
  private static final int VALUES = 1 << 16;

  private static final int FEWEST_ROWS = 16;

  /** Predicts; the same bits for a row alone as for rows together. Not thread-safe. */
  interface Kernel {
    /**
     * Predicts one row.
     *
     * @param outputs all written
     */
    void row(double[] features, double[] outputs);

    /**
     * Predicts rows.
     *
     * @param columns inputs × rows, perhaps more
     * @param to where the rows begin in {@code outputs}
     */
    void rows(double[][] columns, int rows, double[][] outputs, int to);
  }

  /** How many rows at most a kernel is given at a time. */
  static int capacity(int inputs) {
    return Math.max(FEWEST_ROWS, Math.min(EncodedBlock.ROWS, VALUES / Math.max(1, inputs)));
  }

  /** Predicts one row by a kernel made for it. */
  void predict(double[] features, double[] outputs) {
    double[] bounded = new double[inputs];
    for (int j = 0; j < inputs; j++) {
      bounded[j] = bounded(features[j]);
    }
    kernels.get().row(bounded, outputs);
  }

  private static double bounded(double value) {
    return Math.max(-MOST, Math.min(MOST, value));
  }

  @Override
  public OfRows forRows() {
    double[] features = new double[inputs];
    Kernel kernel = kernels.get();
    return (row, outputs) -> {
      if (row.count() < features.length) {
        Arrays.fill(features, 0);
      }
      for (int i = 0; i < row.count(); i++) {
        features[row.inputs()[i]] = bounded(row.values()[i]);
      }
      kernel.row(features, outputs);
    };
  }

  @Override
  public OfBlocks forBlocks() {
    int capacity = capacity(inputs);
    double[][] columns = new double[inputs][capacity];
    Kernel kernel = kernels.get();
    return (block, outputs, to) -> {
      for (int from = 0; from < block.rows(); from += capacity) {
        int rows = Math.min(capacity, block.rows() - from);
        for (EncodedPart part : block.parts()) {
          copy(part, block.from() + from, rows, columns);
        }
        kernel.rows(columns, rows, outputs, to + from);
      }
    };
  }

  private static void copy(EncodedPart part, int from, int rows, double[][] columns) {
    if (part instanceof Numbers numbers) {
      double[] values = numbers.values();
      double[] column = columns[numbers.input()];
      for (int i = 0; i < rows; i++) {
        column[i] = bounded(values[from + i]);
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
