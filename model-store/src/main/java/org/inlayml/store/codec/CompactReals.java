// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

/**
 * Writes doubles of few bits in few bytes. Most numbers in models are ratios of small whole ones:
 * shares of the rows of a leaf, borders between whole or decimal values, multiples of a power of
 * two. Such are written as denominator and numerator, others as 0 and eight bytes; all come back
 * bit by bit.
 */
final class CompactReals {
  private static final long LARGEST_DENOMINATOR = 1 << 20;
  private static final long LARGEST_NUMERATOR = 1 << 30;

  private CompactReals() {}

  static void write(double[] values, ModelOutput output) {
    ModelOutput ratios = new ModelOutput();
    for (double value : values) {
      ratio(value, ratios);
    }
    boolean shorter = ratios.length() < (long) values.length * Double.BYTES;
    output.flag(shorter);
    if (shorter) {
      output.append(ratios);
    } else {
      output.reals(values);
    }
  }

  private static void ratio(double value, ModelOutput output) {
    int denominator = denominator(value);
    output.whole(denominator);
    if (denominator == 0) {
      output.real(value);
    } else {
      output.signed((int) Math.rint(value * denominator));
    }
  }

  /** Finds the smallest denominator by continued fractions; 0 for none that gives the same bits. */
  private static int denominator(double value) {
    double rest = Math.abs(value);
    long numeratorBefore = 0;
    long numerator = 1;
    long denominatorBefore = 1;
    long denominator = 0;
    while (rest < LARGEST_NUMERATOR) {
      long whole = (long) rest;
      long nextNumerator = whole * numerator + numeratorBefore;
      long nextDenominator = whole * denominator + denominatorBefore;
      if (nextNumerator > LARGEST_NUMERATOR || nextDenominator > LARGEST_DENOMINATOR) {
        return 0;
      }
      numeratorBefore = numerator;
      denominatorBefore = denominator;
      numerator = nextNumerator;
      denominator = nextDenominator;
      if (isSame(value, denominator)) {
        return (int) denominator;
      }
      rest = 1 / (rest - whole);
    }
    return 0;
  }

  /** Compares bits, for the numerator of -0.0 would be 0. */
  private static boolean isSame(double value, long denominator) {
    double numerator = Math.rint(value * denominator);
    return Math.abs(numerator) <= LARGEST_NUMERATOR
        && Double.doubleToLongBits((int) numerator / (double) denominator)
            == Double.doubleToLongBits(value);
  }

  /** Reads {@code count} values. */
  static double[] read(int count, ModelInput input) {
    if (!input.flag()) {
      return input.reals(count);
    }
    double[] values = new double[input.checkCount(count, 2)];
    for (int i = 0; i < count; i++) {
      int denominator = input.whole();
      values[i] = denominator == 0 ? input.real() : input.signed() / (double) denominator;
    }
    return values;
  }
}
