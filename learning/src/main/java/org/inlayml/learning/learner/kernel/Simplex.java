// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * Maximises a function of one or a few numbers by moving the worst corner of a simplex. Source:
 * Nelder, Mead, A Simplex Method for Function Minimization, 1965.
 */
final class Simplex {
  private static final int MOST_STEPS = 200;

  /** Corners whose values differ by no more are the top. */
  private static final double LEVEL = 1e-4;

  private record Corner(double[] at, double value) {}

  private Simplex() {}

  /**
   * Finds where the function is greatest near the start.
   *
   * @param start one number a dimension
   * @param size how far the first corners are away
   * @param bound numbers are kept within plus and minus this
   */
  static double[] maximise(
      ToDoubleFunction<double[]> function, double[] start, double size, double bound) {
    int dimensions = start.length;
    Corner[] corners = new Corner[dimensions + 1];
    for (int c = 0; c <= dimensions; c++) {
      double[] at = start.clone();
      if (c > 0) {
        at[c - 1] += size;
      }
      corners[c] = corner(function, at, bound);
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      Arrays.sort(corners, Comparator.comparingDouble(corner -> -corner.value()));
      Corner worst = corners[dimensions];
      if (corners[0].value() - worst.value() <= LEVEL && width(corners) <= size / 10) {
        break;
      }
      double[] middle = new double[dimensions];
      for (int c = 0; c < dimensions; c++) {
        for (int j = 0; j < dimensions; j++) {
          middle[j] += corners[c].at()[j] / dimensions;
        }
      }
      Corner better = better(function, corners, middle, bound);
      if (better.value() > worst.value()) {
        corners[dimensions] = better;
      } else {
        for (int c = 1; c <= dimensions; c++) {
          corners[c] = corner(function, between(corners[0].at(), corners[c].at(), 0.5), bound);
        }
      }
    }
    return corners[0].at();
  }

  /** The worst corner mirrored, twice as far if that is the best, or half as far if it is not. */
  private static Corner better(
      ToDoubleFunction<double[]> function, Corner[] corners, double[] middle, double bound) {
    Corner worst = corners[corners.length - 1];
    Corner mirrored = corner(function, between(middle, worst.at(), -1), bound);
    if (mirrored.value() > corners[0].value()) {
      Corner farther = corner(function, between(middle, worst.at(), -2), bound);
      return farther.value() > mirrored.value() ? farther : mirrored;
    }
    if (mirrored.value() > corners[corners.length - 2].value()) {
      return mirrored;
    }
    double share = mirrored.value() > worst.value() ? -0.5 : 0.5;
    return corner(function, between(middle, worst.at(), share), bound);
  }

  private static Corner corner(ToDoubleFunction<double[]> function, double[] at, double bound) {
    double[] kept = Arrays.stream(at).map(v -> Math.max(-bound, Math.min(bound, v))).toArray();
    double value = function.applyAsDouble(kept);
    return new Corner(kept, value > Double.NEGATIVE_INFINITY ? value : -Double.MAX_VALUE);
  }

  private static double[] between(double[] from, double[] to, double share) {
    double[] at = new double[from.length];
    for (int j = 0; j < at.length; j++) {
      at[j] = from[j] + share * (to[j] - from[j]);
    }
    return at;
  }

  private static double width(Corner[] corners) {
    double width = 0;
    for (Corner corner : corners) {
      for (int j = 0; j < corner.at().length; j++) {
        width = Math.max(width, Math.abs(corner.at()[j] - corners[0].at()[j]));
      }
    }
    return width;
  }
}
