// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

/** A named column of a {@link Table}. Immutable; the arrays given to it must not change after. */
public sealed interface Column permits NumberColumn, TextColumn {
  String name();

  ColumnType type();

  int rows();

  boolean isMissing(int row);

  /** The given rows in the given order. */
  Column select(int[] rows);

  /** How many rows have no value. */
  default int missing() {
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (isMissing(row)) {
        count++;
      }
    }
    return count;
  }
}
