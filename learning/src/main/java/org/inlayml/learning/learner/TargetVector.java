// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

/**
 * The truth of the training rows, none missing.
 *
 * @param values per row the number (regression) or the position of the class (classification)
 * @param classes how many classes; 0 in a regression
 */
public record TargetVector(double[] values, int classes) {
  public int rows() {
    return values.length;
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
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new TargetVector(selected, classes);
  }
}
