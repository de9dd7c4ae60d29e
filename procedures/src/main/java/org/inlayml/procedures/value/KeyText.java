// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of a key as a text that is the same whatever it comes from: a column of any engine, a
 * parameter, or JSON. Numbers are written without needless digits, so that 7, 7.0 and '7' are one
 * key; the blanks that pad a CHAR are left out. Stateless.
 */
public final class KeyText {
  /** Digits of a number that is written out. */
  private static final int MOST_DIGITS = 64;

  private static final DateTimeFormatter TIME_STAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private KeyText() {}

  /**
   * The text of a value.
   *
   * @param value as JDBC gives it; null where NULL
   */
  public static @Nullable String of(@Nullable Object value) throws SQLException {
    if (value == null) {
      return null;
    } else if (value instanceof CharSequence text) {
      return FeatureValue.withoutPadding(text.toString());
    } else if (value instanceof Number number) {
      return number(number.toString());
    } else if (value instanceof Clob clob) {
      return FeatureValue.withoutPadding(clob.getSubString(1, (int) clob.length()));
    } else if (value instanceof Timestamp timestamp) {
      return TIME_STAMP.format(timestamp.toLocalDateTime());
    } else if (value instanceof LocalDateTime timestamp) {
      return TIME_STAMP.format(timestamp);
    } else if (value instanceof OffsetDateTime timestamp) {
      return TIME_STAMP.format(timestamp.withOffsetSameInstant(ZoneOffset.UTC));
    } else if (value instanceof ZonedDateTime timestamp) {
      return TIME_STAMP.format(timestamp.withZoneSameInstant(ZoneOffset.UTC));
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value.toString();
  }

  /**
   * The text of a number.
   *
   * @param digits as Java or JSON writes it
   */
  static String number(String digits) {
    try {
      BigDecimal number = new BigDecimal(digits);
      if (number.signum() == 0) {
        return "0";
      }
      BigDecimal stripped = number.stripTrailingZeros();
      boolean isShort = Math.abs((long) stripped.scale()) <= MOST_DIGITS;
      return isShort ? stripped.toPlainString() : stripped.toString();
    } catch (NumberFormatException e) {
      return digits; // not finite
    }
  }
}
