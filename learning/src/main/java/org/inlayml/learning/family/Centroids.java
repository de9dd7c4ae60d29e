// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * Centres of clusters: a row belongs to the nearest, by squared differences; of equally near ones
 * to the first.
 *
 * @param centers clusters × inputs
 */
public record Centroids(double[][] centers) implements Model {
  public Centroids {
    if (centers.length == 0
        || centers[0].length == 0
        || Arrays.stream(centers).anyMatch(c -> c.length != centers[0].length)) {
      throw new IllegalArgumentException("centres are not of one width");
    }
  }

  @Override
  public int inputs() {
    return centers[0].length;
  }

  @Override
  public int outputs() {
    return centers.length;
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < centers.length; k++) {
      double[] center = centers[k];
      double rank = 0;
      for (int j = 0; j < center.length; j++) {
        double difference = features[j] - center[j];
        rank += difference * difference;
      }
      if (rank < least) {
        least = rank;
        best = k;
      }
    }
    Arrays.fill(outputs, 0, centers.length, 0);
    outputs[best] = 1;
  }

  @Override
  public Evaluator evaluator() {
    return new CentroidsEvaluator(this);
  }

  @Override
  public long bytes() {
    return centers.length * (16L + (long) Double.BYTES * inputs());
  }
}
