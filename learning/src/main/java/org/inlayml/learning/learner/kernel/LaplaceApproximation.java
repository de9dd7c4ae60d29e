// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * A Gaussian process behind the probability of one class, approximated by a normal distribution
 * around its most likely course, which Newton's method finds. Source: Rasmussen, Williams, Gaussian
 * Processes for Machine Learning, 2006, algorithm 3.1. Not thread-safe.
 */
final class LaplaceApproximation {
  private static final double CLOSE = 1e-10;

  private final FeatureMatrix features;
  private final double[] signs;
  private final double[] counts;
  private final int steps;
  private final Work work;
  private final double[][] kernel;
  private final double[][] triangle;
  private final double[] course;
  private final double[] weights;
  private final double[] roots;
  private double evidence;

  /**
   * @param signs per row 1 where it is of the class, else -1
   * @param counts per row, how often its class is seen
   * @param steps how many of Newton's at most
   */
  LaplaceApproximation(
      FeatureMatrix features, double[] signs, double[] counts, int steps, Work work) {
    this.features = features;
    this.signs = signs;
    this.counts = counts;
    this.steps = steps;
    this.work = work;
    kernel = Cholesky.triangle(signs.length);
    triangle = Cholesky.triangle(signs.length);
    course = new double[signs.length];
    weights = new double[signs.length];
    roots = new double[signs.length];
  }

  /** Approximates with a kernel; returns the logarithm of the likelihood of the classes. */
  double approximate(KernelFunction function) {
    KernelTriangle.fill(kernel, features, function, work);
    Arrays.fill(course, 0);
    evidence = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < steps; step++) {
      double better = step();
      boolean done = better - evidence < CLOSE;
      evidence = better;
      if (done) {
        break;
      }
    }
    settle();
    return evidence;
  }

  /** One step of Newton's; returns the likelihood where it ends. */
  private double step() {
    settle();
    int size = signs.length;
    Cholesky parts = parts();
    double[] wanted = new double[size];
    for (int i = 0; i < size; i++) {
      wanted[i] = roots[i] * roots[i] * course[i] + weights[i];
    }
    double[] solved = new double[size];
    multiply(wanted, solved);
    for (int i = 0; i < size; i++) {
      solved[i] *= roots[i];
    }
    solved = parts.solve(solved);
    double sum = -parts.halfLogDeterminant();
    for (int i = 0; i < size; i++) {
      wanted[i] -= roots[i] * solved[i];
    }
    multiply(wanted, course);
    for (int i = 0; i < size; i++) {
      double margin = signs[i] * course[i];
      double loss = Math.max(0, -margin) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
      sum -= wanted[i] * course[i] / 2 + counts[i] * loss;
    }
    return sum;
  }

  /** Slopes and curvatures of the likelihood where the course is. */
  private void settle() {
    for (int i = 0; i < signs.length; i++) {
      double probability = 1 / (1 + StrictMath.exp(-course[i]));
      weights[i] = counts[i] * ((signs[i] > 0 ? 1 : 0) - probability);
      roots[i] = Math.sqrt(counts[i] * (probability * (1 - probability)));
    }
  }

  private Cholesky parts() {
    return Cholesky.of(
        triangle,
        rows -> {
          for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
              rows[i][j] = roots[i] * kernel[i][j] * roots[i + j];
            }
            rows[i][0] += 1;
          }
        },
        work);
  }

  /** The kernel matrix times a vector. */
  private void multiply(double[] vector, double[] into) {
    Arrays.fill(into, 0);
    for (int i = 0; i < vector.length; i++) {
      double[] row = kernel[i];
      double value = vector[i];
      double sum = row[0] * value;
      for (int j = 1; j < row.length; j++) {
        sum += row[j] * vector[i + j];
        into[i + j] += row[j] * value;
      }
      into[i] += sum;
    }
  }

  /** What the kernel values count in the mean of the process. */
  double[] weights() {
    return weights.clone();
  }

  /** Square roots of the curvatures. */
  double[] roots() {
    return roots.clone();
  }

  /** The triangle that takes what is known off the variance, row after row. */
  double[] factor() {
    parts();
    int size = triangle.length;
    double[] packed = new double[Math.toIntExact((long) size * (size + 1) / 2)];
    int at = 0;
    for (double[] row : triangle) {
      System.arraycopy(row, 0, packed, at, row.length);
      at += row.length;
    }
    return packed;
  }
}
