// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
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
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a relation as a table.
 *
 * @param unusable columns that are neither feature nor target, with the name of their type
 * @param primaryKey columns of the primary key
 */
public record RelationData(Table table, Map<String, String> unusable, List<String> primaryKey) {
  /** Few, since texts may be long. */
  private static final int ROWS_BETWEEN_CHECKS = 16;

  /**
   * Reads a relation, straight into columns.
   *
   * <p>Errors: {@link MlError#NOT_ENOUGH_MEMORY}, and what the checkpoint throws.
   *
   * @param memory how many bytes the columns may take
   */
  public static RelationData read(
      Session session, Relation relation, long memory, Checkpoint checkpoint) throws SQLException {
    List<String> primaryKey = relation.primaryKey(session);
    return relation.read(session, rows -> read(relation, rows, primaryKey, memory, checkpoint));
  }

  /** A column being read. */
  private record Source(String name, int position, ColumnReader reader) {}

  private static RelationData read(
      Relation relation,
      ResultSet rows,
      List<String> primaryKey,
      long memory,
      Checkpoint checkpoint)
      throws SQLException {
    Map<String, String> unusable = new LinkedHashMap<>();
    List<Source> sources = sources(rows.getMetaData(), unusable);
    int count = 0;
    while (rows.next()) {
      if (count % ROWS_BETWEEN_CHECKS == 0) {
        checkpoint.reached(0);
        checkMemory(relation, sources, count, memory);
      }
      for (Source source : sources) {
        source.reader().read(rows, source.position(), count);
      }
      count++;
    }
    checkMemory(relation, sources, count, memory);
    List<Column> columns = new ArrayList<>();
    for (Source source : sources) {
      columns.add(source.reader().finish(source.name(), count));
    }
    return new RelationData(new Table(relation.text(), count, columns), unusable, primaryKey);
  }

  private static void checkMemory(Relation relation, List<Source> sources, int rows, long memory) {
    long bytes = sources.stream().mapToLong(source -> source.reader().bytes(rows)).sum();
    if (bytes > memory) {
      throw MlError.NOT_ENOUGH_MEMORY.with(
          "reading " + relation.text(),
          "more than " + (bytes >> 20),
          memory >> 20,
          ", or a larger heap");
    }
  }

  private static List<Source> sources(ResultSetMetaData metaData, Map<String, String> unusable)
      throws SQLException {
    List<Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int position = 1; position <= metaData.getColumnCount(); position++) {
      String name = metaData.getColumnLabel(position);
      ColumnType type = columnType(metaData, position);
      if (type == null) {
        unusable.put(name, metaData.getColumnTypeName(position));
      } else if (names.add(name)) {
        boolean padded = metaData.getColumnType(position) == Types.CHAR;
        sources.add(new Source(name, position, ColumnReader.of(type, padded)));
      }
    }
    return sources;
  }

  /** The meaning of a column of a result, or null where it has none. */
  static @Nullable ColumnType columnType(ResultSetMetaData metaData, int position)
      throws SQLException {
    return ColumnReader.columnType(
        metaData.getColumnType(position),
        metaData.getColumnTypeName(position),
        metaData.getScale(position));
  }
}
