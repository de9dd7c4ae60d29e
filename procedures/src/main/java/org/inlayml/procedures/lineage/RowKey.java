// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a row's key: the values of its columns, with commas. Stateless, thread-safe. */
public final class RowKey {
  /** As long as the column of {@code ML.PREDICTION_LOG}. */
  private static final int LONGEST = 1000;

  private static final String SEPARATOR = ",";

  private RowKey() {}

  /**
   * The text of a key; null where there is none: without columns, with a value that is missing or
   * not known yet, or where it would be too long to be logged.
   *
   * @param values plain ones, dates and times of java.time
   */
  public static @Nullable String of(List<? extends @Nullable Object> values) {
    StringBuilder key = new StringBuilder();
    for (Object value : values) {
      if (value == null) {
        return null;
      }
      key.append(key.isEmpty() ? "" : SEPARATOR).append(value);
    }
    return key.isEmpty() || key.length() > LONGEST ? null : key.toString();
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
    List<String> values = List.of(key.split(SEPARATOR, -1));
    return values.size() == columns ? values : List.of();
  }
}
