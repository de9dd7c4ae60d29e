// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The values of a result's current row, at the engine's least cost. As thread-safe as the result:
 * not at all.
 */
public sealed interface RowValues permits JdbcRowValues, H2RowValues, HsqldbRowValues {
  /** Where the engine does not know how many rows will come. */
  long UNKNOWN = -1;

  /** How many rows the result has, or {@link #UNKNOWN}. */
  long rowCount();

  /** Takes up the row that the result has been moved to; to be called after each move. */
  void moved();

  /**
   * The value in the form in which {@code PreparedStatement.setObject} of the same connection takes
   * it unharmed; null where NULL.
   */
  @Nullable Object object(int position) throws SQLException;

  /** About how many bytes a value that {@link #object} gave holds, beside its fixed size. */
  long bytes(Object value);

  /** As {@code ResultSet.getDouble}; NaN where NULL. */
  double number(int position) throws SQLException;

  /** As {@code ResultSet.getString}. */
  @Nullable String text(int position) throws SQLException;

  /** By nothing but JDBC. */
  static RowValues of(ResultSet rows) {
    return new JdbcRowValues(rows);
  }
}
