// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hsqldb.HsqlException;
import org.hsqldb.Session;
import org.hsqldb.types.TimeData;
import org.hsqldb.types.TimestampData;
import org.hsqldb.types.Type;
import org.hsqldb.types.Types;
import org.inlayml.procedures.attachment.RowAccess;
import org.inlayml.procedures.value.FeatureValue;
import org.jspecify.annotations.Nullable;

/** A row as HSQLDB gives it to a trigger: an array of values of its own. Not thread-safe. */
final class HsqldbRow implements RowAccess {
  private final Session session;
  private final HsqldbRowLayout layout;
  private final @Nullable Object[] values;

  HsqldbRow(Session session, HsqldbRowLayout layout, @Nullable Object[] values) {
    this.session = session;
    this.layout = layout;
    this.values = values;
  }

  @Override
  public @Nullable Object get(int position) throws SQLException {
    @Nullable Object value = values[position];
    if (value == null || value instanceof Number) {
      return value; // HSQLDB keeps numbers as JDBC gives them
    }
    try {
      return java(layout.type(position), value);
    } catch (HsqlException e) {
      throw sqlException(e);
    }
  }

  /**
   * Dates and times without a zone must not pass through one, as HSQLDB's own conversion does. CHAR
   * is padded in a row that was stored, but not in one that comes: never padded here.
   */
  private Object java(Type type, Object value) {
    return switch (type.typeCode) {
      case Types.SQL_DATE -> local((TimestampData) value).toLocalDate();
      case Types.SQL_TIMESTAMP -> local((TimestampData) value);
      case Types.SQL_TIME -> {
        TimeData time = (TimeData) value;
        yield LocalTime.ofSecondOfDay(time.getSeconds()).withNano(time.getNanos());
      }
      case Types.SQL_CHAR -> FeatureValue.withoutPadding((String) value);
      default -> type.convertSQLToJava(session, value);
    };
  }

  private static LocalDateTime local(TimestampData timestamp) {
    return LocalDateTime.ofEpochSecond(
        timestamp.getSeconds(), timestamp.getNanos(), ZoneOffset.UTC);
  }

  @Override
  public void set(int position, @Nullable Object value) throws SQLException {
    try {
      values[position] = value == null ? null : internal(layout.type(position), value);
    } catch (HsqlException e) {
      throw sqlException(e);
    }
  }

  private Object internal(Type type, Object value) {
    Object converted =
        value instanceof OffsetDateTime moment
            ? moment(type, moment)
            : type.isDateTimeType() && !(value instanceof String)
                ? type.convertJavaToSQL(session, value)
                : value instanceof String && !type.isCharacterType()
                    ? type.convertToType(session, value, Type.SQL_VARCHAR)
                    : type.convertToDefaultType(session, value);
    return type.convertToTypeLimits(session, converted);
  }

  /** A column without a zone gets the time in the session's, as CURRENT_TIMESTAMP would be. */
  private Object moment(Type type, OffsetDateTime moment) {
    if (type.isDateTimeTypeWithZone()) {
      return type.convertJavaToSQL(session, moment);
    }
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(session.getZoneSeconds());
    Type zoned = Type.SQL_TIMESTAMP_WITH_TIME_ZONE;
    Object local = zoned.convertJavaToSQL(session, moment.withOffsetSameInstant(zone));
    return type.convertToType(session, local, zoned);
  }

  @Override
  public int position(String column) {
    return layout.position(column);
  }

  @Override
  public List<Integer> key() {
    return layout.key();
  }

  @Override
  public List<String> columns() {
    return layout.columns();
  }

  private static SQLException sqlException(HsqlException failure) {
    return new SQLException(
        failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
  }
}
