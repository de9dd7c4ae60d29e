// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.facade.FacadeView;
import org.inlayml.store.sql.Sql;
import org.inlayml.store.sql.TextLiteral;

/**
 * Tells what the application has put into the schemas of facades under names that Inlay needs, so
 * that none of it is ever replaced or dropped. Stateless, thread-safe.
 */
final class FacadeNames {
  private static final String ROUTINES =
      "SELECT ROUTINE_SCHEMA || '.' || ROUTINE_NAME AS TAKEN FROM INFORMATION_SCHEMA.ROUTINES"
          + " WHERE (EXTERNAL_NAME IS NULL OR (EXTERNAL_NAME NOT LIKE 'org.inlayml.%'"
          + " AND EXTERNAL_NAME NOT LIKE 'CLASSPATH:org.inlayml.%'))"
          // that of a function in SQL which calls one of ours
          + " AND (ROUTINE_DEFINITION IS NULL OR ROUTINE_DEFINITION NOT LIKE '%ML_INSTALLED%')";

  private static final String RELATIONS =
      "SELECT T.TABLE_SCHEMA || '.' || T.TABLE_NAME AS TAKEN FROM INFORMATION_SCHEMA.TABLES AS T"
          + " LEFT JOIN INFORMATION_SCHEMA.VIEWS AS V"
          + " ON V.TABLE_SCHEMA = T.TABLE_SCHEMA AND V.TABLE_NAME = T.TABLE_NAME"
          + " WHERE (V.VIEW_DEFINITION IS NULL OR (V.VIEW_DEFINITION NOT LIKE '%ML.%'"
          + " AND V.VIEW_DEFINITION NOT LIKE '%\"ML\".%'))";

  private FacadeNames() {}

  /** The names, in upper case, that are taken by what is not of Inlay. */
  static Set<String> taken(Connection connection) throws SQLException {
    Sql sql = new Sql(connection);
    Set<String> taken = new TreeSet<>();
    taken.addAll(sql.query(ROUTINES, List.of(), FacadeNames::name));
    taken.addAll(sql.query(RELATIONS, List.of(), FacadeNames::name));
    taken.retainAll(needed().toList());
    return taken;
  }

  private static String name(ResultSet row) throws SQLException {
    return row.getString(1).toUpperCase(Locale.ROOT);
  }

  private static Stream<String> needed() {
    return Stream.concat(OwnNames.ROUTINES.stream(), OwnNames.FACADE_VIEWS.stream())
        .filter(name -> OwnNames.FACADE_SCHEMAS.contains(name.substring(0, name.indexOf('.'))));
  }

  /** Statements that create the schemas, and fail where a name is taken. */
  static List<String> claim(Dialect dialect) {
    Stream<String> schemas =
        OwnNames.FACADE_SCHEMAS.stream().map(schema -> "CREATE SCHEMA IF NOT EXISTS " + schema);
    return Stream.concat(schemas, refuse(dialect).stream()).toList();
  }

  private static List<String> refuse(Dialect dialect) {
    String names =
        needed()
            .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
            .map(name -> new TextLiteral(name).sql())
            .collect(joining(", ", "(", ")"));
    String first =
        "(SELECT MIN(TAKEN) FROM ("
            + ROUTINES
            + " UNION "
            + RELATIONS
            + ") AS NAMES WHERE TAKEN IN "
            + names
            + ")";
    String text = " is not of Inlay, which needs its name. Rename it, then install again.";
    return dialect == Dialect.H2
        ? List.of("CALL CAST(" + first + " || " + new TextLiteral(text).sql() + " AS INTEGER)")
        : List.of(
            "DROP PROCEDURE ML.REFUSE_NAMES IF EXISTS",
            "CREATE PROCEDURE ML.REFUSE_NAMES() READS SQL DATA BEGIN ATOMIC"
                + " DECLARE NAME_TAKEN VARCHAR(600); SET NAME_TAKEN = "
                + first
                + "; IF NAME_TAKEN IS NOT NULL THEN SET NAME_TAKEN = NAME_TAKEN || "
                + new TextLiteral(text).sql()
                + "; SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = NAME_TAKEN; END IF; END",
            "CALL ML.REFUSE_NAMES()",
            "DROP PROCEDURE ML.REFUSE_NAMES");
  }

  /** Statements that create the views. */
  static List<String> createViews(Dialect dialect) {
    return FacadeView.ALL.stream()
        .flatMap(
            view ->
                Stream.concat(
                        dialect == Dialect.H2
                            ? Stream.empty()
                            : Stream.of("DROP VIEW " + view.qualifiedName() + " IF EXISTS"),
                        Stream.of(
                            (dialect == Dialect.H2 ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ")
                                + view.qualifiedName()
                                + " AS "
                                + view.query(),
                            "COMMENT ON VIEW "
                                + view.qualifiedName()
                                + " IS "
                                + new TextLiteral(view.summary()).sql(),
                            "GRANT SELECT ON " + view.qualifiedName() + " TO PUBLIC"))
                    .filter(s -> view.isPublic() || !s.startsWith("GRANT")))
        .toList();
  }
}
