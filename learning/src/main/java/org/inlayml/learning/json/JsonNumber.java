// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

/** A number in a JSON text, by its digits. Reused from number to number; not thread-safe. */
final class JsonNumber {
  /** As many digits fit in 64 bits. */
  private static final int MOST_DIGITS = 19;

  private static final long MOST_EXACT = 1_000_000_000_000_000_000L;

  /** No double needs more than 17 digits. */
  private static final long MOST_SHORT = 100_000_000_000_000_000L;

  /** From here on an exponent is not looked at closely. */
  private static final int MOST_EXPONENT = 1000;

  private char[] json = {};
  private int start;
  private int firstDigit;
  private int endOfDigits;
  private int end;

  /** All digits as one number, of which the high bits are lost where they are too many. */
  private long digits;

  private int behindPoint;
  private int exponent;

  /** NaN while nobody has asked. */
  private double value;

  /**
   * Reads a number.
   *
   * <p>Errors: {@link JsonSyntaxException}.
   *
   * @param text something that is no digit must stand at {@code length}
   */
  void take(char[] text, int length, int from) {
    json = text;
    start = from;
    firstDigit = json[from] == '-' ? from + 1 : from;
    digits = 0;
    value = Double.NaN;
    int at = digitsFrom(firstDigit);
    if (at == firstDigit || (at > firstDigit + 1 && json[firstDigit] == '0')) {
      throw new JsonSyntaxException(
          "unexpected " + JsonScanner.shown(json, length, from), from + 1);
    }
    behindPoint = 0;
    if (json[at] == '.') {
      int point = at++;
      at = digitsFrom(fourDigitsFrom(at));
      behindPoint = at - point - 1;
      require(behindPoint, length, at);
    }
    endOfDigits = at;
    end = at;
    exponent = 0;
    if ((json[at] | 0x20) == 'e') {
      takeExponent(length);
    }
  }

  private void takeExponent(int length) {
    long ofNumber = digits;
    digits = 0;
    boolean below = json[endOfDigits + 1] == '-';
    int from = endOfDigits + (below || json[endOfDigits + 1] == '+' ? 2 : 1);
    end = digitsFrom(from);
    require(end - from, length, end);
    int size = end - from < MOST_DIGITS ? (int) Math.min(digits, MOST_EXPONENT) : MOST_EXPONENT;
    exponent = below ? -size : size;
    digits = ofNumber;
  }

  private void require(int count, int length, int at) {
    if (count == 0) {
      throw new JsonSyntaxException(
          "a number lacks digits before " + JsonScanner.shown(json, length, at), at + 1);
    }
  }

  /** Appends to {@link #digits} and says where the digits end. */
  private int digitsFrom(int from) {
    int at = from;
    long sum = digits;
    for (char c = json[at]; c >= '0' && c <= '9'; c = json[++at]) {
      sum = sum * 10 + (c - '0');
    }
    digits = sum;
    return at;
  }

  /** As {@link #digitsFrom}, but only fours of digits, which are read at once. */
  private int fourDigitsFrom(int from) {
    int at = from;
    long sum = digits;
    while (at < json.length - 4) {
      int thousands = json[at] - '0';
      int hundreds = json[at + 1] - '0';
      int tens = json[at + 2] - '0';
      int ones = json[at + 3] - '0';
      int below = thousands | hundreds | tens | ones;
      int above = (thousands + 6) | (hundreds + 6) | (tens + 6) | (ones + 6);
      if ((below | above) >>> 4 != 0) { // one is less than 0 or more than 9
        break;
      }
      sum = sum * 10_000 + (thousands * 1000 + hundreds * 100 + tens * 10 + ones);
      at += 4;
    }
    digits = sum;
    return at;
  }

  /** Behind the last character. */
  int end() {
    return end;
  }

  boolean hasExponent() {
    return end > endOfDigits;
  }

  /** Whether there is neither point nor exponent. */
  boolean isWhole() {
    return behindPoint == 0 && !hasExponent();
  }

  /** Whether {@link #digits} and {@link #scale} say all. */
  boolean isExact() {
    return fits(MOST_EXACT);
  }

  /** Whether they do, with no more digits than a double needs. */
  boolean isShort() {
    return fits(MOST_SHORT);
  }

  private boolean fits(long limit) {
    int count = endOfDigits - firstDigit - (behindPoint > 0 ? 1 : 0);
    for (int i = firstDigit; count > MOST_DIGITS && (json[i] == '0' || json[i] == '.'); i++) {
      count -= json[i] == '0' ? 1 : 0;
    }
    // what needs the sign's bit too is negative
    return count <= MOST_DIGITS
        && digits >= 0
        && digits < limit
        && Math.abs(exponent) < MOST_EXPONENT;
  }

  /** The digits as a whole number with the sign. */
  long digits() {
    return isNegative() ? -digits : digits;
  }

  /** How many of the digits are behind the point, when the exponent has moved it. */
  int scale() {
    return behindPoint - exponent;
  }

  private boolean isNegative() {
    return firstDigit > start;
  }

  /** The nearest double. */
  double value() {
    if (Double.isNaN(value)) {
      double size = isExact() ? NearestDouble.of(digits, -scale()) : Double.NaN;
      if (Double.isNaN(size)) {
        value = Double.parseDouble(text());
      } else {
        value = isNegative() ? -size : size;
      }
    }
    return value;
  }

  /** As it is written. */
  String text() {
    return new String(json, start, end - start);
  }

  /** Where the digits end that could stand alone, as people write them; the start if none could. */
  int endWithoutExponent() {
    boolean asWritten = exponent == 0 && behindPoint > 0 && json[endOfDigits - 1] != '0';
    return asWritten ? endOfDigits : start;
  }
}
