// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * Predicts by {@link Gaussians}; also adds up the densities for who fits them. Each sum is added up
 * in the same order for a row alone and for many. Not thread-safe.
 */
public final class GaussiansKernel implements DenseEvaluator.Kernel {
  private final Gaussians model;
  private final double[] differences;
  private final double[] row;
  private final double[][] columns;
  private final double[] product;
  private final double[] distance;

  /** Makes the buffers of one thread. */
  public GaussiansKernel(Gaussians model) {
    this.model = model;
    int capacity = capacity();
    differences = new double[model.inputs()];
    row = new double[model.outputs()];
    columns = new double[model.inputs()][capacity];
    product = new double[capacity];
    distance = new double[capacity];
  }

  /** How many rows at most are worked on at a time. */
  public int capacity() {
    return DenseEvaluator.capacity(model.inputs());
  }

  @Override
  public void row(double[] features, double[] outputs) {
    for (int k = 0; k < model.outputs(); k++) {
      double[] mean = model.means()[k];
      for (int j = 0; j < mean.length; j++) {
        differences[j] = features[j] - mean[j];
      }
      double[] factor = model.factors()[k];
      double distance = factor.length == mean.length ? straight(factor) : slanted(factor);
      outputs[k] = model.constants()[k] - 0.5 * limited(distance);
    }
    Link.SOFTMAX.apply(outputs, model.outputs());
  }

  private double straight(double[] factor) {
    double distance = 0;
    for (int j = 0; j < factor.length; j++) {
      double term = factor[j] * differences[j];
      distance += term * term;
    }
    return distance;
  }

  private double slanted(double[] factor) {
    double distance = 0;
    int next = 0;
    for (int i = 0; i < differences.length; i++) {
      double term = 0;
      for (int j = 0; j <= i; j++) {
        term += factor[next++] * differences[j];
      }
      distance += term * term;
    }
    return distance;
  }

  private static double limited(double distance) {
    return distance < Gaussians.FARTHEST ? distance : Gaussians.FARTHEST;
  }

  @Override
  public void rows(double[][] features, int rows, double[][] outputs, int to) {
    logarithms(features, rows, outputs, to);
    Link.SOFTMAX.apply(outputs, to, rows, row);
  }

  /**
   * The logarithms of what the outputs are shares of.
   *
   * @param features inputs × rows, at most {@link #capacity} of them
   * @param to where the rows begin in {@code outputs}
   */
  public void logarithms(double[][] features, int rows, double[][] outputs, int to) {
    for (int k = 0; k < model.outputs(); k++) {
      subtract(features, model.means()[k], rows);
      double[] factor = model.factors()[k];
      Arrays.fill(distance, 0, rows, 0);
      if (factor.length == columns.length) {
        for (int j = 0; j < columns.length; j++) {
          addSquares(factor[j], columns[j], distance, rows);
        }
      } else {
        addSlanted(factor, rows);
      }
      double constant = model.constants()[k];
      double[] output = outputs[k];
      for (int i = 0; i < rows; i++) {
        output[to + i] = constant - 0.5 * limited(distance[i]);
      }
    }
  }

  private void subtract(double[][] features, double[] mean, int rows) {
    for (int j = 0; j < columns.length; j++) {
      double[] from = features[j];
      double[] into = columns[j];
      double centre = mean[j];
      for (int i = 0; i < rows; i++) {
        into[i] = from[i] - centre;
      }
    }
  }

  private static void addSquares(double weight, double[] column, double[] sums, int rows) {
    for (int i = 0; i < rows; i++) {
      double term = weight * column[i];
      sums[i] += term * term;
    }
  }

  private void addSlanted(double[] factor, int rows) {
    int next = 0;
    for (int i = 0; i < columns.length; i++) {
      Arrays.fill(product, 0, rows, 0);
      int j = 0;
      for (; j + 4 <= i + 1; j += 4, next += 4) {
        Products.addFour(product, rows, factor, next, columns, j);
      }
      for (; j <= i; j++, next++) {
        Products.addOne(product, rows, factor[next], columns[j]);
      }
      addSquares(1, product, distance, rows);
    }
  }
}
