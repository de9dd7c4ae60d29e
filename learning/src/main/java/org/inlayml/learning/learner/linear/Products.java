// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Polynomial;

/**
 * All products of up to so many features, shorter ones first, each as one of fewer factors times
 * one feature more.
 *
 * @param parents per product the position of the shorter one, or {@link Polynomial#NONE}
 * @param factors per product the feature besides
 */
record Products(int[] parents, int[] factors) {
  /** More are no use: their equations would take terabytes. */
  private static final int MOST = 1 << 26;

  /** Errors: {@code NOT_ENOUGH_MEMORY} where there are too many for any memory. */
  static Products of(int width, int degree, boolean once) {
    double count = count(width, degree, once);
    if (count > MOST) {
      throw MlError.NOT_ENOUGH_MEMORY.with(
          "a polynomial of degree " + degree + " in " + width + " features",
          (long) Math.min(48 * count / (1 << 20), Long.MAX_VALUE),
          (48L * MOST) >> 20,
          " or a lower degree");
    }
    int[] parents = new int[(int) count];
    int[] factors = new int[parents.length];
    Arrays.fill(parents, 0, width, Polynomial.NONE);
    Arrays.setAll(factors, j -> j < width ? j : 0);
    int from = 0;
    int to = width;
    int next = width;
    for (int length = 2; length <= degree; length++) {
      for (int t = from; t < to; t++) {
        for (int j = once ? factors[t] + 1 : factors[t]; j < width; j++) {
          parents[next] = t;
          factors[next++] = j;
        }
      }
      from = to;
      to = next;
    }
    return new Products(parents, factors);
  }

  /** How many there are, without making them. */
  static double count(int width, int degree, boolean once) {
    double all = 0;
    double ofLength = 1;
    for (int length = 1; length <= degree; length++) {
      ofLength *= (once ? width - length + 1.0 : width + length - 1.0) / length;
      ofLength = Math.max(0, ofLength);
      all += Math.rint(ofLength);
    }
    return all;
  }

  int count() {
    return parents.length;
  }

  /** Writes all products of a row. */
  void multiply(double[] row, double[] products) {
    for (int t = 0; t < parents.length; t++) {
      double factor = row[factors[t]];
      products[t] = parents[t] == Polynomial.NONE ? factor : products[parents[t]] * factor;
    }
  }

  /** Writes one product of every row. */
  void multiply(int product, double[][] columns, double[] values) {
    System.arraycopy(columns[factors[product]], 0, values, 0, values.length);
    for (int t = parents[product]; t != Polynomial.NONE; t = parents[t]) {
      double[] column = columns[factors[t]];
      for (int i = 0; i < values.length; i++) {
        values[i] *= column[i];
      }
    }
  }
}
