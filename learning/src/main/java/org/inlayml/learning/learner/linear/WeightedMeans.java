// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;

/** Means of rows that count differently. */
final class WeightedMeans {
  private WeightedMeans() {}

  /** The rows count by the caller's own reckoning. */
  private static final double[] NONE = {};

  /** The features less their weighted means, where {@code centred}. */
  static CentredFeatures centre(FeatureMatrix features, TargetVector target, boolean centred) {
    CentredFeatures plain = CentredFeatures.of(features, centred);
    if (!centred || !target.isWeighted()) {
      return plain;
    }
    double[] means = new double[plain.varying()];
    for (int j = 0; j < means.length; j++) {
      means[j] = mean(plain.columns()[j], target);
    }
    return new CentredFeatures(
        plain.columns(), means, plain.positions(), plain.width(), plain.rows(), true, NONE);
  }

  /** The weighted mean of values, one a row; of equal ones exactly those. */
  static double mean(double[] values, TargetVector target) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < target.rows(); i++) {
      total += target.weight(i);
      sum += target.weight(i) * (values[i] - values[0]);
    }
    return values[0] + sum / total;
  }
}
