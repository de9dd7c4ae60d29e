// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Identifiers;
import org.inlayml.store.sql.Placeholders;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Divides the rows of a relation among new tables. */
public final class PartedRelation {
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
      Session session, Relation relation, List<QualifiedName> parts, IntUnaryOperator part)
      throws SQLException {
    for (QualifiedName name : parts) {
      if (Relation.find(session, name).isPresent()) {
        throw MlError.TABLE_EXISTS.with(name.text(), "");
      }
    }
    create(session, relation, parts, part, 0);
  }

  /** Creates one table after the other, then fills all. */
  private static int create(
      Session session,
      Relation relation,
      List<QualifiedName> parts,
      IntUnaryOperator part,
      int next)
      throws SQLException {
    if (next == parts.size()) {
      for (int i = 0; i < parts.size(); i++) {
        fill(session, relation, parts.get(i), part, i);
      }
      return parts.size();
    }
    return NewTable.create(
        session,
        parts.get(next),
        "SELECT * FROM " + relation.from(),
        relation.primaryKey(session),
        () -> create(session, relation, parts, part, next + 1));
  }

  private static void fill(
      Session session, Relation relation, QualifiedName table, IntUnaryOperator part, int number)
      throws SQLException {
    Sql sql = new Sql(session.connection());
    relation.read(
        session,
        rows -> {
          List<String> names = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            names.add(rows.getMetaData().getColumnLabel(i));
          }
          int[] row = {0};
          sql.batch(
              "INSERT INTO {} ({}) VALUES ({})",
              List.of(table, Identifiers.of(names), new Placeholders(names.size())),
              writer -> {
                while (rows.next()) {
                  if (part.applyAsInt(row[0]++) == number) {
                    List<@Nullable Object> values = new ArrayList<>(names.size());
                    for (int i = 1; i <= names.size(); i++) {
                      values.add(rows.getObject(i));
                    }
                    writer.add(values);
                  }
                }
              });
          return row[0];
        });
  }
}
