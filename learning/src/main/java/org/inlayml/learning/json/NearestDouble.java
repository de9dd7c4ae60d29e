// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import java.math.BigInteger;

/**
 * The double nearest to a decimal number, of two equally near the even one; the same as {@link
 * Double#parseDouble}, several times as fast. After D. Lemire, "Number parsing at a gigabyte per
 * second", Software: Practice and Experience 51 (2021), and N. Mushtak, D. Lemire, "Fast number
 * parsing without fallback", Software: Practice and Experience 53 (2023).
 */
final class NearestDouble {
  private static final int LEAST_EXPONENT = -64;
  private static final int GREATEST_EXPONENT = 64;

  /** The leading 128 bits of five to the power of each exponent: 64 high ones, 64 low ones. */
  private static final long[] POWERS_OF_FIVE = powersOfFive();

  private static final int FRACTION_BITS = 52;
  private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
  private static final int BIAS = 1023;

  /** Times 2^16; exact enough for the whole part of the logarithm of each power of ten. */
  private static final int LOG2_OF_TEN = 217_706;

  /** Bits of a product below those of the fraction, its hidden bit and one to round by. */
  private static final int SPARE_BITS = 64 - FRACTION_BITS - 3;

  /** Only within these exponents can a number lie right between two doubles. */
  private static final int LEAST_TIE = -4;

  private static final int GREATEST_TIE = 23;

  /** Five to the power of 27 is the greatest that fits in 64 bits. */
  private static final int LEAST_ROUNDED_UP = -27;

  private NearestDouble() {}

  /**
   * The double nearest to {@code digits} times ten to the power of {@code exponent}; NaN where that
   * power is beyond what is prepared.
   *
   * @param digits not negative
   */
  static double of(long digits, int exponent) {
    if (digits == 0) {
      return 0;
    } else if (exponent < LEAST_EXPONENT || exponent > GREATEST_EXPONENT) {
      return Double.NaN;
    }
    return rounded(digits, exponent);
  }

  private static double rounded(long digits, int exponent) {
    int zeros = Long.numberOfLeadingZeros(digits);
    long shifted = digits << zeros;
    int power = 2 * (exponent - LEAST_EXPONENT);
    long high = unsignedMultiplyHigh(shifted, POWERS_OF_FIVE[power]);
    long low = shifted * POWERS_OF_FIVE[power];
    if ((high & ((1L << SPARE_BITS) - 1)) == (1L << SPARE_BITS) - 1) {
      long more = unsignedMultiplyHigh(shifted, POWERS_OF_FIVE[power + 1]);
      low += more;
      if (Long.compareUnsigned(low, more) < 0) {
        high++;
      }
    }
    int top = (int) (high >>> 63);
    int spare = top + SPARE_BITS;
    long fraction = high >>> spare;
    int binary = ((LOG2_OF_TEN * exponent) >> 16) + 63 + top - zeros;
    boolean tie =
        Long.compareUnsigned(low, 1) <= 0
            && exponent >= LEAST_TIE
            && exponent <= GREATEST_TIE
            && (fraction & 3) == 1
            && fraction << spare == high;
    if (tie) {
      fraction--;
    }
    fraction = (fraction + (fraction & 1)) >>> 1;
    if (fraction == 2 * HIDDEN_BIT) {
      fraction = HIDDEN_BIT;
      binary++;
    }
    return Double.longBitsToDouble(
        ((long) (binary + BIAS) << FRACTION_BITS) | (fraction & (HIDDEN_BIT - 1)));
  }

  /** The high 64 bits of a product, both factors taken as not negative. */
  private static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /** Rounded down, but up for the inverses of what fits in 64 bits, as the proof wants them. */
  private static long[] powersOfFive() {
    long[] powers = new long[2 * (GREATEST_EXPONENT - LEAST_EXPONENT + 1)];
    BigInteger five = BigInteger.valueOf(5);
    for (int exponent = LEAST_EXPONENT; exponent <= GREATEST_EXPONENT; exponent++) {
      BigInteger power = five.pow(Math.abs(exponent));
      if (exponent < 0) {
        power = BigInteger.ONE.shiftLeft(2 * power.bitLength() + 128).divide(power);
      }
      power = power.shiftRight(power.bitLength() - 128);
      if (exponent < 0 && exponent >= LEAST_ROUNDED_UP) {
        power = power.add(BigInteger.ONE);
      }
      int at = 2 * (exponent - LEAST_EXPONENT);
      powers[at] = power.shiftRight(64).longValue();
      powers[at + 1] = power.longValue();
    }
    return powers;
  }
}
