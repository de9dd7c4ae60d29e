// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.jspecify.annotations.Nullable;

/** Makes columns and tables of literals. */
public final class Columns {
  public static final double NULL = Double.NaN;

  private Columns() {}

  public static NumberColumn numbers(String name, ColumnType type, double... values) {
    return new NumberColumn(name, type, values);
  }

  public static TextColumn texts(String name, @Nullable String... texts) {
    return texts(name, ColumnType.TEXT, texts);
  }

  public static TextColumn texts(String name, ColumnType type, @Nullable String... texts) {
    List<String> levels = new ArrayList<>();
    int[] codes = new int[texts.length];
    for (int row = 0; row < texts.length; row++) {
      String text = texts[row];
      if (text == null) {
        codes[row] = TextColumn.MISSING;
        continue;
      }
      if (!levels.contains(text)) {
        levels.add(text);
      }
      codes[row] = levels.indexOf(text);
    }
    return new TextColumn(name, type, codes, levels.toArray(new String[0]));
  }

  public static Table table(Column... columns) {
    return new Table("T", columns[0].rows(), List.of(columns));
  }
}
