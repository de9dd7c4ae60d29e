// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

/**
 * Texts, each stored once: {@code codes[row]} is the position of the row's text in {@code levels},
 * or -1 where the cell is missing. Levels stand in order of first appearance in the table that was
 * read; after {@link #select} some may no longer occur.
 */
public record TextColumn(String name, ColumnType type, int[] codes, String[] levels)
    implements Column {
  /** The code of a missing cell. */
  public static final int MISSING = -1;

  public TextColumn {
    if (type.isNumeric()) {
      throw new IllegalArgumentException(type + " is not text");
    }
  }

  @Override
  public int rows() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  @Override
  public TextColumn select(int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return new TextColumn(name, type, selected, levels);
  }

  /** How often each level occurs. */
  public int[] counts() {
    int[] counts = new int[levels.length];
    for (int code : codes) {
      if (code != MISSING) {
        counts[code]++;
      }
    }
    return counts;
  }
}
