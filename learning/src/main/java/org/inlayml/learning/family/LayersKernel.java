// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/** Predicts by {@link Layers}, one layer after the other. Not thread-safe. */
final class LayersKernel implements DenseEvaluator.Kernel {
  private final Layers model;
  private final double[][][] transposed;
  private final double[][] first;
  private final double[][][] unitValues;
  private final double[][][] columns;
  private final double[] row;
  private final double[] room;

  /**
   * Makes the buffers of one thread.
   *
   * @param transposed the model's weights, layers × units of the layer before × units
   */
  LayersKernel(Layers model, double[][][] transposed) {
    this.model = model;
    this.transposed = transposed;
    int capacity = DenseEvaluator.capacity(model.inputs());
    int layers = model.weights().length;
    int widest = capacity;
    first = new double[1][];
    unitValues = new double[layers][1][];
    columns = new double[layers][][];
    for (int layer = 0; layer < layers; layer++) {
      int units = model.weights()[layer].length;
      unitValues[layer][0] = new double[units];
      columns[layer] = new double[units][capacity];
      widest = Math.max(widest, units);
    }
    room = new double[widest];
    row = new double[model.outputs()];
  }

  @Override
  public void row(double[] features, double[] outputs) {
    first[0] = features;
    double[][] values = first;
    int last = unitValues.length - 1;
    for (int layer = 0; layer <= last; layer++) {
      double[][] sums = unitValues[layer];
      double[] biases = model.biases()[layer];
      System.arraycopy(biases, 0, sums[0], 0, biases.length);
      Products.add(sums, values, transposed[layer], 1, transposed[layer].length, biases.length);
      if (layer < last) {
        model.activation().apply(sums[0], biases.length, room);
      }
      values = sums;
    }
    System.arraycopy(values[0], 0, outputs, 0, values[0].length);
    limit(outputs, values[0].length);
    model.link().apply(outputs, model.outputs());
  }

  @Override
  public void rows(double[][] features, int rows, double[][] outputs, int to) {
    double[][] values = features;
    int last = columns.length - 1;
    for (int layer = 0; layer <= last; layer++) {
      double[][] sums = columns[layer];
      double[] biases = model.biases()[layer];
      for (int unit = 0; unit < biases.length; unit++) {
        Arrays.fill(sums[unit], 0, rows, biases[unit]);
      }
      double[][] weights = model.weights()[layer];
      Products.add(sums, weights, values, biases.length, transposed[layer].length, rows);
      for (int unit = 0; layer < last && unit < biases.length; unit++) {
        model.activation().apply(sums[unit], rows, room);
      }
      values = sums;
    }
    for (int k = 0; k < values.length; k++) {
      limit(values[k], rows);
      System.arraycopy(values[k], 0, outputs[k], to, rows);
    }
    model.link().apply(outputs, to, rows, row);
  }

  /** What is beyond all numbers becomes the last of them; what is none becomes 0. */
  private static void limit(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
        values[i] = values[i] > 0 ? Double.MAX_VALUE : values[i] < 0 ? -Double.MAX_VALUE : 0;
      }
    }
  }
}
