// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * A public data set as its file has it. A blank cell is missing.
 *
 * @param numeric per column, whether all its values are numbers
 */
record DataSet(List<String> names, boolean[] numeric, List<@Nullable String[]> rows) {
  /** Reads a file of the folder that the system property {@code inlay.shared.data} names. */
  static DataSet read(String file) throws IOException {
    String folder = System.getProperty("inlay.shared.data", "../shared/data");
    Path path = Path.of(folder, file);
    if (!Files.isReadable(path)) {
      throw new IOException(
          path + " is missing: pass -Dinlay.shared.data=<folder of the public data sets>");
    }
    List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
    char separator = lines.get(0).indexOf(';') >= 0 ? ';' : ',';
    List<String> names = new ArrayList<>();
    for (String name : cells(lines.get(0), separator)) {
      names.add(String.valueOf(name));
    }
    List<@Nullable String[]> rows =
        lines.stream().skip(1).map(line -> cells(line, separator)).toList();
    boolean[] numeric = new boolean[names.size()];
    for (int i = 0; i < numeric.length; i++) {
      int column = i;
      numeric[i] = rows.stream().allMatch(row -> isNumber(row[column]));
    }
    return new DataSet(names, numeric, rows);
  }

  /** Whether the reference split trains on a row: see README.md of the data sets. */
  static boolean isTrain(int row) {
    return (row * 2654435761L & 0xFFFFFFFFL) / 4294967296.0 < 0.8;
  }

  /** All rows as a table. */
  Table table(String name) {
    List<Column> columns = IntStream.range(0, names.size()).mapToObj(this::column).toList();
    return new Table(name, rows.size(), columns);
  }

  private Column column(int index) {
    if (numeric[index]) {
      double[] values =
          rows.stream()
              .map(row -> row[index])
              .mapToDouble(cell -> cell == null ? Double.NaN : Double.parseDouble(cell))
              .toArray();
      return new NumberColumn(names.get(index), ColumnType.NUMBER, values);
    }
    Map<String, Integer> levels = new LinkedHashMap<>();
    int[] codes =
        rows.stream()
            .map(row -> row[index])
            .mapToInt(
                cell -> {
                  if (cell == null) {
                    return TextColumn.MISSING;
                  }
                  Integer next = levels.size();
                  Integer known = levels.putIfAbsent(cell, next);
                  return known == null ? next : known;
                })
            .toArray();
    return new TextColumn(
        names.get(index), ColumnType.TEXT, codes, levels.keySet().toArray(String[]::new));
  }

  private static boolean isNumber(@Nullable String cell) {
    return cell == null || cell.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
  }

  /** The cells of a line; quotes may stand around a cell, two for one within. */
  private static @Nullable String[] cells(String line, char separator) {
    List<@Nullable String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean twice = !quoted && i > 0 && line.charAt(i - 1) == '"' && !cell.isEmpty();
        cell.append(twice ? "\"" : "");
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(content(cell));
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(content(cell));
    return cells.toArray(new @Nullable String[0]);
  }

  private static @Nullable String content(StringBuilder cell) {
    String text = cell.toString().strip();
    return text.isEmpty() ? null : text;
  }
}
