// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/** Scores by {@link ReconstructionError}. Not thread-safe. */
final class ReconstructionKernel implements DenseEvaluator.Kernel {
  private final ReconstructionError model;
  private final double[][] columns;
  private final double[] product;
  private final double[] along;
  private final double[] left;
  private final double[][] single;
  private final double[][] score = new double[1][1];

  ReconstructionKernel(ReconstructionError model) {
    this.model = model;
    int capacity = DenseEvaluator.capacity(model.inputs());
    columns = new double[model.inputs()][capacity];
    product = new double[capacity];
    along = new double[capacity];
    left = new double[capacity];
    single = new double[model.inputs()][1];
  }

  @Override
  public void row(double[] features, double[] outputs) {
    for (int j = 0; j < single.length; j++) {
      single[j][0] = features[j];
    }
    rows(single, 1, score, 0);
    outputs[0] = score[0][0];
  }

  @Override
  public void rows(double[][] features, int rows, double[][] outputs, int to) {
    Arrays.fill(along, 0, rows, 0);
    Arrays.fill(left, 0, rows, 0);
    for (int j = 0; j < columns.length; j++) {
      double[] column = columns[j];
      double mean = model.means()[j];
      for (int i = 0; i < rows; i++) {
        column[i] = features[j][i] - mean;
        left[i] += column[i] * column[i];
      }
    }
    for (int k = 0; k < model.components().length; k++) {
      Arrays.fill(product, 0, rows, 0);
      double[] component = model.components()[k];
      int j = 0;
      for (; j + 4 <= columns.length; j += 4) {
        Products.addFour(product, rows, component, j, columns, j);
      }
      for (; j < columns.length; j++) {
        Products.addOne(product, rows, component[j], columns[j]);
      }
      double weight = model.weights()[k];
      for (int i = 0; i < rows; i++) {
        double square = product[i] * product[i];
        along[i] += weight * square;
        left[i] -= square;
      }
    }
    for (int i = 0; i < rows; i++) {
      double sum = along[i] + model.rest() * Math.max(0, left[i]);
      outputs[0][to + i] = sum < Gaussians.FARTHEST ? sum : Gaussians.FARTHEST;
    }
  }
}
