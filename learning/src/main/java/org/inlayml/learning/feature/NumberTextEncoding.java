// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text that is read as a number, as {@code TotalCharges VARCHAR} with blanks for missing values.
 * What does not read as a number is missing. Immutable, thread-safe.
 */
public record NumberTextEncoding(NumberEncoding number) implements TextNumberEncoding {
  @Override
  public int width() {
    return number.width();
  }

  @Override
  public List<String> names(String name) {
    return number.names(name);
  }

  @Override
  public double value(@Nullable String text) {
    return number.value(parse(text));
  }

  /**
   * Reads a decimal number, with or without an exponent, whatever the locale; surrounding blanks do
   * not matter. NaN where the text is null or no such number.
   */
  static double parse(@Nullable String text) {
    if (text == null) {
      return Double.NaN;
    }
    String trimmed = text.trim();
    boolean digits = false;
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      // Shuts out what parseDouble takes besides: NaN, Infinity, 1d, 0x1p3.
      if (!digit && "+-.eE".indexOf(c) < 0) {
        return Double.NaN;
      }
      digits |= digit;
    }
    if (!digits) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(trimmed);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
