// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.procedures.dialect.RowValues;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.ResultReader;
import org.inlayml.store.sql.Sql;
import org.inlayml.store.sql.UserQuery;
import org.jspecify.annotations.Nullable;

/**
 * What a routine is given to read: a table or view by name, or a query, run with the caller's
 * rights on the caller's connection.
 *
 * @param text as the user wrote it, for messages
 * @param name the real name of the table or view; empty for a query
 * @param query empty for a table or view
 */
public record Relation(String text, Optional<QualifiedName> name, Optional<UserQuery> query) {
  /**
   * Reads the argument of a routine. A bare name without a schema is in the caller's schema. Bare
   * names are upper case, as in SQL; where there is no such table, the only one that differs in
   * case alone is taken.
   *
   * <p>Errors: {@link MlError#RELATION_MISSING}, {@link MlError#INVALID_NAME}, {@link
   * MlError#TABLE_NOT_FOUND}.
   */
  public static Relation of(Session session, @Nullable String text) throws SQLException {
    if (text == null || text.isBlank()) {
      throw MlError.RELATION_MISSING.with();
    }
    Optional<UserQuery> query = UserQuery.of(text);
    if (query.isPresent()) {
      session.dialect().useSchema(session.connection(), session.callerSchema());
      return new Relation("the query", Optional.empty(), query);
    }
    QualifiedName written = parse(session, text);
    QualifiedName real =
        find(session, written).orElseThrow(() -> MlError.TABLE_NOT_FOUND.with(written.text()));
    return new Relation(real.text(), Optional.of(real), Optional.empty());
  }

  /** A table of that real name, which exists. */
  public static Relation of(QualifiedName table) {
    return new Relation(table.text(), Optional.of(table), Optional.empty());
  }

  /** Reads {@code schema.table} or {@code table} as a user writes it. */
  public static QualifiedName parse(Session session, String text) {
    return QualifiedName.parse(text, new Identifier(session.callerSchema()));
  }

  /** The real name of a table or view that the caller sees. */
  public static Optional<QualifiedName> find(Session session, QualifiedName written)
      throws SQLException {
    Sql sql = new Sql(session.connection());
    List<QualifiedName> alike = new ArrayList<>();
    for (QualifiedName candidate :
        sql.query(
            """
            SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES
            WHERE CHAR_LENGTH(TABLE_NAME) = ?
            """, // not UPPER, which on H2 depends on the locale of the JVM
            List.of(written.name().name().length()),
            row -> QualifiedName.of(row.getString(1), row.getString(2)))) {
      if (candidate.equals(written)) {
        return Optional.of(candidate);
      }
      if (candidate.schema().name().equalsIgnoreCase(written.schema().name())
          && candidate.name().name().equalsIgnoreCase(written.name().name())) {
        alike.add(candidate);
      }
    }
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }

  /** As it stands after FROM. */
  public String from() {
    // a query may end with a comment
    return name.map(QualifiedName::sql).orElseGet(() -> "(" + queryText() + "\n)");
  }

  private String queryText() {
    return query.orElseThrow().text();
  }

  /** What is recorded as the source of a model: the name, or the text of the query. */
  public String source() {
    return name.map(QualifiedName::text).orElseGet(this::queryText);
  }

  /** The names of the columns in order. */
  public List<String> columns(Session session) throws SQLException {
    return described(session, Sql::columns);
  }

  /**
   * A column of a relation.
   *
   * @param sqlType as the engine calls it
   * @param type what it means; empty where it can be neither feature nor target
   */
  public record Described(String name, String sqlType, Optional<ColumnType> type) {}

  /** The columns in order, without reading a row. */
  public List<Described> describe(Session session) throws SQLException {
    return described(session, Relation::described);
  }

  private <T> T described(Session session, Sql.ColumnsReader<T> reader) throws SQLException {
    Sql sql = new Sql(session.connection());
    return name.isPresent()
        ? sql.describe("SELECT * FROM {}", List.of(name.get()), reader)
        : sql.describeUserQuery(query.orElseThrow(), reader);
  }

  private static List<Described> described(ResultSetMetaData metaData) throws SQLException {
    List<Described> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      String sqlType = metaData.getColumnTypeName(i);
      columns.add(
          new Described(
              metaData.getColumnLabel(i),
              sqlType,
              Optional.ofNullable(
                  ResultRows.type(metaData.getColumnType(i), sqlType, metaData.getScale(i)))));
    }
    return columns;
  }

  /** Takes the rows of a relation. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultRows rows) throws SQLException;
  }

  /** Reads all columns and rows. */
  <T> T read(Session session, Reader<T> reader) throws SQLException {
    Sql sql = new Sql(session.connection());
    ResultReader<T> ofResult = rows -> reader.read(new ResultRows(session, rows));
    return session.dialect().stream(
        session.connection(),
        () ->
            name.isPresent()
                ? sql.read("SELECT * FROM {}", List.of(name.get()), List.of(), ofResult)
                : sql.readUserQuery(query.orElseThrow(), ofResult));
  }

  /**
   * How many rows will come, where that costs nothing: where the engine has them all already, or
   * the relation is a table.
   *
   * @return or {@link RowValues#UNKNOWN}
   */
  long rowCount(Session session, RowValues rows) throws SQLException {
    Sql sql = new Sql(session.connection());
    if (rows.rowCount() != RowValues.UNKNOWN || name.isEmpty()) {
      return rows.rowCount();
    }
    QualifiedName table = name.get();
    boolean isTable =
        sql.first(
                """
                SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES
                WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE = 'BASE TABLE'
                """,
                List.of(table.schema().name(), table.name().name()),
                row -> row.getString(1))
            .isPresent();
    return isTable
        ? sql.first("SELECT COUNT(*) FROM {}", List.of(table), List.of(), row -> row.getLong(1))
            .orElse(RowValues.UNKNOWN)
        : RowValues.UNKNOWN;
  }

  /** The columns of the primary key in order; none for views and queries. */
  public List<String> primaryKey(Session session) throws SQLException {
    List<String> columns = new ArrayList<>();
    if (name.isPresent()) {
      try (ResultSet keys =
          session
              .connection()
              .getMetaData()
              .getPrimaryKeys(null, name.get().schema().name(), name.get().name().name())) {
        while (keys.next()) {
          int position = keys.getInt("KEY_SEQ");
          columns.add(Math.min(position - 1, columns.size()), keys.getString("COLUMN_NAME"));
        }
      }
    }
    return columns;
  }
}
