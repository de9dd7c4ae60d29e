// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.network;

import java.util.Arrays;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Products;

/**
 * Some rows on their way through a network and back. Matrices are units × rows, so that inner loops
 * run over many neighbouring numbers. Source: Goodfellow, Bengio, Courville, Deep Learning, 2016,
 * 6.5. Not thread-safe.
 */
final class Batch {
  private final Examples examples;
  private final int capacity;
  private final double[][][] values;
  private final double[][][] slopes;
  private final double[][] turned;
  private final double[][] product;
  private final double[] row;
  private final double[] target;
  private final double[] weight;
  private final double[] room;
  private int rows;

  Batch(Examples examples, int[] sizes, int outputs, int capacity) {
    this.examples = examples;
    this.capacity = capacity;
    values = new double[sizes.length][][];
    slopes = new double[sizes.length][][];
    int widest = 0;
    for (int layer = 0; layer < sizes.length; layer++) {
      boolean last = layer == sizes.length - 1;
      values[layer] = new double[last ? Math.max(outputs, sizes[layer]) : sizes[layer]][capacity];
      slopes[layer] = new double[layer == 0 ? 0 : sizes[layer]][capacity];
      widest = Math.max(widest, sizes[layer]);
    }
    turned = new double[Math.max(capacity, widest)][widest];
    product = new double[widest][widest];
    row = new double[outputs];
    target = new double[capacity];
    weight = new double[capacity];
    room = new double[capacity];
  }

  /** Bytes of one. */
  static long memory(int[] sizes, int outputs, int capacity) {
    long units = outputs;
    long widest = 0;
    for (int size : sizes) {
      units += 2L * size;
      widest = Math.max(widest, size);
    }
    return 8 * (units * (capacity + 2L) + widest * (Math.max(capacity, widest) + widest + 4L));
  }

  int capacity() {
    return capacity;
  }

  /** Takes rows in. */
  void take(int[] order, int from, int count) {
    rows = count;
    for (int j = 0; j < values[0].length; j++) {
      double[] column = examples.features().columns()[j];
      double[] into = values[0][j];
      for (int i = 0; i < count; i++) {
        into[i] = column[order[from + i]];
      }
    }
    for (int i = 0; i < count; i++) {
      target[i] = examples.target()[order[from + i]];
      weight[i] = examples.weights()[order[from + i]];
    }
  }

  /** The true values of the rows taken. */
  double[] target() {
    return target;
  }

  double[] weight() {
    return weight;
  }

  int rows() {
    return rows;
  }

  /** Predicts the rows taken: outputs × rows. */
  double[][] forward(Network network) {
    int last = network.weights().length;
    for (int layer = 1; layer <= last; layer++) {
      double[][] sums = values[layer];
      double[] biases = network.biases()[layer - 1];
      for (int unit = 0; unit < biases.length; unit++) {
        Arrays.fill(sums[unit], 0, rows, biases[unit]);
      }
      double[][] weights = network.weights()[layer - 1];
      Products.add(sums, weights, values[layer - 1], biases.length, weights[0].length, rows);
      for (int unit = 0; layer < last && unit < biases.length; unit++) {
        network.activation().apply(sums[unit], rows, room);
      }
    }
    if (network.link() != Link.IDENTITY) {
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < row.length; k++) {
          row[k] = values[last][k][i];
        }
        network.link().apply(row, row.length);
        for (int k = 0; k < row.length; k++) {
          values[last][k][i] = row[k];
        }
      }
    }
    return values[last];
  }

  /**
   * Fills the gradient of the mean loss and half the penalty on the squares of the weights.
   *
   * @return the sum of the losses of the rows
   */
  double backward(Network network, Network gradient, double alpha) {
    int last = network.weights().length;
    double loss = lastSlopes(network.link());
    for (int layer = last; layer >= 1; layer--) {
      double[][] weights = network.weights()[layer - 1];
      double[][] gradients = gradient.weights()[layer - 1];
      fillGradients(slopes[layer], values[layer - 1], gradients);
      double decay = alpha / rows;
      for (int unit = 0; unit < weights.length; unit++) {
        Products.addRow(gradients[unit], decay, weights[unit]);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
          sum += slopes[layer][unit][i];
        }
        gradient.biases()[layer - 1][unit] = sum;
      }
      if (layer > 1) {
        double[][] before = slopes[layer - 1];
        turn(weights, weights[0].length);
        for (double[] slope : before) {
          Arrays.fill(slope, 0, rows, 0);
        }
        Products.add(before, turned, slopes[layer], before.length, weights.length, rows);
        for (int unit = 0; unit < before.length; unit++) {
          network.activation().multiplyBySlope(before[unit], values[layer - 1][unit], rows);
        }
      }
    }
    return loss;
  }

  /** Slopes of the loss by the last sums: prediction less truth, whatever the link. */
  private double lastSlopes(Link link) {
    double[][] predicted = values[values.length - 1];
    double[][] slope = slopes[slopes.length - 1];
    for (int i = 0; i < rows; i++) {
      double share = weight[i] / rows;
      int label = (int) target[i];
      if (link == Link.IDENTITY) {
        slope[0][i] = share * (predicted[0][i] - target[i]);
      } else if (link == Link.LOGISTIC) {
        slope[0][i] = share * (predicted[1][i] - label);
      } else {
        for (int k = 0; k < slope.length; k++) {
          slope[k][i] = share * (predicted[k][i] - (k == label ? 1 : 0));
        }
      }
    }
    return loss(predicted);
  }

  /** The sum of the losses of the rows taken: half the squared error, or the log loss. */
  double loss(double[][] predicted) {
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      if (examples.classes() == 0) {
        double difference = predicted[0][i] - target[i];
        loss += 0.5 * weight[i] * difference * difference;
      } else {
        double probability = predicted[(int) target[i]][i];
        loss -= weight[i] * StrictMath.log(Math.max(probability, 1e-300));
      }
    }
    return loss;
  }

  /** The products of slopes and values, by whichever way has the longer inner loop. */
  private void fillGradients(double[][] slope, double[][] before, double[][] gradients) {
    int units = slope.length;
    int inputs = gradients[0].length;
    if (inputs >= units) {
      turn(before, inputs, rows);
      for (double[] gradient : gradients) {
        Arrays.fill(gradient, 0);
      }
      Products.add(gradients, slope, turned, units, rows, inputs);
      return;
    }
    turn(slope, units, rows);
    for (int j = 0; j < inputs; j++) {
      Arrays.fill(product[j], 0, units, 0);
    }
    Products.add(product, before, turned, inputs, rows, units);
    for (int j = 0; j < inputs; j++) {
      for (int unit = 0; unit < units; unit++) {
        gradients[unit][j] = product[j][unit];
      }
    }
  }

  private void turn(double[][] matrix, int columns) {
    turn(matrix, matrix.length, columns);
  }

  /** Turns {@code rows × columns} into {@code columns × rows}. */
  private void turn(double[][] matrix, int matrixRows, int columns) {
    for (int i = 0; i < matrixRows; i++) {
      double[] from = matrix[i];
      for (int j = 0; j < columns; j++) {
        turned[j][i] = from[j];
      }
    }
  }
}
