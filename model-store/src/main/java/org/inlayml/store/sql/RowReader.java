// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns the current row into a value, without moving on. */
@FunctionalInterface
public interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
