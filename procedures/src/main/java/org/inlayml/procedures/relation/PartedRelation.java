// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Divides the rows of a relation among new tables. */
public final class PartedRelation {
  private static final int ROWS_A_BLOCK = 256;
  private static final int ROWS_BETWEEN_CHECKS = 64;

  private PartedRelation() {}

  /**
   * Creates the tables with the relation's columns and primary key, and fills them. On failure
   * nothing is left.
   *
   * <p>Errors: {@link MlError#TABLE_EXISTS}.
   *
   * @param part from the position of a row, from 0, to the position of its table
   */
  public static void write(
      Session session,
      Relation relation,
      List<QualifiedName> parts,
      IntUnaryOperator part,
      Checkpoint checkpoint)
      throws SQLException {
    for (QualifiedName name : parts) {
      if (Relation.find(session, name).isPresent()) {
        throw MlError.TABLE_EXISTS.with(name.text(), "");
      }
    }
    create(session, relation, parts, part, checkpoint, 0);
  }

  /** Creates one table after the other, then fills all. */
  private static int create(
      Session session,
      Relation relation,
      List<QualifiedName> parts,
      IntUnaryOperator part,
      Checkpoint checkpoint,
      int next)
      throws SQLException {
    if (next == parts.size()) {
      for (int i = 0; i < parts.size(); i++) {
        double share = 1.0 / parts.size();
        Checkpoint stage = checkpoint.stage("writing", i * share, (i + 1) * share);
        fill(session, relation, parts.get(i), part, stage, i);
      }
      return parts.size();
    }
    return NewTable.create(
        session,
        relation,
        parts.get(next),
        "SELECT * FROM " + relation.from(),
        relation.primaryKey(session),
        () -> create(session, relation, parts, part, checkpoint, next + 1));
  }

  private static void fill(
      Session session,
      Relation relation,
      QualifiedName table,
      IntUnaryOperator part,
      Checkpoint checkpoint,
      int number)
      throws SQLException {
    Sql sql = new Sql(session.connection());
    relation.read(
        session,
        rows -> {
          checkpoint.expects(relation.rowCount(session, rows.values()));
          List<String> names = rows.names();
          int width = names.size();
          @Nullable Object[] values = new @Nullable Object[ROWS_A_BLOCK * width];
          sql.insertRows(
              table,
              names,
              writer -> {
                int count = 0;
                for (int row = 0; rows.next(); row++) {
                  if (row % ROWS_BETWEEN_CHECKS == 0) {
                    checkpoint.rows(row);
                  }
                  if (part.applyAsInt(row) == number) {
                    for (int i = 0; i < width; i++) {
                      values[count * width + i] = rows.values().object(i + 1);
                    }
                    count++;
                  }
                  if (count == ROWS_A_BLOCK) {
                    writer.write(values, count);
                    count = 0;
                  }
                }
                writer.write(values, count);
              });
          return width;
        });
  }
}
