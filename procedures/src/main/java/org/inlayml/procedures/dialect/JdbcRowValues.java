// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Values by JDBC alone, where the result is not the engine's own: a pool may wrap it. */
record JdbcRowValues(ResultSet rows) implements RowValues {
  @Override
  public long rowCount() {
    return UNKNOWN;
  }

  @Override
  public void moved() {
    // each value is asked for by itself
  }

  @Override
  public @Nullable Object object(int position) throws SQLException {
    return rows.getObject(position);
  }

  @Override
  public long bytes(Object value) {
    return bytesOf(value);
  }

  static long bytesOf(Object value) {
    if (value instanceof CharSequence text) {
      return (long) Character.BYTES * text.length();
    }
    return value instanceof byte[] bytes ? bytes.length : 0;
  }

  @Override
  public double number(int position) throws SQLException {
    double number = rows.getDouble(position);
    return rows.wasNull() ? Double.NaN : number;
  }

  @Override
  public @Nullable String text(int position) throws SQLException {
    return rows.getString(position);
  }
}
