// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Arrays;

/**
 * What is to be known of a column of numbers, at least one of them not missing.
 *
 * @param fill what stands for missing values
 * @param mean of all rows, the missing ones filled
 * @param deviation the population standard deviation of all rows, the missing ones filled
 * @param constant whether no two values differ
 * @param missing whether any value is missing
 * @param numbersRows whether the values are whole and count the rows: at least 20, none missing,
 *     all distinct, with gaps for at most every other one
 */
record NumberSummary(
    double fill,
    double mean,
    double deviation,
    boolean constant,
    boolean missing,
    boolean numbersRows) {
  private static final int FEWEST_NUMBERED = 20;

  /** Fills with the median. */
  static NumberSummary filledWithMedian(double[] values) {
    double[] sorted = sorted(values);
    int half = sorted.length / 2;
    double median = sorted[half];
    if (sorted.length % 2 == 0) {
      median = sorted[half - 1] / 2 + sorted[half] / 2;
    }
    return of(sorted, values.length - sorted.length, median);
  }

  /** Fills with the most frequent value, the lowest of those that are equally frequent. */
  static NumberSummary filledWithMostFrequent(double[] values) {
    double[] sorted = sorted(values);
    double best = sorted[0];
    int most = 0;
    int start = 0;
    for (int end = 1; end <= sorted.length; end++) {
      if (end == sorted.length || sorted[end] != sorted[start]) {
        if (end - start > most) {
          most = end - start;
          best = sorted[start];
        }
        start = end;
      }
    }
    return of(sorted, values.length - sorted.length, best);
  }

  /**
   * The encoding of the numbers.
   *
   * @param told whether the learner tells missing values from others, where some are
   */
  NumberEncoding encoding(boolean scaled, boolean told) {
    if (missing && told && !scaled) {
      return new NumberEncoding(FeatureMatrix.MISSING, 0, 1);
    }
    return scaled
        ? new NumberEncoding(fill, mean, deviation > 0 ? deviation : 1)
        : new NumberEncoding(fill, 0, 1);
  }

  /** Sums in the order of the values, so that the order of the rows changes no bit. */
  private static NumberSummary of(double[] sorted, int missing, double fill) {
    double lowest = sorted[0];
    double highest = sorted[sorted.length - 1];
    if (lowest == highest) {
      return new NumberSummary(fill, lowest, 0, true, missing > 0, false);
    }
    // A power of two changes no digit, but keeps squares and sums within the range of doubles.
    double unit = Math.scalb(1.0, Math.getExponent(Math.max(Math.abs(lowest), Math.abs(highest))));
    double rows = sorted.length + (double) missing;
    double sum = missing * (fill / unit);
    for (double value : sorted) {
      sum += value / unit;
    }
    double mean = sum / rows;
    double squares = missing * square(fill / unit - mean);
    for (double value : sorted) {
      squares += square(value / unit - mean);
    }
    double deviation = unit * Math.sqrt(squares / rows);
    boolean numbersRows = missing == 0 && countsUp(sorted);
    return new NumberSummary(fill, unit * mean, deviation, false, missing > 0, numbersRows);
  }

  private static boolean countsUp(double[] sorted) {
    int rows = sorted.length;
    if (rows < FEWEST_NUMBERED || sorted[rows - 1] - sorted[0] >= 2.0 * rows) {
      return false;
    }
    for (int i = 0; i < rows; i++) {
      if (sorted[i] != Math.rint(sorted[i]) || (i > 0 && sorted[i] == sorted[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static double square(double value) {
    return value * value;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
