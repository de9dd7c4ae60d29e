// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.RowAccess;
import org.jspecify.annotations.Nullable;

/**
 * A row that H2 gives to a trigger. Not thread-safe.
 *
 * @param row at the row; a value put there is converted by H2 when the trigger has returned
 */
record H2Row(ResultSet row, Layout layout) implements RowAccess {

  /**
   * The columns of a table. Immutable, thread-safe.
   *
   * @param positions JDBC position by name
   * @param padded whether the column is a CHAR, by JDBC position - 1
   */
  record Layout(List<String> columns, Map<String, Integer> positions, List<Boolean> padded) {
    static Layout of(ResultSetMetaData row) throws SQLException {
      List<String> columns = new ArrayList<>();
      Map<String, Integer> positions = new HashMap<>();
      List<Boolean> padded = new ArrayList<>();
      for (int position = 1; position <= row.getColumnCount(); position++) {
        columns.add(row.getColumnName(position));
        positions.put(row.getColumnName(position), position);
        padded.add(row.getColumnType(position) == Types.CHAR);
      }
      return new Layout(List.copyOf(columns), Map.copyOf(positions), List.copyOf(padded));
    }

    /**
     * Whether the row has these columns. Asked for every row: H2 tells no trigger of a renamed
     * column. It keeps one text a name, so that comparing them is cheap.
     */
    boolean fits(ResultSetMetaData row) throws SQLException {
      if (row.getColumnCount() != columns.size()) {
        return false;
      }
      for (int i = 0; i < columns.size(); i++) {
        if (!columns.get(i).equals(row.getColumnName(i + 1))) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public @Nullable Object get(String column) throws SQLException {
    int position = position(column);
    Object value = row.getObject(position);
    if (value instanceof String text) {
      return layout.padded().get(position - 1) ? withoutPadding(text) : text;
    } else if (value instanceof Timestamp) {
      // not from the old classes, in which the JVM's time zone has left out an hour
      return row.getObject(position, LocalDateTime.class);
    } else if (value instanceof Date) {
      return row.getObject(position, LocalDate.class);
    } else if (value instanceof Time) {
      return row.getObject(position, LocalTime.class);
    }
    return value;
  }

  @Override
  public void set(String column, @Nullable Object value) throws SQLException {
    row.updateObject(position(column), value);
  }

  @Override
  public List<String> columns() {
    return layout.columns();
  }

  private int position(String column) throws SQLException {
    Integer position = layout.positions().get(column);
    if (position == null) {
      String table = row.getMetaData().getTableName(1);
      throw MlError.UNKNOWN_COLUMN.with(column, table, "", String.join(", ", layout.columns()));
    }
    return position;
  }

  /** The text of a CHAR(n), whose trailing blanks mean nothing. */
  static String withoutPadding(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
