// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.math.BigDecimal;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCResultSet;
import org.hsqldb.navigator.RowSetNavigator;
import org.jspecify.annotations.Nullable;

/**
 * HSQLDB's own values where they are what JDBC gives and takes, which spares two conversions of
 * each; the others by JDBC.
 */
final class HsqldbRowValues implements RowValues {
  private final JDBCResultSet rows;
  private final RowSetNavigator navigator;
  private @Nullable Object[] current = {};

  HsqldbRowValues(JDBCResultSet rows) {
    this.rows = rows;
    navigator = rows.result.getNavigator();
  }

  @Override
  public long rowCount() {
    return navigator.getSize();
  }

  @Override
  public void moved() {
    current = navigator.getCurrent();
  }

  @Override
  public @Nullable Object object(int position) throws SQLException {
    @Nullable Object value = current[position - 1];
    return value == null
            || value instanceof Double
            || value instanceof Integer
            || value instanceof Long
            || value instanceof String
            || value instanceof BigDecimal
            || value instanceof Boolean
        ? value
        : rows.getObject(position);
  }

  @Override
  public long bytes(Object value) {
    return JdbcRowValues.bytesOf(value);
  }

  @Override
  public double number(int position) throws SQLException {
    @Nullable Object value = current[position - 1];
    if (value instanceof Double number) {
      return number;
    } else if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).doubleValue();
    }
    return value == null ? Double.NaN : rows.getDouble(position);
  }

  @Override
  public @Nullable String text(int position) throws SQLException {
    @Nullable Object value = current[position - 1];
    return value == null || value instanceof String
        ? (@Nullable String) value
        : rows.getString(position);
  }
}
