// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column have in common: whole numbers, numbers, or texts. An empty field is
 * NULL. Immutable, thread-safe.
 *
 * @param longest number of characters
 */
record DatasetColumn(Kind kind, int longest) {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");

  static final DatasetColumn EMPTY = new DatasetColumn(Kind.INTEGER, 1);

  /** From the narrowest on. */
  enum Kind {
    INTEGER,
    BIGINT,
    DOUBLE,
    TEXT
  }

  /** With one more value. */
  DatasetColumn with(String field) {
    if (field.isEmpty()) {
      return this;
    }
    Kind own = kind(field);
    return new DatasetColumn(
        own.compareTo(kind) > 0 ? own : kind, Math.max(longest, field.length()));
  }

  private static Kind kind(String field) {
    if (WHOLE.matcher(field).matches()) {
      long value = Long.parseLong(field);
      return (int) value == value ? Kind.INTEGER : Kind.BIGINT;
    }
    return NUMBER.matcher(field).matches() ? Kind.DOUBLE : Kind.TEXT;
  }

  String sqlType() {
    return switch (kind) {
      case INTEGER -> "INTEGER";
      case BIGINT -> "BIGINT";
      case DOUBLE -> "DOUBLE PRECISION";
      case TEXT -> "VARCHAR(" + longest + ")";
    };
  }

  @Nullable Object value(String field) {
    if (field.isEmpty()) {
      return null;
    }
    return switch (kind) {
      case INTEGER -> Integer.valueOf(field);
      case BIGINT -> Long.valueOf(field);
      case DOUBLE -> Double.valueOf(field);
      case TEXT -> field;
    };
  }
}
