// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserts rows, as many by one statement as pays, the rest one by one. Not thread-safe. */
final class RowInserts implements Sql.RowsWriter, AutoCloseable {
  /** Values that one INSERT takes: fewer cost more a row, more cost more to prepare. */
  private static final int VALUES_AN_INSERT = 384;

  private static final int MOST_ROWS_AN_INSERT = 64;

  private final int width;
  private final int together;
  private final Insert many;
  private final Insert one;

  /** Prepares an INSERT of so many rows. */
  @FunctionalInterface
  interface Preparing {
    PreparedStatement insertOf(int rows) throws SQLException;
  }

  /**
   * @param width how many values a row has
   */
  RowInserts(int width, Preparing preparing) {
    this.width = width;
    together = Math.max(1, Math.min(MOST_ROWS_AN_INSERT, VALUES_AN_INSERT / width));
    many = new Insert(preparing, together);
    one = new Insert(preparing, 1);
  }

  @Override
  public void write(@Nullable Object[] values, int rows) throws SQLException {
    int row = 0;
    for (; row + together <= rows; row += together) {
      many.execute(values, row * width);
    }
    for (; row < rows; row++) {
      one.execute(values, row * width);
    }
  }

  @Override
  public void close() throws SQLException {
    try (many) {
      one.close();
    }
  }

  /** A statement that is prepared when it is first needed. */
  private final class Insert implements AutoCloseable {
    private final Preparing preparing;
    private final int rows;
    private @Nullable PreparedStatement prepared;

    Insert(Preparing preparing, int rows) {
      this.preparing = preparing;
      this.rows = rows;
    }

    /** Not in batches of JDBC, which cost more than they spare where a statement has many rows. */
    void execute(@Nullable Object[] values, int from) throws SQLException {
      PreparedStatement statement = prepared;
      if (statement == null) {
        statement = preparing.insertOf(rows);
        prepared = statement;
      }
      for (int i = 0; i < rows * width; i++) {
        Sql.bind(statement, i + 1, values[from + i]);
      }
      statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
      if (prepared != null) {
        prepared.close();
      }
    }
  }
}
