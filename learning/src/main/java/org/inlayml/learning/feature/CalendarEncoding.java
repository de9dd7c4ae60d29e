// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.time.LocalDate;
import java.util.List;

/**
 * A date, a time or both as calendar numbers, named such as {@code SIGNED_ON.month}. The unit of
 * the raw value is the millisecond, as {@code ColumnType} says. Immutable, thread-safe.
 */
public record CalendarEncoding(List<Part> parts) implements Encoding {
  private static final long DAY = 86_400_000;

  /** A calendar number and how it is filled and scaled. */
  public record Part(CalendarPart part, NumberEncoding number) {}

  public CalendarEncoding {
    parts = List.copyOf(parts);
  }

  @Override
  public int width() {
    return parts.size();
  }

  @Override
  public List<String> names(String name) {
    return parts.stream().map(p -> name + "." + p.part().featureName()).toList();
  }

  /**
   * Writes the encoded values, finite, to {@code target[offset]} on.
   *
   * @param moment NaN where missing
   */
  void encode(double moment, double[] target, int offset) {
    LocalDate date = date(moment);
    long millisecondOfDay = millisecondOfDay(moment);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      double value = Double.isNaN(moment) ? Double.NaN : part.part().of(date, millisecondOfDay);
      target[offset + i] = part.number().value(value);
    }
  }

  /** The day of a moment in milliseconds; 1970-01-01 for NaN. */
  static LocalDate date(double moment) {
    // A long of milliseconds spans 292 million years either way, which LocalDate holds.
    return LocalDate.ofEpochDay(Math.floorDiv((long) Math.floor(moment), DAY));
  }

  static long millisecondOfDay(double moment) {
    return Math.floorMod((long) Math.floor(moment), DAY);
  }
}
