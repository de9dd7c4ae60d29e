// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import java.util.Arrays;

/**
 * What the training rows are to teach.
 *
 * @param values per row the number (regression) or the position of the class (classification), none
 *     missing; in an anomaly detection 1 for an anomaly, 0 for a normal row, NaN where nobody
 *     knows; else all NaN
 * @param classes how many classes; 0 unless it is a classification
 * @param weights how much each row counts, above 0; empty where all count alike
 */
public record TargetVector(Task task, double[] values, int classes, double[] weights) {
  private static final double[] ALIKE = {};

  public TargetVector {
    if (weights.length != 0 && weights.length != values.length) {
      throw new IllegalArgumentException(values.length + " rows, " + weights.length + " weights");
    }
  }

  /**
   * Rows that count alike.
   *
   * @param classes 0 makes it a regression
   */
  public TargetVector(double[] values, int classes) {
    this(classes > 0 ? Task.CLASSIFICATION : Task.REGRESSION, values, classes, ALIKE);
  }

  /** Rows of which nothing is known, which count alike. */
  public static TargetVector unknown(Task task, int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, Double.NaN);
    return new TargetVector(task, values, 0, ALIKE);
  }

  public int rows() {
    return values.length;
  }

  /** Whether rows count differently. */
  public boolean isWeighted() {
    return weights.length > 0;
  }

  /** How much a row counts. */
  public double weight(int row) {
    return weights.length == 0 ? 1 : weights[row];
  }

  /** How much each row counts, as an array of its own. */
  public double[] allWeights() {
    double[] all = weights.clone();
    if (all.length < values.length) {
      all = new double[values.length];
      Arrays.fill(all, 1);
    }
    return all;
  }

  /** Class positions as integers. */
  public int[] labels() {
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) values[i];
    }
    return labels;
  }

  /** The given rows in the given order. */
  public TargetVector select(int[] rows) {
    return new TargetVector(
        task, select(values, rows), classes, isWeighted() ? select(weights, rows) : ALIKE);
  }

  private static double[] select(double[] from, int[] rows) {
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = from[rows[i]];
    }
    return selected;
  }
}
