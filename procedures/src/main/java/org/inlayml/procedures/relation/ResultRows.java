// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.procedures.dialect.RowValues;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.procedures.value.Milliseconds;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result and their values in the current row. What a column is, is found out once,
 * not per row. Not thread-safe.
 */
final class ResultRows {
  private final ResultSet rows;
  private final ResultSetMetaData metaData;
  private final RowValues values;
  private boolean exhausted;

  /** Numbers of a column, row by row. */
  @FunctionalInterface
  interface Numbers {
    /** The current row's value in units of {@code ColumnType}; NaN where NULL or not finite. */
    double current() throws SQLException;
  }

  /** Texts of a column, row by row. */
  @FunctionalInterface
  interface Texts {
    /** The current row's value; null where NULL. */
    @Nullable String current() throws SQLException;
  }

  ResultRows(Session session, ResultSet rows) throws SQLException {
    this.rows = rows;
    metaData = rows.getMetaData();
    values = session.dialect().values(rows);
  }

  /** Goes to the next row; false where there is none, however often it is asked. */
  boolean next() throws SQLException {
    exhausted = exhausted || !rows.next();
    if (!exhausted) {
      values.moved();
    }
    return !exhausted;
  }

  /** The current row by JDBC. */
  ResultSet current() {
    return rows;
  }

  /** The values as they are. */
  RowValues values() {
    return values;
  }

  int count() throws SQLException {
    return metaData.getColumnCount();
  }

  /** The labels in order. */
  List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    for (int position = 1; position <= count(); position++) {
      names.add(metaData.getColumnLabel(position));
    }
    return names;
  }

  /**
   * The usable columns as a table without rows, for what is checked before reading.
   *
   * @param name how messages call it
   */
  Table header(String name) throws SQLException {
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int position = 0;
    for (String label : names()) {
      position++;
      ColumnType type = type(position);
      if (type != null && names.add(label)) {
        columns.add(
            type.isNumeric()
                ? new NumberColumn(label, type, new double[0])
                : new TextColumn(label, type, new int[0], new String[0]));
      }
    }
    return new Table(name, 0, columns);
  }

  String typeName(int position) throws SQLException {
    return metaData.getColumnTypeName(position);
  }

  /** The meaning of a column, or null where it has none. */
  @Nullable ColumnType type(int position) throws SQLException {
    return type(
        metaData.getColumnType(position),
        metaData.getColumnTypeName(position),
        metaData.getScale(position));
  }

  /**
   * The meaning of a JDBC type, or null where a value of it can be neither feature nor target:
   * binary data, arrays, rows, JSON, geometry, Java objects.
   *
   * @param typeName the engine's name of the type, which tells apart what shares a JDBC type
   */
  static @Nullable ColumnType type(int jdbcType, String typeName, int scale) {
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

  /** Whether a value of the column can be long; numbers, dates and the like cannot. */
  boolean isLong(int position) throws SQLException {
    ColumnType type = type(position);
    return type == null || type == ColumnType.TEXT;
  }

  /**
   * The numbers of a column.
   *
   * @param type its type, numeric
   */
  Numbers numbers(int position, ColumnType type) throws SQLException {
    return switch (type) {
      case INTEGER, NUMBER ->
          () -> {
            double value = values.number(position);
            return Double.isInfinite(value) ? Double.NaN : value;
          };
      case BOOLEAN ->
          () -> {
            boolean value = rows.getBoolean(position);
            return rows.wasNull() ? Double.NaN : value ? 1 : 0;
          };
      case DATE ->
          () -> {
            LocalDate date = rows.getObject(position, LocalDate.class);
            return date == null ? Double.NaN : Milliseconds.of(date);
          };
      case TIME -> times(position);
      case TIMESTAMP -> timestamps(position);
      case TEXT, IDENTIFIER -> throw new IllegalArgumentException(type + " is not numeric");
    };
  }

  private Numbers times(int position) throws SQLException {
    if (metaData.getColumnType(position) == Types.TIME_WITH_TIMEZONE) {
      return () -> {
        OffsetTime time = rows.getObject(position, OffsetTime.class);
        return time == null
            ? Double.NaN
            : Milliseconds.of(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime());
      };
    }
    return () -> {
      LocalTime time = rows.getObject(position, LocalTime.class);
      return time == null ? Double.NaN : Milliseconds.of(time);
    };
  }

  private Numbers timestamps(int position) throws SQLException {
    if (metaData.getColumnType(position) == Types.TIMESTAMP_WITH_TIMEZONE) {
      return () -> {
        OffsetDateTime timestamp = rows.getObject(position, OffsetDateTime.class);
        return timestamp == null
            ? Double.NaN
            : Milliseconds.of(timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
      };
    }
    return () -> {
      LocalDateTime timestamp = rows.getObject(position, LocalDateTime.class);
      return timestamp == null ? Double.NaN : Milliseconds.of(timestamp);
    };
  }

  /** The texts of a column, those of CHAR(n) without the blanks that pad them. */
  Texts texts(int position) throws SQLException {
    if (metaData.getColumnType(position) == Types.CHAR) {
      return () -> {
        String text = values.text(position);
        return text == null ? null : FeatureValue.withoutPadding(text);
      };
    }
    return () -> values.text(position);
  }
}
