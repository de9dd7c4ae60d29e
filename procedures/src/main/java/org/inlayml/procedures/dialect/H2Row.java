// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.h2.jdbc.JdbcResultSet;
import org.h2.util.JSR310Utils;
import org.h2.value.Value;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.RowAccess;
import org.inlayml.procedures.value.FeatureValue;
import org.jspecify.annotations.Nullable;

/**
 * A row that H2 gives to a trigger. Not thread-safe.
 *
 * @param row at the row; a value put there is converted by H2 when the trigger has returned
 * @param primaryKey finds the positions of its columns
 */
record H2Row(ResultSet row, H2RowLayout layout, Dialect.Work<List<Integer>> primaryKey)
    implements RowAccess {

  /** From H2's own value, where H2 shows it and it is of a type that needs no more than that. */
  @Override
  public @Nullable Object get(int position) throws SQLException {
    if (!(row instanceof JdbcResultSet shown)) {
      return jdbc(position);
    }
    Value value = shown.getInternal(position + 1);
    return switch (value.getValueType()) {
      case Value.NULL -> null;
      case Value.DOUBLE -> value.getDouble();
      case Value.INTEGER -> value.getInt();
      case Value.BIGINT -> value.getLong();
      case Value.NUMERIC -> value.getBigDecimal();
      case Value.BOOLEAN -> value.getBoolean();
      case Value.VARCHAR -> value.getString();
      case Value.CHAR -> FeatureValue.withoutPadding(value.getString());
      case Value.DATE -> JSR310Utils.valueToLocalDate(value, null);
      case Value.TIME -> JSR310Utils.valueToLocalTime(value, null);
      case Value.TIMESTAMP -> JSR310Utils.valueToLocalDateTime(value, null);
      default -> jdbc(position);
    };
  }

  private @Nullable Object jdbc(int position) throws SQLException {
    Object value = row.getObject(position + 1);
    if (value instanceof String text) {
      return layout.isPadded(position) ? FeatureValue.withoutPadding(text) : text;
    } else if (value instanceof Timestamp) {
      // not from the old classes, in which the JVM's time zone has left out an hour
      return row.getObject(position + 1, LocalDateTime.class);
    } else if (value instanceof Date) {
      return row.getObject(position + 1, LocalDate.class);
    } else if (value instanceof Time) {
      return row.getObject(position + 1, LocalTime.class);
    }
    return value;
  }

  @Override
  public void set(int position, @Nullable Object value) throws SQLException {
    row.updateObject(position + 1, value);
  }

  @Override
  public int position(String column) throws SQLException {
    int position = layout.columns().indexOf(column);
    if (position < 0) {
      String table = row.getMetaData().getTableName(1);
      throw MlError.UNKNOWN_COLUMN.with(column, table, "", String.join(", ", layout.columns()));
    }
    return position;
  }

  @Override
  public List<Integer> key() throws SQLException {
    return primaryKey.run();
  }

  @Override
  public List<String> columns() {
    return layout.columns();
  }
}
