// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns all rows into a value; starts before the first row. The result is closed afterwards. */
@FunctionalInterface
public interface ResultReader<T> {
  T read(ResultSet rows) throws SQLException;
}
