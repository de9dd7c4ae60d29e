// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.TextColumn;

/** Reads one column of a result into an array, row after row. Not thread-safe. */
abstract class ColumnReader {
  private static final int FIRST_CAPACITY = 1024;

  /** Numbers in an array of those that hold a column whose rows are not known. */
  private static final int CHUNK = 1 << 14;

  /** A string, its array, and its entry in a map, without the characters. */
  private static final int BYTES_PER_LEVEL = 120;

  final String name;
  final ColumnType type;

  private ColumnReader(String name, ColumnType type) {
    this.name = name;
    this.type = type;
  }

  /**
   * Makes a reader.
   *
   * @param expected how many rows will come, 0 where unknown
   */
  static ColumnReader of(
      ResultRows columns, int position, String name, ColumnType type, int expected)
      throws SQLException {
    return type.isNumeric()
        ? new Numbers(name, type, columns.numbers(position, type), expected)
        : new Texts(name, type, columns.texts(position), expected);
  }

  /** Bytes that a row takes at least. */
  static int bytesPerRow(ColumnType type) {
    return type.isNumeric() ? Double.BYTES : Integer.BYTES;
  }

  /** Reads the current row's value as row {@code row}, the next one. */
  abstract void read(int row) throws SQLException;

  /** Whether the value read last as row {@code row} was NULL. */
  abstract boolean isMissing(int row);

  /** Bytes that are held now. */
  abstract long bytes();

  /** The column; the reader is not to be used any more. */
  abstract Column finish(int rows);

  /** The next capacity: exact where the rows are known, else half as much again. */
  private static int grown(int capacity, int expected) {
    return capacity == 0
        ? Math.max(expected, FIRST_CAPACITY)
        : Math.max(capacity + (capacity >> 1), capacity + 1);
  }

  private static final class Numbers extends ColumnReader {
    private final ResultRows.Numbers source;
    private final int expected;

    /** Those before {@code values}, where the rows are not known: growing one copies it often. */
    private final List<double[]> full = new ArrayList<>();

    private double[] values = {};

    /** The row of the first of {@code values}. */
    private int start;

    Numbers(String name, ColumnType type, ResultRows.Numbers source, int expected) {
      super(name, type);
      this.source = source;
      this.expected = expected;
    }

    @Override
    void read(int row) throws SQLException {
      if (row - start == values.length) {
        extend(row);
      }
      values[row - start] = source.current();
    }

    private void extend(int row) {
      if (expected > 0 || values.length < CHUNK) {
        values = Arrays.copyOf(values, grown(values.length, expected));
      } else {
        full.add(values);
        start = row;
        values = new double[CHUNK];
      }
    }

    @Override
    boolean isMissing(int row) {
      return Double.isNaN(values[row - start]);
    }

    @Override
    long bytes() {
      return Double.BYTES * ((long) start + values.length);
    }

    @Override
    Column finish(int rows) {
      double[] read = rows == values.length && start == 0 ? values : new double[rows];
      if (read != values) {
        int at = 0;
        for (double[] chunk : full) {
          System.arraycopy(chunk, 0, read, at, chunk.length);
          at += chunk.length;
        }
        System.arraycopy(values, 0, read, start, rows - start);
      }
      full.clear();
      start = 0;
      values = read;
      return new NumberColumn(name, type, read);
    }
  }

  private static final class Texts extends ColumnReader {
    private final ResultRows.Texts source;
    private final int expected;
    private final Map<String, Integer> codes = new HashMap<>();
    private int[] values = {};
    private long levelBytes;

    Texts(String name, ColumnType type, ResultRows.Texts source, int expected) {
      super(name, type);
      this.source = source;
      this.expected = expected;
    }

    @Override
    void read(int row) throws SQLException {
      if (row == values.length) {
        values = Arrays.copyOf(values, grown(row, expected));
      }
      String text = source.current();
      values[row] = text == null ? TextColumn.MISSING : code(text);
    }

    private int code(String text) {
      Integer known = codes.get(text);
      if (known != null) {
        return known;
      }
      int code = codes.size();
      codes.put(text, code);
      levelBytes += BYTES_PER_LEVEL + (long) Character.BYTES * text.length();
      return code;
    }

    @Override
    boolean isMissing(int row) {
      return values[row] == TextColumn.MISSING;
    }

    @Override
    long bytes() {
      return (long) Integer.BYTES * values.length + levelBytes;
    }

    @Override
    Column finish(int rows) {
      String[] levels = new String[codes.size()];
      codes.forEach((level, code) -> levels[code] = level);
      int[] read = rows == values.length ? values : Arrays.copyOf(values, rows);
      values = read;
      return new TextColumn(name, type, read, levels);
    }
  }
}
