// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.List;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.Identifiers;
import org.inlayml.store.sql.QualifiedName;

/** A table that a routine creates for its result, and drops again where filling it fails. */
final class NewTable {
  /** A piece of work that fills the table. */
  @FunctionalInterface
  interface Filling<T> {
    T run() throws SQLException;
  }

  private NewTable() {}

  /**
   * Creates a table with the columns of a query and a primary key, and fills it.
   *
   * @param input whose rows will fill it
   * @param query its rows are not taken
   * @param key columns of the primary key; none = no key
   */
  static <T> T create(
      Session session,
      Relation input,
      QualifiedName name,
      String query,
      List<String> key,
      Filling<T> filling)
      throws SQLException {
    String create =
        input.name().isPresent()
            ? session.dialect().createTable(session.connection(), input.name().get())
            : "CREATE TABLE";
    define(session, create + " " + name.sql() + " AS (" + query + ") WITH NO DATA");
    try {
      for (String column : key) {
        define(
            session,
            "ALTER TABLE "
                + name.sql()
                + " ALTER COLUMN "
                + new Identifier(column).sql()
                + " SET NOT NULL");
      }
      if (!key.isEmpty()) {
        define(
            session,
            "ALTER TABLE " + name.sql() + " ADD PRIMARY KEY (" + Identifiers.of(key).sql() + ")");
      }
      return filling.run();
    } catch (SQLException | RuntimeException | Error e) {
      try {
        define(session, "DROP TABLE " + name.sql());
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static void define(Session session, String ddl) throws SQLException {
    session.dialect().define(session.connection(), ddl);
  }
}
