// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.ResultSet;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.h2.tools.SimpleResultSet;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.jspecify.annotations.Nullable;

/** The rows that a routine returns, as H2 takes them. */
final class H2Result {
  private static final Map<Class<?>, Integer> TYPES =
      Map.of(
          Boolean.class, Types.BOOLEAN,
          Long.class, Types.BIGINT,
          Double.class, Types.DOUBLE,
          String.class, Types.VARCHAR,
          OffsetDateTime.class, Types.TIMESTAMP_WITH_TIMEZONE);

  private H2Result() {}

  static ResultSet of(List<Column> columns, List<? extends List<@Nullable Object>> rows) {
    SimpleResultSet result = new SimpleResultSet();
    for (Column column : columns) {
      Integer type = TYPES.get(column.type());
      if (type == null) {
        throw new IllegalArgumentException(column.name() + ": no SQL type for " + column.type());
      }
      result.addColumn(column.name(), type, 0, 0);
    }
    rows.forEach(row -> result.addRow(row.toArray()));
    return result;
  }
}
