// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.jspecify.annotations.Nullable;

/** The row that a trigger is given, by position in its columns. */
public interface RowAccess {
  /** The value as JDBC would give it, dates and times of java.time; null where it is NULL. */
  @Nullable Object get(int position) throws SQLException;

  /** Puts a value, converted to the column's type. */
  void set(int position, @Nullable Object value) throws SQLException;

  /** The position of a column. Errors: {@link MlError#UNKNOWN_COLUMN}. */
  int position(String column) throws SQLException;

  /** Positions of the primary key's columns, in order; none without a primary key. */
  List<Integer> key() throws SQLException;

  /** Names of all columns, real names in order; the same list for all rows of one layout. */
  List<String> columns();
}
