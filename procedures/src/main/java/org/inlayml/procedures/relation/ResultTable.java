// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Assignments;
import org.inlayml.store.sql.Conditions;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.Identifiers;
import org.inlayml.store.sql.Placeholders;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.inlayml.store.sql.SqlPart;
import org.jspecify.annotations.Nullable;

/**
 * A table that holds the rows of a relation and, beside them, what a model says of each. It is
 * created, with the relation's primary key or a numbering column; or it exists and has the columns
 * already, then it is filled without DDL; or it is the relation itself, then its rows are updated.
 */
public final class ResultTable {
  /** HeatWave's name for the column that numbers rows without a primary key. */
  private static final String NUMBERING = "_4AAD19CA6E_PK_ID";

  /**
   * A column that the model fills.
   *
   * @param type as in CREATE TABLE, good on both engines
   */
  public record ResultColumn(String name, String type) {}

  /** Computes the result columns' values for the current row. */
  @FunctionalInterface
  public interface RowResults {
    List<@Nullable Object> of(ResultSet rows) throws SQLException;
  }

  /** Prepares the computing, when the input's columns are known. */
  @FunctionalInterface
  public interface Preparation {
    RowResults prepare(ResultSetMetaData columns) throws SQLException;
  }

  private final Session session;
  private final Relation input;
  private final QualifiedName output;
  private final List<ResultColumn> results;
  private final List<String> inputColumns = new ArrayList<>();

  private ResultTable(
      Session session, Relation input, QualifiedName output, List<ResultColumn> results) {
    this.session = session;
    this.input = input;
    this.output = output;
    this.results = results;
  }

  /**
   * Writes a result row for each row of the input. On failure nothing is left, not even the table.
   *
   * <p>Errors: {@link MlError#TABLE_EXISTS} where the output exists with other columns or the input
   * has a column of a result's name.
   *
   * @return how many rows
   */
  public static long write(
      Session session,
      Relation input,
      QualifiedName output,
      List<ResultColumn> results,
      Preparation preparation)
      throws SQLException {
    ResultTable table = new ResultTable(session, input, output, results);
    table.inputColumns.addAll(input.columns(session));
    QualifiedName existing = Relation.find(session, output).orElse(null);
    if (existing == null) {
      return table.createAndFill(preparation);
    }
    if (input.name().isPresent() && existing.equals(input.name().get())) {
      return table.update(existing, preparation);
    }
    table.checkColumns(existing);
    List<String> key = input.primaryKey(session);
    boolean numbered =
        key.isEmpty() && !table.inputColumns.contains(NUMBERING) && table.has(existing, NUMBERING);
    return table.fill(existing, numbered, preparation);
  }

  private boolean has(QualifiedName table, String column) throws SQLException {
    return Relation.of(table).columns(session).contains(column);
  }

  private void checkColumns(QualifiedName existing) throws SQLException {
    List<String> present = Relation.of(existing).columns(session);
    List<String> missing = new ArrayList<>(inputColumns);
    results.forEach(column -> missing.add(column.name()));
    missing.removeAll(present);
    if (!missing.isEmpty()) {
      throw MlError.TABLE_EXISTS.with(
          existing.text(), " and lacks the columns " + String.join(", ", missing));
    }
  }

  private long createAndFill(Preparation preparation) throws SQLException {
    List<String> key = input.primaryKey(session);
    boolean numbered = key.isEmpty();
    List<String> added = new ArrayList<>(numbered ? List.of(NUMBERING) : List.of());
    results.forEach(result -> added.add(result.name()));
    for (String name : added) {
      if (inputColumns.contains(name)) {
        throw MlError.TABLE_EXISTS.with(
            input.text(), " with a column " + name + ", which is needed for the result");
      }
    }
    String columns =
        (numbered ? "CAST(0 AS BIGINT) AS \"" + NUMBERING + "\", " : "")
            + inputColumns.stream().map(name -> "R." + quoted(name)).collect(joining(", "))
            + results.stream()
                .map(r -> ", CAST(NULL AS " + r.type() + ") AS " + quoted(r.name()))
                .collect(joining());
    return NewTable.create(
        session,
        output,
        "SELECT " + columns + " FROM " + input.from() + " R",
        numbered ? List.of(NUMBERING) : key,
        () -> fill(output, numbered, preparation));
  }

  private void define(String ddl) throws SQLException {
    session.dialect().define(session.connection(), ddl);
  }

  private static String quoted(String name) {
    return new Identifier(name).sql();
  }

  private long fill(QualifiedName table, boolean numbered, Preparation preparation)
      throws SQLException {
    List<String> names = new ArrayList<>();
    if (numbered) {
      names.add(NUMBERING);
    }
    names.addAll(inputColumns);
    results.forEach(column -> names.add(column.name()));
    Sql sql = new Sql(session.connection());
    List<SqlPart> parts = List.of(table, Identifiers.of(names), new Placeholders(names.size()));
    return input.read(
        session,
        rows -> {
          RowResults computing = preparation.prepare(rows.getMetaData());
          int width = rows.getMetaData().getColumnCount();
          long first = numbered ? highestNumber(table) : 0;
          long[] count = {0};
          sql.batch(
              "INSERT INTO {} ({}) VALUES ({})",
              parts,
              writer -> {
                while (rows.next()) {
                  List<@Nullable Object> row = new ArrayList<>(names.size());
                  count[0]++;
                  if (numbered) {
                    row.add(first + count[0]);
                  }
                  for (int i = 1; i <= width; i++) {
                    row.add(rows.getObject(i));
                  }
                  row.addAll(computing.of(rows));
                  writer.add(row);
                }
              });
          return count[0];
        });
  }

  /** The highest number that a row has already; 0 where there is none. */
  private long highestNumber(QualifiedName table) throws SQLException {
    return new Sql(session.connection())
        .first(
            "SELECT MAX({}) FROM {}",
            List.of(new Identifier(NUMBERING), table),
            List.of(),
            row -> row.getLong(1))
        .orElse(0L);
  }

  /** Fills result columns of the input itself, found again by primary key. */
  private long update(QualifiedName table, Preparation preparation) throws SQLException {
    List<String> key = new ArrayList<>(input.primaryKey(session));
    if (key.isEmpty()) {
      define(
          "ALTER TABLE "
              + table.sql()
              + " ADD COLUMN "
              + quoted(NUMBERING)
              + " BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
      key.add(NUMBERING);
    }
    for (ResultColumn result : results) {
      if (!inputColumns.contains(result.name())) {
        define(
            "ALTER TABLE "
                + table.sql()
                + " ADD COLUMN "
                + quoted(result.name())
                + " "
                + result.type());
      }
    }
    List<List<@Nullable Object>> values =
        input.read(
            session,
            rows -> {
              RowResults computing = preparation.prepare(rows.getMetaData());
              List<List<@Nullable Object>> all = new ArrayList<>();
              while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>(computing.of(rows));
                for (String column : key) {
                  row.add(rows.getObject(column));
                }
                all.add(row);
              }
              return all;
            });
    Sql sql = new Sql(session.connection());
    sql.updateAll(
        "UPDATE {} SET {} WHERE {}",
        List.of(
            table,
            Assignments.of(results.stream().map(ResultColumn::name).toList()),
            Conditions.of(key)),
        values);
    return values.size();
  }
}
