// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.inlayml.procedures.dialect.RowValues;
import org.inlayml.procedures.session.Session;

/**
 * The rows of a relation as a table.
 *
 * @param unusable columns that are neither feature nor target, with the name of their type
 * @param primaryKey columns of the primary key
 */
public record RelationData(Table table, Map<String, String> unusable, List<String> primaryKey) {
  private static final int ROWS_BETWEEN_CHECKS = 512;

  /** Fewer, since texts may be long. */
  private static final int TEXTS_BETWEEN_CHECKS = 16;

  /** Beyond it, more rows than an array takes are refused by the memory they need. */
  private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

  /**
   * Reads a relation, straight into columns.
   *
   * <p>Errors: {@link MlError#NOT_ENOUGH_MEMORY}, before reading where the rows can be counted, and
   * what the checkpoint throws.
   *
   * @param memory how many bytes the columns may take
   */
  public static RelationData read(
      Session session, Relation relation, long memory, Checkpoint checkpoint) throws SQLException {
    List<String> primaryKey = relation.primaryKey(session);
    return relation.read(
        session, rows -> read(session, relation, rows, primaryKey, memory, checkpoint));
  }

  /** A column to be read. */
  private record Source(String name, int position, ColumnType type) {}

  private static RelationData read(
      Session session,
      Relation relation,
      ResultRows rows,
      List<String> primaryKey,
      long memory,
      Checkpoint checkpoint)
      throws SQLException {
    Map<String, String> unusable = new LinkedHashMap<>();
    List<Source> sources = sources(rows, unusable);
    long expected = relation.rowCount(session, rows.values());
    int rowBytes = sources.stream().mapToInt(s -> ColumnReader.bytesPerRow(s.type())).sum();
    if (expected != RowValues.UNKNOWN) {
      checkMemory(relation, expected, "", expected * rowBytes, memory);
    }
    ColumnReader[] readers = new ColumnReader[sources.size()];
    for (int i = 0; i < readers.length; i++) {
      Source source = sources.get(i);
      readers[i] =
          ColumnReader.of(
              rows, source.position(), source.name(), source.type(), (int) Math.max(0, expected));
    }
    checkpoint.expects(expected);
    boolean texts = sources.stream().anyMatch(source -> !source.type().isNumeric());
    int betweenChecks = texts ? TEXTS_BETWEEN_CHECKS : ROWS_BETWEEN_CHECKS;
    int count = 0;
    while (rows.next()) {
      if (count % betweenChecks == 0) {
        checkpoint.rows(count);
        checkMemory(relation, count + 1L, "more than ", bytes(readers), memory);
      }
      for (ColumnReader reader : readers) {
        reader.read(count);
      }
      count++;
    }
    checkpoint.rows(count);
    checkMemory(relation, count, "more than ", bytes(readers), memory);
    List<Column> columns = new ArrayList<>();
    for (ColumnReader reader : readers) {
      columns.add(reader.finish(count));
    }
    return new RelationData(new Table(relation.text(), count, columns), unusable, primaryKey);
  }

  private static long bytes(ColumnReader[] readers) {
    long bytes = 0;
    for (ColumnReader reader : readers) {
      bytes += reader.bytes();
    }
    return bytes;
  }

  private static void checkMemory(
      Relation relation, long rows, String about, long bytes, long memory) {
    if (bytes > memory || rows > MOST_ROWS) {
      throw MlError.NOT_ENOUGH_MEMORY.with(
          "reading " + relation.text(),
          about + ((bytes >> 20) + 1),
          memory >> 20,
          ", or a larger heap");
    }
  }

  private static List<Source> sources(ResultRows rows, Map<String, String> unusable)
      throws SQLException {
    List<Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int position = 0;
    for (String name : rows.names()) {
      position++;
      ColumnType type = rows.type(position);
      if (type == null) {
        unusable.put(name, rows.typeName(position));
      } else if (names.add(name)) {
        sources.add(new Source(name, position, type));
      }
    }
    return sources;
  }
}
