// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.lineage.PredictionLog;
import org.inlayml.procedures.relation.AnsweredRows.Places;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Assignments;
import org.inlayml.store.sql.Conditions;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.inlayml.store.sql.SqlPart;

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

  /**
   * That the predictions are logged, too.
   *
   * @param key the columns that tell rows apart; empty for the primary key
   */
  public record Logging(List<String> key) {}

  private final RowWork work;
  private final Session session;
  private final Relation input;
  private final QualifiedName output;
  private final List<ResultColumn> results;
  private final Supplier<RowWork.Answering> answers;
  private final Optional<Logging> logging;
  private final List<String> inputColumns = new ArrayList<>();

  private ResultTable(
      RowWork work,
      Relation input,
      QualifiedName output,
      List<ResultColumn> results,
      Supplier<RowWork.Answering> answers,
      Optional<Logging> logging) {
    this.work = work;
    this.session = work.session();
    this.input = input;
    this.output = output;
    this.results = results;
    this.answers = answers;
    this.logging = logging;
  }

  /**
   * Writes a result row for each row of the input. On failure nothing is left, not even the table.
   *
   * <p>Errors: {@link MlError#TABLE_EXISTS} where the output exists with other columns or the input
   * has a column of a result's name; {@link MlError#DUPLICATE_COLUMN}.
   *
   * @param answers makes what computes the results; each is used by one thread at a time
   * @param logging whether and how predictions are logged
   * @return how many rows
   */
  public static long write(
      RowWork work,
      Relation input,
      QualifiedName output,
      List<ResultColumn> results,
      Supplier<RowWork.Answering> answers,
      Optional<Logging> logging)
      throws SQLException {
    ResultTable table = new ResultTable(work, input, output, results, answers, logging);
    Session session = work.session();
    table.inputColumns.addAll(input.columns(session));
    table.refuseDuplicates();
    QualifiedName existing = Relation.find(session, output).orElse(null);
    if (existing == null) {
      return table.createAndFill();
    }
    if (input.name().isPresent() && existing.equals(input.name().get())) {
      return table.update(existing);
    }
    table.checkColumns(existing);
    List<String> key = input.primaryKey(session);
    boolean numbered =
        key.isEmpty() && !table.inputColumns.contains(NUMBERING) && table.has(existing, NUMBERING);
    return table.fill(existing, numbered);
  }

  private void refuseDuplicates() {
    Set<String> names = new HashSet<>();
    for (String name : inputColumns) {
      if (!names.add(name)) {
        throw MlError.DUPLICATE_COLUMN.with(input.text(), name);
      }
    }
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

  private long createAndFill() throws SQLException {
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
        input,
        output,
        "SELECT " + columns + " FROM " + input.from() + " R",
        numbered ? List.of(NUMBERING) : key,
        () -> fill(output, numbered));
  }

  private void define(String ddl) throws SQLException {
    session.dialect().define(session.connection(), ddl);
  }

  private static String quoted(String name) {
    return new Identifier(name).sql();
  }

  private long fill(QualifiedName table, boolean numbered) throws SQLException {
    List<String> names = new ArrayList<>();
    if (numbered) {
      names.add(NUMBERING);
    }
    names.addAll(inputColumns);
    results.forEach(column -> names.add(column.name()));
    int passedFrom = numbered ? 1 : 0;
    int[] passed = IntStream.rangeClosed(1, inputColumns.size()).toArray();
    Places places =
        new Places(names.size(), passedFrom - 1, passed, passedFrom, passedFrom + passed.length);
    Sql sql = new Sql(session.connection());
    return input.read(
        session,
        rows -> {
          work.checkpoint().expects(input.rowCount(session, rows.values()));
          long last = numbered ? highestNumber(table) : 0;
          AnsweredRows answered =
              new AnsweredRows(work, rows, places, last, log(rows, table, numbered));
          long[] count = {0};
          sql.insertRows(table, names, writer -> count[0] = write(answered, writer));
          return count[0];
        });
  }

  private long write(AnsweredRows answered, Sql.RowsWriter writer) throws SQLException {
    if (logging.isEmpty()) {
      return answered.write(answers, writer, predictions -> {});
    }
    long[] count = {0};
    new PredictionLog(session.connection())
        .writeAll(logger -> count[0] = answered.write(answers, writer, logger));
    return count[0];
  }

  /** The rows of a query are logged as those of the output, which numbers them. */
  private Optional<RowLog> log(ResultRows rows, QualifiedName table, boolean numbered)
      throws SQLException {
    if (logging.isEmpty()) {
      return Optional.empty();
    }
    List<String> key = new ArrayList<>();
    for (String written : logging.get().key()) {
      key.add(RowLog.column(written, input.text(), rows.names()));
    }
    boolean byNumber = key.isEmpty() && numbered && input.name().isEmpty();
    if (key.isEmpty()) {
      key.addAll(input.primaryKey(session));
    }
    return Optional.of(new RowLog(rows, work.model(), input.name().orElse(table), key, byNumber));
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
  private long update(QualifiedName table) throws SQLException {
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
    Sql sql = new Sql(session.connection());
    List<SqlPart> parts =
        List.of(
            table,
            Assignments.of(results.stream().map(ResultColumn::name).toList()),
            Conditions.of(key));
    int width = results.size() + key.size();
    // rows are updated while others are still to be read, but the scan does not move with them:
    // H2 reads what stood at its begin, HSQLDB has read all rows
    return input.read(
        session,
        rows -> {
          work.checkpoint().expects(input.rowCount(session, rows.values()));
          List<String> names = rows.names();
          int[] passed = key.stream().mapToInt(name -> names.indexOf(name) + 1).toArray();
          Places places = new Places(width, -1, passed, results.size(), 0);
          AnsweredRows answered = new AnsweredRows(work, rows, places, 0, log(rows, table, false));
          long[] count = {0};
          sql.batch(
              "UPDATE {} SET {} WHERE {}",
              parts,
              writer ->
                  count[0] =
                      write(
                          answered,
                          (values, written) -> {
                            for (int row = 0; row < written; row++) {
                              writer.add(
                                  Arrays.asList(values).subList(row * width, (row + 1) * width));
                            }
                          }));
          return count[0];
        });
  }
}
