// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.jdbc.JdbcResultSet;
import org.h2.message.DbException;
import org.h2.result.ResultInterface;
import org.h2.value.Value;
import org.h2.value.ValueNull;
import org.jspecify.annotations.Nullable;

/** H2's own values, which its statements take as they are. */
final class H2RowValues implements RowValues {
  private final ResultSet rows;
  private final ResultInterface result;
  private Value[] current = {};

  H2RowValues(JdbcResultSet rows) {
    this.rows = rows;
    result = rows.getResult();
  }

  @Override
  public long rowCount() {
    return result.isLazy() ? UNKNOWN : result.getRowCount();
  }

  @Override
  public void moved() {
    current = result.currentRow();
  }

  @Override
  public @Nullable Object object(int position) {
    Value value = current[position - 1];
    return value instanceof ValueNull ? null : value;
  }

  @Override
  public long bytes(Object value) {
    return value instanceof Value own ? own.getMemory() : 0;
  }

  @Override
  public double number(int position) throws SQLException {
    Value value = current[position - 1];
    try {
      return value instanceof ValueNull ? Double.NaN : value.getDouble();
    } catch (DbException e) {
      return rows.getDouble(position); // fails alike, as JDBC does
    }
  }

  @Override
  public @Nullable String text(int position) throws SQLException {
    try {
      return current[position - 1].getString();
    } catch (DbException e) {
      return rows.getString(position); // fails alike, as JDBC does
    }
  }
}
