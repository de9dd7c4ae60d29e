// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;

/** Small tables with columns of every type, some of them odd: constant, missing, unique, huge. */
final class RandomTables {
  private static final double[] SPANS = {0, 1, 1e-310, 1e300, 1e15};
  private static final int[] LEVELS = {1, 2, 31, 40, 1_500};

  private RandomTables() {}

  /** Equal seeds give equal tables; equal shapes give tables of equal column names and types. */
  static Table of(long shape, long seed, int rows) {
    Random shapes = new Random(shape);
    Random random = new Random(seed);
    List<Column> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      for (int i = 0; i < 2; i++) {
        double missing = new double[] {0, 0, 0.3, 1}[shapes.nextInt(4)];
        double span = SPANS[shapes.nextInt(SPANS.length)];
        int levels = LEVELS[shapes.nextInt(LEVELS.length)];
        boolean digits = shapes.nextInt(3) == 0;
        String name = type + "_" + i;
        columns.add(
            type.isNumeric()
                ? numbers(name, type, rows, missing, span, random)
                : texts(name, type, rows, missing, levels, digits, random));
      }
    }
    return new Table("random", rows, columns);
  }

  private static NumberColumn numbers(
      String name, ColumnType type, int rows, double missing, double span, Random random) {
    double[] values = new double[rows];
    Arrays.setAll(
        values,
        row -> {
          double value = (random.nextDouble() - 0.5) * span;
          double fitting =
              switch (type) {
                case BOOLEAN -> value > 0 ? 1 : 0;
                case INTEGER, DATE, TIME, TIMESTAMP -> Math.rint(value);
                case NUMBER, TEXT, IDENTIFIER -> value;
              };
          return random.nextDouble() < missing ? Double.NaN : fitting;
        });
    return new NumberColumn(name, type, values);
  }

  private static TextColumn texts(
      String name,
      ColumnType type,
      int rows,
      double missing,
      int levels,
      boolean digits,
      Random random) {
    String[] texts = new String[levels];
    Arrays.setAll(texts, level -> (digits ? "" : "level ") + level);
    texts[0] = " ";
    int[] codes = new int[rows];
    Arrays.setAll(
        codes, row -> random.nextDouble() < missing ? TextColumn.MISSING : random.nextInt(levels));
    return new TextColumn(name, type, codes, texts);
  }
}
