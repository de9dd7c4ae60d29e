// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Weighted sums of kernel values between the row and support rows: {@code output = Σ weight ·
 * K(support, row) + offset}. A sum names the supports that it has a weight for, since of many
 * outputs, such as one for each pair of classes, each needs but a part of them. Source: Schölkopf,
 * Smola, Learning with Kernels, 2002, 1.2.
 *
 * @param inputs how many features a row has
 * @param rows supports × inputs, one after another
 * @param supports per output the positions of its supports, ascending
 * @param weights per output the weights of these
 * @param offsets per output
 */
public record Kernel(
    KernelFunction function,
    int inputs,
    double[] rows,
    int[][] supports,
    double[][] weights,
    double[] offsets)
    implements Model {
  public Kernel {
    if (inputs < 1 || rows.length % inputs != 0 || offsets.length == 0) {
      throw new IllegalArgumentException(rows.length + " values make no rows of " + inputs);
    }
    if (supports.length != offsets.length || weights.length != offsets.length) {
      throw new IllegalArgumentException("the outputs differ in number");
    }
    for (int k = 0; k < supports.length; k++) {
      if (supports[k].length != weights[k].length) {
        throw new IllegalArgumentException("supports and weights differ in number");
      }
      int least = 0;
      for (int support : supports[k]) {
        if (support < least || support >= rows.length / inputs) {
          throw new IllegalArgumentException("there is no support " + support + " here");
        }
        least = support + 1;
      }
    }
  }

  /** How many support rows there are. */
  public int size() {
    return rows.length / inputs;
  }

  @Override
  public int outputs() {
    return offsets.length;
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    predict(features, new double[size()], outputs);
  }

  /**
   * Predicts one row.
   *
   * @param values room for one value a support
   */
  void predict(double[] features, double[] values, double[] outputs) {
    for (int s = 0; s < values.length; s++) {
      values[s] = function.value(features, inputs, rows, s * inputs);
    }
    for (int k = 0; k < offsets.length; k++) {
      int[] own = supports[k];
      double[] weight = weights[k];
      double sum = 0;
      for (int i = 0; i < own.length; i++) {
        sum += weight[i] * values[own[i]];
      }
      outputs[k] = ended(sum, offsets[k]);
    }
  }

  /** Sums beyond all numbers say nothing. */
  static double ended(double sum, double offset) {
    double output = sum + offset;
    return Math.abs(output) < Double.POSITIVE_INFINITY ? output : offset;
  }

  @Override
  public Evaluator evaluator() {
    return new KernelEvaluator(this);
  }

  @Override
  public long bytes() {
    long bytes = 64 + (long) Double.BYTES * rows.length;
    for (int[] own : supports) {
      bytes += 40 + (long) (Double.BYTES + Integer.BYTES) * own.length;
    }
    return bytes;
  }
}
