// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a row's key: the values of its columns, with commas. Where there are several columns,
 * a comma or backslash within a value has a backslash before it, so that different keys are
 * different texts. Stateless, thread-safe.
 */
public final class RowKey {
  /** As long as the column of {@code ML.PREDICTION_LOG}. */
  private static final int LONGEST = 1000;

  private static final char SEPARATOR = ',';
  private static final char ESCAPE = '\\';

  private RowKey() {}

  /**
   * The text of a key; null where there is none: without columns, with a value that is missing or
   * not known yet, or where it would be empty or too long to be logged.
   *
   * @param values plain ones, dates and times of java.time
   */
  public static @Nullable String of(List<? extends @Nullable Object> values) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        return null;
      }
      if (values.size() == 1) {
        key.append(value);
      } else {
        append(key, i, value.toString());
      }
    }
    return key.isEmpty() || key.length() > LONGEST ? null : key.toString();
  }

  private static void append(StringBuilder key, int column, String value) {
    if (column > 0) {
      key.append(SEPARATOR);
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == SEPARATOR || c == ESCAPE) {
        key.append(ESCAPE);
      }
      key.append(c);
    }
  }

  /**
   * The texts of the values of a key; empty where it has not so many.
   *
   * @param columns how many columns the key has
   */
  public static List<String> split(String key, int columns) {
    if (columns == 1) {
      return List.of(key);
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == SEPARATOR) {
        values.add(value.toString());
        value.setLength(0);
      } else if (c == ESCAPE && i + 1 < key.length()) {
        value.append(key.charAt(++i));
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values.size() == columns ? values : List.of();
  }
}
