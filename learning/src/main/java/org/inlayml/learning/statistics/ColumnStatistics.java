// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.TextColumn;

/** What a column looked like, in few bytes. Immutable. */
public sealed interface ColumnStatistics permits NumberStatistics, CategoryStatistics {
  String name();

  ColumnType type();

  long rows();

  /** How many rows have no value. */
  long missing();

  /** Gathers them; sorts a copy of the column. The order of the rows changes nothing. */
  static ColumnStatistics of(Column column) {
    if (column instanceof NumberColumn numbers) {
      return NumberStatistics.of(numbers);
    }
    return CategoryStatistics.of((TextColumn) column);
  }

  /** How many rows have a value. */
  default long present() {
    return rows() - missing();
  }

  /** The share of the rows without a value; 0 without rows. */
  default double missingShare() {
    return rows() == 0 ? 0 : (double) missing() / rows();
  }

  /** {@code number}, {@code calendar} or {@code category}. */
  default String kind() {
    return type().isTemporal() ? "calendar" : type().isNumeric() ? "number" : "category";
  }
}
