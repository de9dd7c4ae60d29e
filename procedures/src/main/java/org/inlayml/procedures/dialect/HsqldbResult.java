// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCResultSet;
import org.hsqldb.navigator.RowSetNavigatorClient;
import org.hsqldb.result.Result;
import org.hsqldb.result.ResultMetaData;
import org.hsqldb.types.Type;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.jspecify.annotations.Nullable;

/** The rows that a routine returns, as HSQLDB takes them: only a result of its own making. */
final class HsqldbResult {
  private static final Map<Class<?>, Type> TYPES =
      Map.of(
          Boolean.class, Type.SQL_BOOLEAN,
          Long.class, Type.SQL_BIGINT,
          Double.class, Type.SQL_DOUBLE,
          String.class, Type.SQL_VARCHAR_DEFAULT,
          OffsetDateTime.class, Type.SQL_TIMESTAMP_WITH_TIME_ZONE);

  private HsqldbResult() {}

  static ResultSet of(
      Session session, List<Column> columns, List<? extends List<@Nullable Object>> rows) {
    int width = columns.size();
    Type[] types = columns.stream().map(HsqldbResult::type).toArray(Type[]::new);
    ResultMetaData metaData =
        ResultMetaData.newMetaData(
            columns.stream().map(Column::name).toArray(String[]::new), types);
    RowSetNavigatorClient navigator = new RowSetNavigatorClient();
    for (List<@Nullable Object> row : rows) {
      @Nullable Object[] values = new @Nullable Object[width];
      for (int i = 0; i < width; i++) {
        values[i] = types[i].convertJavaToSQL(session, row.get(i));
      }
      navigator.add(values);
    }
    Result result = Result.newDataResult(metaData);
    result.setNavigator(navigator);
    return JDBCResultSet.newJDBCResultSet(result, metaData);
  }

  private static Type type(Column column) {
    Type type = TYPES.get(column.type());
    if (type == null) {
      throw new IllegalArgumentException(column.name() + ": no SQL type for " + column.type());
    }
    return type;
  }
}
