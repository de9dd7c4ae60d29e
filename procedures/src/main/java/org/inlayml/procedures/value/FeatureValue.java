// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.jspecify.annotations.Nullable;

/** One value, as JDBC, JSON or a literal gives it, as the raw value of a feature. */
public final class FeatureValue {
  private FeatureValue() {}

  /**
   * Puts a value into a row.
   *
   * <p>Errors: {@link MlError#INVALID_VALUE} where it cannot be of the feature's type.
   *
   * @param value null = missing
   */
  public static void put(Row row, int position, Feature feature, @Nullable Object value)
      throws SQLException {
    if (feature.type().isNumeric()) {
      row.setNumber(position, value == null ? Double.NaN : number(feature, value));
    } else {
      row.setText(position, value == null ? null : text(value));
    }
  }

  /**
   * The text of a CHAR(n) without the blanks that pad it, which mean nothing; HSQLDB pads even the
   * texts of {@code VALUES} and {@code ARRAY} to one length.
   */
  public static String withoutPadding(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static double number(Feature feature, Object value) {
    if (value instanceof CharSequence text && text.toString().isBlank()) {
      return Double.NaN;
    }
    double number =
        switch (feature.type()) {
          case INTEGER, NUMBER -> plainNumber(feature, value);
          case BOOLEAN -> truth(feature, value);
          case DATE -> Milliseconds.of(date(feature, value));
          case TIME -> Milliseconds.of(time(feature, value));
          case TIMESTAMP -> Milliseconds.of(timestamp(feature, value));
          case TEXT, IDENTIFIER -> throw new IllegalArgumentException(feature + " is not numeric");
        };
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** Text of any value: numbers without needless digits, dates in ISO form. */
  private static String text(Object value) throws SQLException {
    if (value instanceof Clob clob) {
      return clob.getSubString(1, (int) clob.length());
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1L << 53
          ? Long.toString(number.longValue())
          : number.toString();
    }
    return value.toString();
  }

  private static double plainNumber(Feature feature, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    } else if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    } else if (value instanceof CharSequence text) {
      try {
        return Double.parseDouble(text.toString().trim());
      } catch (NumberFormatException e) {
        throw invalid(feature, "a number", "a text that is none");
      }
    }
    throw invalid(feature, "a number", kind(value));
  }

  private static double truth(Feature feature, Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    } else if (value instanceof Number number) {
      if (number.doubleValue() == 0 || number.doubleValue() == 1) {
        return number.doubleValue();
      }
      throw invalid(feature, "true, false, 1 or 0", "another number");
    }
    return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> 1;
      case "false", "f", "no", "n", "0" -> 0;
      default -> throw invalid(feature, "true or false", kind(value));
    };
  }

  private static LocalDate date(Feature feature, Object value) {
    if (value instanceof LocalDate date) {
      return date;
    } else if (value instanceof Date date) {
      return date.toLocalDate();
    } else if (value instanceof String text && text.trim().length() == 10) {
      try {
        return LocalDate.parse(text.trim());
      } catch (DateTimeException e) {
        throw invalid(feature, "a date such as 2026-11-21", "a text that is none");
      }
    }
    return timestamp(feature, value).toLocalDate();
  }

  private static LocalTime time(Feature feature, Object value) {
    if (value instanceof LocalTime time) {
      return time;
    } else if (value instanceof OffsetTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    } else if (value instanceof Time time) {
      return time.toLocalTime();
    } else if (value instanceof String text) {
      try {
        return parseTime(text.trim());
      } catch (DateTimeException e) {
        throw invalid(feature, "a time such as 14:30:00", "a text that is none");
      }
    }
    return timestamp(feature, value).toLocalTime();
  }

  private static LocalDateTime timestamp(Feature feature, Object value) {
    if (value instanceof LocalDateTime timestamp) {
      return timestamp;
    } else if (value instanceof OffsetDateTime timestamp) {
      return timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    } else if (value instanceof ZonedDateTime timestamp) {
      return timestamp.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    } else if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    } else if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    } else if (value instanceof Date date) {
      return date.toLocalDate().atStartOfDay();
    } else if (value instanceof String text) {
      try {
        return parseTimestamp(text.trim());
      } catch (DateTimeException e) {
        throw invalid(feature, "a time stamp such as 2026-11-21 14:30:00", "a text that is none");
      }
    }
    throw invalid(feature, "a " + feature.type().name(), kind(value));
  }

  /** SQL's and ISO's forms: a blank or a T, with or without an offset, or a date alone. */
  private static LocalDateTime parseTimestamp(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay();
    }
    if (text.length() < 12 || " T".indexOf(text.charAt(10)) < 0) {
      throw new DateTimeException("no time behind the date");
    }
    String iso = text.substring(0, 10) + "T" + text.substring(11).trim();
    int offset = offset(iso, 11);
    if (offset < 0) {
      return LocalDateTime.parse(iso);
    }
    LocalDateTime local = LocalDateTime.parse(iso.substring(0, offset).trim());
    return local
        .atOffset(zone(iso.substring(offset)))
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalDateTime();
  }

  /** With or without an offset; HSQLDB writes 9:30:00 for 09:30:00. */
  private static LocalTime parseTime(String text) {
    int offset = offset(text, 0);
    String time = offset < 0 ? text : text.substring(0, offset).trim();
    LocalTime local = LocalTime.parse(time.indexOf(':') == 1 ? "0" + time : time);
    return offset < 0
        ? local
        : local
            .atOffset(zone(text.substring(offset)))
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toLocalTime();
  }

  /** Where the offset begins; negative where there is none. */
  private static int offset(String text, int from) {
    return Math.max(
        Math.max(text.indexOf('+', from), text.indexOf('-', from)), text.indexOf('Z', from));
  }

  /** HSQLDB writes +1:00, H2 +01. */
  private static ZoneOffset zone(String text) {
    String zone = text.trim();
    boolean oneDigit = zone.length() == 2 || zone.indexOf(':') == 2;
    return ZoneOffset.of(oneDigit ? zone.charAt(0) + "0" + zone.substring(1) : zone);
  }

  private static String kind(Object value) {
    return value instanceof CharSequence ? "a text" : "a " + value.getClass().getSimpleName();
  }

  private static MlException invalid(Feature feature, String expected, String found) {
    return MlError.INVALID_VALUE.with(feature.name(), expected, found);
  }
}
