// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row that a trigger is given, by column name. */
public interface RowAccess {
  /** The value as JDBC would give it; null where it is NULL. */
  @Nullable Object get(String column) throws SQLException;

  /** Puts a value, converted to the column's type. */
  void set(String column, @Nullable Object value) throws SQLException;

  /** Names of all columns, real names in order; the same list for all rows of one layout. */
  List<String> columns();
}
