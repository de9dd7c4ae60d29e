// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

/** So many rows of question marks, each in parentheses, as in VALUES. Immutable, thread-safe. */
public record PlaceholderRows(int width, int rows) implements SqlPart {
  public PlaceholderRows {
    if (rows < 1) {
      throw new IllegalArgumentException(rows + " rows");
    }
  }

  @Override
  public String sql() {
    String row = "(" + new Placeholders(width).sql() + ")";
    return row + (", " + row).repeat(rows - 1);
  }
}
