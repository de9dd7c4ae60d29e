// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbc.JdbcResultSet;
import org.h2.result.ResultInterface;

/**
 * The columns of a trigger's table on H2. Immutable, thread-safe.
 *
 * @param padded whether the column is a CHAR
 */
record H2RowLayout(List<String> columns, List<Boolean> padded) {
  H2RowLayout {
    columns = List.copyOf(columns);
    padded = List.copyOf(padded);
  }

  static H2RowLayout of(ResultSet row) throws SQLException {
    ResultSetMetaData description = row.getMetaData();
    List<String> columns = new ArrayList<>();
    List<Boolean> padded = new ArrayList<>();
    for (int number = 1; number <= description.getColumnCount(); number++) {
      columns.add(description.getColumnName(number));
      padded.add(description.getColumnType(number) == Types.CHAR);
    }
    return new H2RowLayout(columns, padded);
  }

  /**
   * Whether the row has these columns. Asked for every row: H2 tells no trigger of a renamed
   * column. It keeps one text a name, so that comparing them is cheap.
   */
  boolean fits(ResultSet row) throws SQLException {
    return row instanceof JdbcResultSet shown ? fits(shown.getResult()) : fits(row.getMetaData());
  }

  private boolean fits(ResultInterface row) {
    if (row.getVisibleColumnCount() != columns.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).equals(row.getColumnName(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(ResultSetMetaData row) throws SQLException {
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

  boolean isPadded(int position) {
    return padded.get(position);
  }
}
