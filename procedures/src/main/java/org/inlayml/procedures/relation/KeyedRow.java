// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.lineage.RowKey;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.PlainValue;
import org.inlayml.store.sql.Conditions;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as it is now, found by its primary key. Immutable, thread-safe.
 *
 * @param values plain ones, by real column name
 */
public record KeyedRow(Map<String, @Nullable Object> values) {
  public KeyedRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Finds a row; empty where the table, or what is a view, has no primary key.
   *
   * <p>Errors: {@link MlError#ROW_NOT_FOUND}.
   *
   * @param key see {@link RowKey}
   */
  public static Optional<KeyedRow> find(Session session, QualifiedName table, String key)
      throws SQLException {
    List<String> columns = Relation.of(table).primaryKey(session);
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = RowKey.split(key, columns.size());
    if (texts.isEmpty()) {
      throw MlError.ROW_NOT_FOUND.with(
          table.text(), key, "; its primary key has the columns " + String.join(", ", columns));
    }
    List<Integer> types = types(session, table, columns);
    List<Object> values = new ArrayList<>();
    try {
      for (int i = 0; i < columns.size(); i++) {
        values.add(value(texts.get(i), types.get(i)));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw MlError.ROW_NOT_FOUND.causedBy(
          e, table.text(), key, ", which cannot be a value of " + String.join(", ", columns));
    }
    return Optional.of(
        new Sql(session.connection())
            .first(
                "SELECT * FROM {} WHERE {}",
                List.of(table, Conditions.of(columns)),
                values,
                KeyedRow::read)
            .orElseThrow(() -> MlError.ROW_NOT_FOUND.with(table.text(), key, "")));
  }

  private static List<Integer> types(Session session, QualifiedName table, List<String> columns)
      throws SQLException {
    return new Sql(session.connection())
        .read(
            "SELECT * FROM {} WHERE 1 = 0",
            List.of(table),
            List.of(),
            rows -> {
              List<String> names = Sql.columns(rows.getMetaData());
              List<Integer> types = new ArrayList<>();
              for (String column : columns) {
                types.add(rows.getMetaData().getColumnType(names.indexOf(column) + 1));
              }
              return types;
            });
  }

  /** From the text of a value of a key to the value. */
  private static Object value(String text, int type) {
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Long.valueOf(text.strip());
      case Types.NUMERIC, Types.DECIMAL -> new BigDecimal(text.strip());
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Double.valueOf(text);
      case Types.BOOLEAN, Types.BIT -> Boolean.valueOf(text);
      case Types.DATE -> LocalDate.parse(text);
      case Types.TIME -> LocalTime.parse(text);
      case Types.TIMESTAMP -> LocalDateTime.parse(text);
      case Types.TIMESTAMP_WITH_TIMEZONE -> OffsetDateTime.parse(text);
      case Types.BINARY, Types.VARBINARY ->
          text.length() == 36 ? UUID.fromString(text) : HexFormat.of().parseHex(text);
      case Types.OTHER -> UUID.fromString(text);
      default -> text;
    };
  }

  private static KeyedRow read(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int position = 1; position <= columns.getColumnCount(); position++) {
      values.put(columns.getColumnLabel(position), PlainValue.of(row, position));
    }
    return new KeyedRow(values);
  }

  /** The names of the columns, in order. */
  public List<String> columns() {
    return List.copyOf(values.keySet());
  }

  /** The text of a value; empty where it is NULL or there is no such column. */
  public Optional<String> text(Optional<String> column) {
    return column.map(values::get).map(Object::toString);
  }
}
