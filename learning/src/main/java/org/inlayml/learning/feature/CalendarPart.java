// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.table.ColumnType;

/** A number that a date or a time of day shows, in the ISO calendar. */
public enum CalendarPart {
  YEAR,
  /** 1 to 12. */
  MONTH,
  /** Of the month, 1 to 31. */
  DAY,
  /** 1 (Monday) to 7 (Sunday). */
  WEEKDAY,
  /** 1 to 366. */
  DAY_OF_YEAR,
  /** Days since 1970-01-01. */
  DAYS,
  /** 0 to 23. */
  HOUR,
  /** 0 to 59. */
  MINUTE,
  /** 0 to 86,399. */
  SECOND_OF_DAY;

  private static final List<CalendarPart> OF_DATE =
      List.of(YEAR, MONTH, DAY, WEEKDAY, DAY_OF_YEAR, DAYS);
  private static final List<CalendarPart> OF_TIME = List.of(HOUR, MINUTE, SECOND_OF_DAY);
  private static final List<CalendarPart> ALL = List.of(values());

  /** The parts that a type has; none where it is neither date nor time. */
  static List<CalendarPart> of(ColumnType type) {
    return switch (type) {
      case DATE -> OF_DATE;
      case TIME -> OF_TIME;
      case TIMESTAMP -> ALL;
      case INTEGER, NUMBER, BOOLEAN, TEXT, IDENTIFIER -> List.of();
    };
  }

  /** What follows the dot in the name of an encoded feature, such as {@code month}. */
  public String featureName() {
    return name().toLowerCase(Locale.ROOT);
  }

  long of(LocalDate date, long millisecondOfDay) {
    return switch (this) {
      case YEAR -> date.getYear();
      case MONTH -> date.getMonthValue();
      case DAY -> date.getDayOfMonth();
      case WEEKDAY -> date.getDayOfWeek().getValue();
      case DAY_OF_YEAR -> date.getDayOfYear();
      case DAYS -> date.toEpochDay();
      case HOUR -> millisecondOfDay / 3_600_000;
      case MINUTE -> millisecondOfDay / 60_000 % 60;
      case SECOND_OF_DAY -> millisecondOfDay / 1_000;
    };
  }
}
