// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.List;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * A Gaussian process with noise. Source: Rasmussen, Williams, Gaussian Processes for Machine
 * Learning, 2006, algorithm 2.1. Not thread-safe.
 */
final class GaussianRegression {
  private final FeatureMatrix features;
  private final double[] values;
  private final double mean;
  private final double scale;
  private final Work work;
  private final double[][] triangle;

  /**
   * @param normalised whether the process is of the numbers less their mean, divided by their
   *     standard deviation
   */
  GaussianRegression(FeatureMatrix features, double[] target, boolean normalised, Work work) {
    this.features = features;
    this.work = work;
    double sum = 0;
    for (double value : target) {
      sum += value / target.length;
    }
    mean = normalised ? sum : 0;
    double square = 0;
    for (double value : target) {
      square += (value - sum) * (value - sum) / target.length;
    }
    scale = normalised && square > 0 && square < Double.MAX_VALUE ? Math.sqrt(square) : 1;
    values = new double[target.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (target[i] - mean) / scale;
    }
    triangle = Cholesky.triangle(values.length);
  }

  private Cholesky parts(KernelFunction function, double noise) {
    return Cholesky.of(
        triangle,
        rows -> {
          KernelTriangle.fill(rows, features, function, work);
          for (double[] row : rows) {
            row[0] += noise;
          }
        },
        work);
  }

  /** The logarithm of the likelihood of the numbers. */
  double evidence(KernelFunction function, double noise) {
    Cholesky parts = parts(function, noise);
    double[] solved = values.clone();
    parts.forward(solved);
    double square = 0;
    for (double value : solved) {
      square += value * value;
    }
    return -square / 2
        - parts.halfLogDeterminant()
        - values.length * StrictMath.log(2 * Math.PI) / 2;
  }

  /** The mean of the process, given the numbers. */
  Kernel model(KernelFunction function, double noise) {
    double[] weights = parts(function, noise).solve(values);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= scale;
    }
    int[] rows = IntStream.range(0, weights.length).toArray();
    return Machines.model(List.of(new Machine(rows, weights, mean)), function, features);
  }
}
