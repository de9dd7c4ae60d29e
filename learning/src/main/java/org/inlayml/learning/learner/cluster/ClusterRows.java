// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;

/**
 * Rows to be put into clusters, row by row, with their weights. Immutable by agreement.
 *
 * @param values by row, its features
 */
record ClusterRows(double[][] values, double[] weights) {
  static ClusterRows of(FeatureMatrix features, TargetVector target) {
    return new ClusterRows(features.toRows(), target.allWeights());
  }

  int count() {
    return values.length;
  }

  int width() {
    return values[0].length;
  }

  /** The given rows. */
  ClusterRows select(int[] rows) {
    double[][] selected = new double[rows.length][];
    double[] selectedWeights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
      selectedWeights[i] = weights[rows[i]];
    }
    return new ClusterRows(selected, selectedWeights);
  }

  /** The mean over the features of their weighted variances. */
  double meanVariance() {
    double total = 0;
    for (int j = 0; j < width(); j++) {
      double weight = 0;
      double mean = 0;
      double squares = 0;
      for (int i = 0; i < count(); i++) {
        weight += weights[i];
        double difference = values[i][j] - mean;
        mean += difference * (weights[i] / weight);
        squares += weights[i] * difference * (values[i][j] - mean);
      }
      total += squares / weight / width();
    }
    return total;
  }

  /** The sum of the squared differences; four sums keep the processor busy. */
  static double square(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = 0;
    for (; j + 3 < a.length; j += 4) {
      double d0 = a[j] - b[j];
      double d1 = a[j + 1] - b[j + 1];
      double d2 = a[j + 2] - b[j + 2];
      double d3 = a[j + 3] - b[j + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; j < a.length; j++) {
      double d = a[j] - b[j];
      s0 += d * d;
    }
    return (s0 + s1) + (s2 + s3);
  }
}
