// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.store.sql.RowReader;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Finds the views, columns, checks, triggers and routines of the application that use Inlay. H2
 * would drop a routine from under a view without a word, HSQLDB tells of the first only. Not
 * thread-safe.
 */
final class Dependents {
  private final Sql sql;
  private final Dialect dialect;
  private final Pattern usage;
  private final Set<String> own;

  /**
   * @param going the names, with schemas, of the routines, tables and views that are to go
   */
  Dependents(Connection connection, Dialect dialect, Set<String> going) {
    sql = new Sql(connection);
    this.dialect = dialect;
    usage = usage(going);
    own = Set.copyOf(going);
  }

  static Pattern usage(Set<String> going) {
    return Pattern.compile("\\b" + OwnNames.pattern(going) + "\\b", Pattern.CASE_INSENSITIVE);
  }

  /** The users of Inlay, such as {@code view PUBLIC.RISK}. */
  List<String> find() throws SQLException {
    List<String> found = new ArrayList<>();
    found.addAll(
        users(
            sql.query(
                """
                SELECT 'view', TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION
                FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
                ORDER BY 2, 3
                """,
                List.of(),
                USE)));
    found.addAll(
        users(
            sql.query(
                """
                SELECT 'column ' || COLUMN_NAME || ' of', TABLE_SCHEMA, TABLE_NAME,
                  COALESCE(CAST(GENERATION_EXPRESSION AS VARCHAR(10000)), '') || ' '
                    || COALESCE(CAST(COLUMN_DEFAULT AS VARCHAR(10000)), '')
                FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
                ORDER BY 2, 3, 1
                """,
                List.of(),
                USE)));
    found.addAll(
        users(
            sql.query(
                """
                SELECT 'check', CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CHECK_CLAUSE
                FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS ORDER BY 2, 3
                """,
                List.of(),
                USE)));
    found.addAll(
        users(
            sql.query(
                """
                SELECT 'routine', ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_DEFINITION
                FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA NOT IN ('SYS', 'ML')
                ORDER BY 2, 3
                """,
                List.of(),
                USE)));
    if (dialect == Dialect.HSQLDB) {
      found.addAll(
          users(
              sql.query(
                  """
                  SELECT 'trigger', TRIGGER_SCHEMA, TRIGGER_NAME, ACTION_STATEMENT
                  FROM INFORMATION_SCHEMA.TRIGGERS ORDER BY 2, 3
                  """,
                  List.of(),
                  USE)));
    }
    return found;
  }

  private static final RowReader<Use> USE =
      row -> new Use(row.getString(1).trim(), row.getString(2), row.getString(3), row.getString(4));

  private List<String> users(List<Use> uses) {
    return uses.stream()
        .filter(use -> !use.schema().equalsIgnoreCase(InlaySchema.NAME))
        .filter(use -> !ModelViews.isOne(use.schema(), use.name()))
        .filter(use -> !isOfFacade(use))
        .filter(use -> use.definition() != null && usage.matcher(use.definition()).find())
        .map(use -> use.kind() + " " + use.schema() + "." + use.name())
        .distinct()
        .toList();
  }

  private boolean isOfFacade(Use use) {
    String name = (use.schema() + "." + use.name()).toUpperCase(Locale.ROOT);
    return own.contains(name) || OwnNames.FACADE_VIEWS.contains(name);
  }

  private record Use(String kind, String schema, String name, @Nullable String definition) {}
}
