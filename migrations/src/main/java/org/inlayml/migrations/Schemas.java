// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.Sql;

/** Drops schemas, but never what others have put into them. Stateless, thread-safe. */
final class Schemas {
  private Schemas() {}

  /** Drops a schema that exists and holds no table, view, routine, sequence or domain. */
  static void dropIfEmpty(Connection connection, Identifier schema) throws SQLException {
    Sql sql = new Sql(connection);
    String name = schema.name();
    long objects =
        sql.first(
                """
                SELECT (SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ?)
                  + (SELECT COUNT(*) FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = ?)
                  + (SELECT COUNT(*) FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = ?)
                  + (SELECT COUNT(*) FROM INFORMATION_SCHEMA.DOMAINS WHERE DOMAIN_SCHEMA = ?)
                FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?
                """,
                List.of(name, name, name, name, name),
                row -> row.getLong(1))
            .orElse(-1L);
    if (objects == 0) {
      sql.execute("DROP SCHEMA {} RESTRICT", List.of(schema));
    }
  }
}
