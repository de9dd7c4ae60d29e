// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;

/**
 * A number, or {@code fill} where missing, as {@code (value - centre) / scale}. A result beyond the
 * range of doubles becomes the largest double of its sign. Immutable, thread-safe.
 *
 * @param fill what stands for a missing value, before centring and scaling
 * @param centre 0 where numbers are left as they are
 * @param scale above 0; 1 where numbers are left as they are
 */
public record NumberEncoding(double fill, double centre, double scale) implements Encoding {
  private static final double MAX = Double.MAX_VALUE;

  public NumberEncoding {
    if (!Double.isFinite(fill) || !Double.isFinite(centre) || !(scale > 0 && scale <= MAX)) {
      throw new IllegalArgumentException("fill, centre or scale is not usable");
    }
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public List<String> names(String name) {
    return List.of(name);
  }

  /**
   * The encoded value of a number, finite.
   *
   * @param number NaN where missing
   */
  double value(double number) {
    double value = (number - centre) / scale;
    return Math.abs(value) <= MAX ? value : bounded(number);
  }

  /** Encodes rows of a column from {@code from} on to {@code target[0]} on. */
  void encode(double[] numbers, int from, int rows, double[] target) {
    for (int i = 0; i < rows; i++) {
      target[i] = (numbers[from + i] - centre) / scale;
    }
    // apart, so that the loop above is free of branches
    for (int i = 0; i < rows; i++) {
      if (!(Math.abs(target[i]) <= MAX)) {
        target[i] = bounded(numbers[from + i]);
      }
    }
  }

  private double bounded(double number) {
    double value = Double.isNaN(number) ? fill : Math.max(-MAX, Math.min(MAX, number));
    return Math.max(-MAX, Math.min(MAX, (value - centre) / scale));
  }
}
