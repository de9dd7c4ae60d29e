// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.procedures.value.Milliseconds;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a result set into a growing array. The JDBC type decides how; both engines'
 * types are covered. Not thread-safe.
 */
abstract class ColumnReader {
  private static final int FIRST_CAPACITY = 1024;

  /** A string, its array, and its entry in a map, without the characters. */
  private static final int BYTES_PER_LEVEL = 120;

  /** Reads the current row's value of JDBC column {@code position} as row {@code row}. */
  abstract void read(ResultSet rows, int position, int row) throws SQLException;

  /** Bytes that so many rows hold, for the memory check. */
  abstract long bytes(int rows);

  abstract Column finish(String name, int rows);

  /**
   * The meaning of a JDBC type, or null where a value of it can be neither feature nor target:
   * binary data, arrays, rows, JSON, geometry, Java objects.
   *
   * @param typeName the engine's name of the type, which tells apart what shares a JDBC type
   */
  static @Nullable ColumnType columnType(int jdbcType, String typeName, int scale) {
    return switch (jdbcType) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ColumnType.INTEGER;
      // H2's DECFLOAT, which AVG and SUM give, calls itself a NUMERIC of scale 0
      case Types.NUMERIC, Types.DECIMAL ->
          scale == 0 && !typeName.startsWith("DECFLOAT") ? ColumnType.INTEGER : ColumnType.NUMBER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> ColumnType.NUMBER;
      case Types.BOOLEAN -> ColumnType.BOOLEAN;
      // H2 and HSQLDB both have BIT for one truth value; HSQLDB's BIT(n) is a string of bits
      case Types.BIT -> typeName.startsWith("BIT") ? null : ColumnType.BOOLEAN;
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          ColumnType.TEXT;
      case Types.DATE -> ColumnType.DATE;
      case Types.TIME, Types.TIME_WITH_TIMEZONE -> ColumnType.TIME;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> ColumnType.TIMESTAMP;
      default -> byName(typeName);
    };
  }

  private static @Nullable ColumnType byName(String typeName) {
    if (typeName.equals("UUID")) {
      return ColumnType.IDENTIFIER;
    }
    if (typeName.startsWith("ENUM") || typeName.startsWith("INTERVAL")) {
      return ColumnType.TEXT;
    }
    return typeName.startsWith("DECFLOAT") ? ColumnType.NUMBER : null;
  }

  static ColumnReader of(ColumnType type, boolean padded) {
    return type.isNumeric() ? new Numbers(type) : new Texts(type, padded);
  }

  /** One value as a number of {@code ColumnType}'s unit; NaN where NULL or not finite. */
  static double number(ResultSet rows, int position, ColumnType type) throws SQLException {
    switch (type) {
      case INTEGER, NUMBER -> {
        double value = rows.getDouble(position);
        return rows.wasNull() || Double.isInfinite(value) ? Double.NaN : value;
      }
      case BOOLEAN -> {
        boolean value = rows.getBoolean(position);
        return rows.wasNull() ? Double.NaN : value ? 1 : 0;
      }
      case DATE -> {
        LocalDate date = rows.getObject(position, LocalDate.class);
        return date == null ? Double.NaN : Milliseconds.of(date);
      }
      case TIME -> {
        LocalTime time = time(rows, position);
        return time == null ? Double.NaN : Milliseconds.of(time);
      }
      case TIMESTAMP -> {
        LocalDateTime timestamp = timestamp(rows, position);
        return timestamp == null ? Double.NaN : Milliseconds.of(timestamp);
      }
      case TEXT, IDENTIFIER -> throw new IllegalArgumentException(type + " is not numeric");
    }
    throw new IllegalStateException();
  }

  private static @Nullable LocalTime time(ResultSet rows, int position) throws SQLException {
    if (rows.getMetaData().getColumnType(position) == Types.TIME_WITH_TIMEZONE) {
      OffsetTime time = rows.getObject(position, OffsetTime.class);
      return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }
    return rows.getObject(position, LocalTime.class);
  }

  private static @Nullable LocalDateTime timestamp(ResultSet rows, int position)
      throws SQLException {
    if (rows.getMetaData().getColumnType(position) == Types.TIMESTAMP_WITH_TIMEZONE) {
      OffsetDateTime timestamp = rows.getObject(position, OffsetDateTime.class);
      return timestamp == null
          ? null
          : timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    return rows.getObject(position, LocalDateTime.class);
  }

  /** CHAR(n) is padded with blanks, on HSQLDB even string literals in VALUES; they mean nothing. */
  static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static int grown(int capacity) {
    return capacity < FIRST_CAPACITY ? FIRST_CAPACITY : capacity + (capacity >> 1);
  }

  private static final class Numbers extends ColumnReader {
    private final ColumnType type;
    private double[] values = {};

    Numbers(ColumnType type) {
      this.type = type;
    }

    @Override
    void read(ResultSet rows, int position, int row) throws SQLException {
      if (row == values.length) {
        values = Arrays.copyOf(values, grown(values.length));
      }
      values[row] = number(rows, position, type);
    }

    @Override
    long bytes(int rows) {
      return (long) Double.BYTES * rows;
    }

    @Override
    Column finish(String name, int rows) {
      return new NumberColumn(name, type, Arrays.copyOf(values, rows));
    }
  }

  private static final class Texts extends ColumnReader {
    private final ColumnType type;
    private final boolean padded;
    private final Map<String, Integer> codes = new HashMap<>();
    private int[] values = {};
    private long levelBytes;

    Texts(ColumnType type, boolean padded) {
      this.type = type;
      this.padded = padded;
    }

    @Override
    void read(ResultSet rows, int position, int row) throws SQLException {
      if (row == values.length) {
        values = Arrays.copyOf(values, grown(values.length));
      }
      String text = rows.getString(position);
      if (text == null) {
        values[row] = TextColumn.MISSING;
      } else {
        Integer code = codes.putIfAbsent(padded ? trimmed(text) : text, codes.size());
        values[row] = code == null ? codes.size() - 1 : code;
        levelBytes += code == null ? BYTES_PER_LEVEL + 2L * text.length() : 0;
      }
    }

    @Override
    long bytes(int rows) {
      return (long) Integer.BYTES * rows + levelBytes;
    }

    @Override
    Column finish(String name, int rows) {
      String[] levels = new String[codes.size()];
      codes.forEach((level, code) -> levels[code] = level);
      return new TextColumn(name, type, Arrays.copyOf(values, rows), levels);
    }
  }
}
