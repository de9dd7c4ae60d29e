// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

/**
 * Numbers, booleans, dates and times, in the units of {@link ColumnType}. A missing cell is NaN
 * here and in {@code Row}, and nowhere else; infinite values do not occur.
 */
public record NumberColumn(String name, ColumnType type, double[] values) implements Column {
  public NumberColumn {
    if (!type.isNumeric()) {
      throw new IllegalArgumentException(type + " is not numeric");
    }
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public NumberColumn select(int[] rows) {
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new NumberColumn(name, type, selected);
  }
}
