// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Dates and times in the unit of {@code ColumnType}: milliseconds, whole. */
public final class Milliseconds {
  private Milliseconds() {}

  /** From 1970-01-01 to midnight of the date. */
  public static double of(LocalDate date) {
    return (double) TimeUnit.DAYS.toMillis(date.toEpochDay());
  }

  /** From midnight. */
  public static double of(LocalTime time) {
    return (double) TimeUnit.NANOSECONDS.toMillis(time.toNanoOfDay());
  }

  /** From 1970-01-01T00:00. */
  public static double of(LocalDateTime timestamp) {
    return (double) timestamp.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
