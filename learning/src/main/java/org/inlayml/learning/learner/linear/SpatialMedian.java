// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The point with the least sum of distances from given points; of numbers, their median.
 *
 * <p>Source: Vardi, Zhang, The Multivariate L1-median and Associated Data Depth, 2000.
 */
final class SpatialMedian {
  private static final double ROUNDING = 0x1p-52;

  private SpatialMedian() {}

  /**
   * Finds it step by step, starting from the mean.
   *
   * @param points points × dimensions
   * @param tolerance the length of a step after which it stops
   */
  static double[] of(double[][] points, int steps, double tolerance, Checkpoint checkpoint) {
    int dimensions = points[0].length;
    if (dimensions == 1) {
      return new double[] {median(Arrays.stream(points).mapToDouble(p -> p[0]).toArray())};
    }
    double[] median = new double[dimensions];
    for (double[] point : points) {
      for (int j = 0; j < dimensions; j++) {
        median[j] += point[j] / points.length;
      }
    }
    for (int step = 0; step < steps; step++) {
      checkpoint.reached(0.7 + 0.3 * step / steps);
      double[] next = step(points, median);
      double moved = 0;
      for (int j = 0; j < dimensions; j++) {
        moved += (next[j] - median[j]) * (next[j] - median[j]);
      }
      median = next;
      if (moved < tolerance * tolerance) {
        break;
      }
    }
    return median;
  }

  /** The median of numbers, which are left as they are; of two in the middle their mean. */
  static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double high = sorted[sorted.length / 2];
    double low = sorted[(sorted.length - 1) / 2];
    return low + (high - low) / 2;
  }

  private static double[] step(double[][] points, double[] from) {
    int dimensions = from.length;
    double[] pull = new double[dimensions];
    double weights = 0;
    boolean isPoint = false;
    for (double[] point : points) {
      double square = 0;
      for (int j = 0; j < dimensions; j++) {
        double distance = point[j] - from[j];
        square += distance * distance;
      }
      double distance = Math.sqrt(square);
      if (distance < ROUNDING) {
        isPoint = true;
        continue;
      }
      double weight = 1 / distance;
      weights += weight;
      for (int j = 0; j < dimensions; j++) {
        pull[j] += weight * (point[j] - from[j]);
      }
    }
    double strength = 0;
    for (double value : pull) {
      strength += value * value;
    }
    strength = Math.sqrt(strength);
    double[] next = from.clone();
    if (strength > ROUNDING) {
      // a point of the set holds on to its place with the strength 1
      double share = isPoint ? Math.max(0, 1 - 1 / strength) : 1;
      for (int j = 0; j < dimensions; j++) {
        next[j] += share * pull[j] / weights;
      }
    }
    return next;
  }
}
