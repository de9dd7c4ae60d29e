// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.List;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;

/**
 * A Gaussian process with noise. Source: Rasmussen, Williams, Gaussian Processes for Machine
 * Learning, 2006, algorithm 2.1. Not thread-safe.
 *
 * <p>A row that counts w times is the mean of w numbers that are alike, whose noise has a w-th of
 * the variance; the evidence is that of the w numbers.
 */
final class GaussianRegression {
  private final FeatureMatrix features;
  private final double[] values;
  private final double[] counts;
  private final double mean;
  private final double scale;
  private final Work work;
  private final double[][] triangle;

  /**
   * @param normalised whether the process is of the numbers less their mean, divided by their
   *     standard deviation
   */
  GaussianRegression(FeatureMatrix features, TargetVector truth, boolean normalised, Work work) {
    this.features = features;
    this.work = work;
    double[] target = truth.values();
    counts = truth.allWeights();
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += target[i] * (counts[i] / total);
    }
    mean = normalised ? sum : 0;
    double square = 0;
    for (int i = 0; i < target.length; i++) {
      square += (target[i] - sum) * (target[i] - sum) * (counts[i] / total);
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
          for (int i = 0; i < rows.length; i++) {
            rows[i][0] += noise / counts[i];
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
    double evidence =
        -square / 2 - parts.halfLogDeterminant() - values.length * StrictMath.log(2 * Math.PI) / 2;
    for (double count : counts) {
      if (count != 1 && noise > 0) {
        double others = (count - 1) * StrictMath.log(2 * Math.PI * noise);
        evidence -= (others + StrictMath.log(count)) / 2;
      }
    }
    return evidence;
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
