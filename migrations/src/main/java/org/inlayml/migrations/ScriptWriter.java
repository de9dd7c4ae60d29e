// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;
import org.inlayml.procedures.routine.Version;

/**
 * Writes the SQL files that are made from the routine classes. The files are checked in and a test
 * compares them. Stateless, thread-safe.
 */
final class ScriptWriter {
  /** H2 executes one made-up statement a statement, so that a loop is so many lines. */
  private static final int MOST_TRIGGERS = 32;

  private static final int MOST_VIEWS = 8;

  private static final String NOTHING_LEFT = "'SET @INLAY = NULL'";

  private static final String LICENCE = "-- SPDX-License-Identifier: Apache-2.0\n";
  private static final String GENERATED =
      "-- GENERATED from the classes in org.inlayml.procedures.routine. Do not edit; tests run"
          + " with\n"
          + "-- -Dgolden=update write it again.\n";

  private final Dialect dialect;

  ScriptWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  /** {@code R__routines.sql}, for Flyway and {@link Installer}. */
  String routines() {
    return LICENCE
        + "-- Routines of Inlay "
        + Version.CURRENT
        + ". May be run again.\n"
        + GENERATED
        + "\n"
        + lines(routineStatements());
  }

  /** {@code install.sql}, for the tools of the engines. */
  String install() {
    List<String> statements = new ArrayList<>();
    for (String name : Script.NAMES) {
      if (name.startsWith("V")) {
        statements.addAll(Script.of(dialect.name(), name).statements());
      }
    }
    statements.addAll(routineStatements());
    statements.add("COMMIT");
    return LICENCE
        + "-- Installs Inlay "
        + Version.CURRENT
        + ", or upgrades it; may be run again.\n"
        + tool()
        + GENERATED
        + "\n"
        + toolLines(statements);
  }

  private List<String> routineStatements() {
    List<String> statements = new ArrayList<>();
    // there is no version while routines are missing
    statements.add("DELETE FROM ML.INSTALLATION");
    statements.addAll(FacadeNames.claim(dialect));
    Routines.ALL.forEach(routine -> statements.addAll(dialect.create(routine)));
    statements.addAll(FacadeNames.createViews(dialect));
    statements.add(
        "INSERT INTO ML.INSTALLATION (VERSION, INSTALLED_AT) VALUES ('"
            + Version.CURRENT
            + "', CURRENT_TIMESTAMP)");
    return statements;
  }

  /** {@code rescue.sql} of H2: removes what needs Inlay's jar, keeps the models. */
  String rescue() {
    return LICENCE
        + "-- Removes from H2 what needs Inlay's jar, which itself is not needed; keeps the"
        + " models.\n"
        + tool()
        + GENERATED
        + "\n"
        + lines(h2Rescue());
  }

  /** {@code uninstall.sql}: removes everything. */
  String uninstall() {
    List<String> statements = new ArrayList<>();
    if (dialect == Dialect.H2) {
      statements.addAll(h2Rescue());
      statements.addAll(
          firstOf(
              MOST_VIEWS,
              """
              'DROP VIEW "' || REPLACE(TABLE_SCHEMA, '"', '""') || '".' || TABLE_NAME \
              FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA LIKE 'ML^_SCHEMA^_%' ESCAPE '^' \
              AND TABLE_NAME IN ('MODEL_CATALOG', 'MODEL_OBJECT_CATALOG')\
              """));
    } else {
      statements.add("DROP PROCEDURE ML.REFUSE_ATTACHMENTS IF EXISTS");
      statements.add(
          "CREATE PROCEDURE ML.REFUSE_ATTACHMENTS() READS SQL DATA BEGIN ATOMIC"
              + " IF EXISTS (SELECT * FROM ML.ATTACHMENT) THEN SIGNAL SQLSTATE '45000'"
              + " SET MESSAGE_TEXT = 'CALL sys.ML_DETACH for each table in ML.ATTACHMENT first';"
              + " END IF; END");
      statements.add("CALL ML.REFUSE_ATTACHMENTS()");
      statements.add("DROP PROCEDURE ML.REFUSE_ATTACHMENTS");
      statements.addAll(FacadeNames.claim(dialect));
      Routines.ALL.forEach(routine -> statements.addAll(dialect.drop(routine)));
    }
    OwnNames.FACADE_VIEWS.forEach(view -> statements.add("DROP VIEW IF EXISTS " + view));
    Uninstaller.TABLE_VIEWS.forEach(view -> statements.add("DROP VIEW IF EXISTS ML." + view));
    Uninstaller.TABLES.forEach(table -> statements.add("DROP TABLE IF EXISTS ML." + table));
    statements.add("COMMIT");
    return LICENCE
        + "-- Removes Inlay, models included. Its schemas stay; SYS and ML are empty then.\n"
        + tool()
        + (dialect == Dialect.H2
            ? ""
            : "-- DROP VIEW MODEL_CATALOG and MODEL_OBJECT_CATALOG in ML_SCHEMA_<user> first, if"
                + " any.\n")
        + GENERATED
        + "\n"
        + toolLines(statements);
  }

  private static List<String> h2Rescue() {
    String ours = " FROM INFORMATION_SCHEMA.TRIGGERS WHERE JAVA_CLASS LIKE 'org.inlayml.%'";
    List<String> statements = new ArrayList<>();
    statements.addAll(
        firstOf(
            MOST_TRIGGERS,
            "'DROP TRIGGER \"' || REPLACE(TRIGGER_SCHEMA, '\"', '\"\"') || '\".\"' || TRIGGER_NAME"
                + " || '\"'"
                + ours));
    statements.add(
        "CALL CASE WHEN EXISTS (SELECT *"
            + ours
            + ") THEN CAST('run this script again, triggers left: ' || (SELECT COUNT(*)"
            + ours
            + ") AS INTEGER) END");
    statements.add("DELETE FROM ML.ATTACHMENT");
    statements.add("DELETE FROM ML.INSTALLATION");
    statements.addAll(FacadeNames.claim(Dialect.H2));
    for (RoutineSpec routine : Routines.ALL) {
      statements.addAll(Dialect.H2.drop(routine));
    }
    return statements;
  }

  private static List<String> firstOf(int times, String selected) {
    String statement =
        "EXECUTE IMMEDIATE COALESCE((SELECT "
            + selected
            + " FETCH FIRST ROW ONLY), "
            + NOTHING_LEFT
            + ")";
    return Stream.generate(() -> statement).limit(times).toList();
  }

  private String tool() {
    return dialect == Dialect.H2
        ? "-- For RUNSCRIPT.\n"
        : "-- For SqlTool, where a routine ends with a line of a full stop and a semicolon.\n";
  }

  private static String lines(List<String> statements) {
    return statements.stream().map(statement -> statement + ";\n").collect(joining());
  }

  private String toolLines(List<String> statements) {
    return statements.stream()
        .map(s -> dialect == Dialect.HSQLDB && isRoutine(s) ? s + "\n.;\n" : s + ";\n")
        .collect(joining());
  }

  private static boolean isRoutine(String statement) {
    return statement.startsWith("CREATE FUNCTION") || statement.startsWith("CREATE PROCEDURE");
  }
}
