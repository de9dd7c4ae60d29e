// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only place where Inlay opens statements. The text is a constant of our source; names enter at
 * {@code {}}, each quoted by its {@link SqlPart}; values are bound to {@code ?}. Texts from
 * elsewhere have two entrances, {@link #readUserQuery} and {@link #executeShipped}.
 *
 * <p>Works on the caller's connection and transaction: never closes, commits or rolls back. {@code
 * SQLException}s pass through as they are. As thread-safe as the connection: not at all.
 */
public final class Sql {
  private static final int BATCH = 1_000;

  private final Connection connection;

  /**
   * @param connection the caller's; stays open
   */
  public Sql(Connection connection) {
    this.connection = connection;
  }

  /** Reads all rows, one value a row. */
  public <T> List<T> query(
      @CompileTimeConstant final String text, List<?> values, RowReader<T> reader)
      throws SQLException {
    return query(text, List.of(), values, reader);
  }

  /**
   * Reads all rows, one value a row.
   *
   * @param parts what stands at {@code {}}, in order
   * @param values what is bound, in order; null elements are SQL NULL
   */
  public <T> List<T> query(
      @CompileTimeConstant final String text,
      List<? extends SqlPart> parts,
      List<?> values,
      RowReader<T> reader)
      throws SQLException {
    return read(
        text,
        parts,
        values,
        rows -> {
          List<T> read = new ArrayList<>();
          while (rows.next()) {
            read.add(reader.read(rows));
          }
          return read;
        });
  }

  /** Reads the first row; empty where there is none. */
  public <T> Optional<T> first(
      @CompileTimeConstant final String text, List<?> values, RowReader<T> reader)
      throws SQLException {
    return first(text, List.of(), values, reader);
  }

  /** Reads the first row; empty where there is none. */
  public <T> Optional<T> first(
      @CompileTimeConstant final String text,
      List<? extends SqlPart> parts,
      List<?> values,
      RowReader<T> reader)
      throws SQLException {
    return read(
        text,
        parts,
        values,
        rows -> rows.next() ? Optional.of(reader.read(rows)) : Optional.empty());
  }

  /** Hands the rows over as they come, for results that are large or of unknown columns. */
  public <T> T read(
      @CompileTimeConstant final String text,
      List<? extends SqlPart> parts,
      List<?> values,
      ResultReader<T> reader)
      throws SQLException {
    return readText(fill(text, parts), values, reader);
  }

  /**
   * Runs the caller's own query, with the caller's rights, and hands the rows over. A second
   * statement behind it is a syntax error, also on H2, which would run it.
   */
  public <T> T readUserQuery(UserQuery query, ResultReader<T> reader) throws SQLException {
    refuseSecondStatement(query);
    return readText(query.text(), List.of(), reader);
  }

  /** Takes what a query gives. */
  @FunctionalInterface
  public interface ColumnsReader<T> {
    T read(ResultSetMetaData metaData) throws SQLException;
  }

  /** Hands over the columns of the caller's own query, which is prepared, not run. */
  public <T> T describeUserQuery(UserQuery query, ColumnsReader<T> reader) throws SQLException {
    refuseSecondStatement(query);
    return describeText(query.text(), reader);
  }

  /** Hands over the columns of a query, which is prepared, not run: it waits for nobody's lock. */
  public <T> T describe(
      @CompileTimeConstant final String text,
      List<? extends SqlPart> parts,
      ColumnsReader<T> reader)
      throws SQLException {
    return describeText(fill(text, parts), reader);
  }

  private <T> T describeText(String text, ColumnsReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      return reader.read(statement.getMetaData());
    }
  }

  /** The labels of the columns of a result. */
  public static List<String> columns(ResultSetMetaData metaData) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      labels.add(metaData.getColumnLabel(i));
    }
    return labels;
  }

  private void refuseSecondStatement(UserQuery query) throws SQLException {
    if (query.text().indexOf(';') >= 0) {
      // only prepared: a semicolon that ends a statement cannot stand within parentheses
      connection
          .prepareStatement("SELECT EXISTS (" + query.text() + "\n) FROM (VALUES (0))")
          .close();
    }
  }

  /** Runs an INSERT, UPDATE, DELETE or MERGE; returns how many rows it changed. */
  public int update(@CompileTimeConstant final String text, List<?> values) throws SQLException {
    return update(text, List.of(), values);
  }

  /** Runs an INSERT, UPDATE, DELETE or MERGE; returns how many rows it changed. */
  public int update(
      @CompileTimeConstant final String text, List<? extends SqlPart> parts, List<?> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(fill(text, parts))) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /**
   * Inserts one row.
   *
   * @param key the column whose value the engine makes
   * @return that value
   */
  public long insertReturning(@CompileTimeConstant final String text, String key, List<?> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text, new String[] {key})) {
      bind(statement, values);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        if (!keys.next()) {
          throw new SQLException("no key came back of an INSERT");
        }
        return keys.getLong(1);
      }
    }
  }

  /** Runs a statement once a row of values, in batches of bounded size. */
  public void updateAll(
      @CompileTimeConstant final String text,
      List<? extends SqlPart> parts,
      Iterable<? extends List<?>> rows)
      throws SQLException {
    batch(
        text,
        parts,
        writer -> {
          for (List<?> values : rows) {
            writer.add(values);
          }
        });
  }

  /** Runs a statement once a row of values that {@code source} adds, in batches of bounded size. */
  public void batch(
      @CompileTimeConstant final String text, List<? extends SqlPart> parts, BatchSource source)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(fill(text, parts))) {
      int[] waiting = {0};
      source.writeTo(
          values -> {
            bind(statement, values);
            statement.addBatch();
            if (++waiting[0] == BATCH) {
              statement.executeBatch();
              waiting[0] = 0;
            }
          });
      // HSQLDB 2.7.4 refuses an empty batch.
      if (waiting[0] > 0) {
        statement.executeBatch();
      }
    }
  }

  /**
   * Inserts rows, many by one statement.
   *
   * @param columns which columns the values are of, in order
   */
  public void insertRows(QualifiedName table, List<String> columns, RowsSource source)
      throws SQLException {
    try (RowInserts inserts =
        new RowInserts(
            columns.size(),
            rows ->
                connection.prepareStatement(
                    fill(
                        "INSERT INTO {} ({}) VALUES {}",
                        List.of(
                            table,
                            Identifiers.of(columns),
                            new PlaceholderRows(columns.size(), rows)))))) {
      source.writeTo(inserts);
    }
  }

  /** Hands over rows to be inserted. */
  @FunctionalInterface
  public interface RowsSource {
    void writeTo(RowsWriter writer) throws SQLException;
  }

  /** Takes rows; the order of the rows stays. */
  @FunctionalInterface
  public interface RowsWriter {
    /**
     * Inserts rows.
     *
     * @param values row by row; null elements are SQL NULL
     */
    void write(@Nullable Object[] values, int rows) throws SQLException;
  }

  /** Adds rows of values to a batch. */
  @FunctionalInterface
  public interface BatchSource {
    void writeTo(BatchWriter writer) throws SQLException;
  }

  /** Takes the values of one row. */
  @FunctionalInterface
  public interface BatchWriter {
    void add(List<?> values) throws SQLException;
  }

  /** Runs DDL and other statements without values or result. Both engines commit at DDL. */
  public void execute(@CompileTimeConstant final String text, List<? extends SqlPart> parts)
      throws SQLException {
    executeShipped(fill(text, parts));
  }

  /**
   * Runs a statement out of a script that ships with Inlay.
   *
   * @param statement never from a user, a table or a network
   */
  public void executeShipped(String statement) throws SQLException {
    try (Statement opened = connection.createStatement()) {
      opened.execute(statement);
    }
  }

  private <T> T readText(String text, List<?> values, ResultReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    }
  }

  private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(statement, i + 1, values.get(i));
    }
  }

  static void bind(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(position, Types.NULL);
    } else {
      statement.setObject(position, value);
    }
  }

  /** Replaces each {@code {}} by a part; parts are not searched again. */
  private static String fill(String text, List<? extends SqlPart> parts) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (SqlPart part : parts) {
      int place = text.indexOf("{}", from);
      if (place < 0) {
        throw new IllegalArgumentException("more parts than places in: " + text);
      }
      filled.append(text, from, place).append(part.sql());
      from = place + 2;
    }
    if (text.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException("fewer parts than places in: " + text);
    }
    return filled.append(text, from, text.length()).toString();
  }
}
