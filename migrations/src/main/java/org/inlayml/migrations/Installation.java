// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.lang.module.ModuleDescriptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;
import org.inlayml.procedures.routine.Version;
import org.inlayml.store.sql.Sql;

/**
 * What is there of Inlay in a database. An application's own schema ML is nothing of Inlay.
 *
 * @param present whether anything of Inlay is there: a routine, or the catalog of models
 * @param tables the tables of the schema ML, in upper case; none where Inlay is absent
 * @param version what the table INSTALLATION says; empty where an install did not finish
 * @param models how many models there are
 * @param missingRoutines the routines of this jar that the database lacks
 */
public record Installation(
    boolean present,
    Set<String> tables,
    Optional<String> version,
    long models,
    List<String> missingRoutines) {
  private static final List<String> NAMES = Routines.ALL.stream().map(RoutineSpec::title).toList();

  public Installation {
    tables = Set.copyOf(tables);
    missingRoutines = List.copyOf(missingRoutines);
  }

  /** Looks; needs no rights. */
  public static Installation read(Connection connection) throws SQLException {
    Dialect dialect = Engine.dialect(connection);
    Sql sql = new Sql(connection);
    if (!isThere(sql)) {
      return new Installation(false, Set.of(), Optional.empty(), 0, NAMES);
    }
    Set<String> tables =
        new HashSet<>(
            sql.query(
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE UPPER(TABLE_SCHEMA) = 'ML'",
                List.of(),
                row -> row.getString(1).toUpperCase(Locale.ROOT)));
    Optional<String> version =
        tables.contains("INSTALLATION")
            ? sql.first(
                "SELECT VERSION FROM ML.INSTALLATION", List.of(), row -> row.getString(1).trim())
            : Optional.empty();
    long models =
        tables.contains("MODEL_CATALOG")
            ? sql.first("SELECT COUNT(*) FROM ML.MODEL_CATALOG", List.of(), row -> row.getLong(1))
                .orElse(0L)
            : 0;
    Set<String> routines =
        new HashSet<>(
            sql.query(
                """
                SELECT ROUTINE_SCHEMA || '.' || ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES
                """,
                List.of(),
                row -> row.getString(1).toUpperCase(Locale.ROOT)));
    List<String> missing =
        Routines.ALL.stream()
            .filter(routine -> !routines.contains(routine.qualifiedName()))
            .map(RoutineSpec::title)
            .toList();
    // HSQLDB shows routines to administrators alone
    boolean seen =
        version.isEmpty()
            || dialect == Dialect.H2
            || Engine.isAdministrator(connection, dialect, dialect.user(connection));
    return new Installation(true, tables, version, models, seen ? missing : List.of());
  }

  private static boolean isThere(Sql sql) throws SQLException {
    return sql.first(
            """
            SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS
            WHERE UPPER(TABLE_SCHEMA) = 'ML' AND UPPER(TABLE_NAME) = 'MODEL_CATALOG'
              AND UPPER(COLUMN_NAME) = 'MODEL_UUID'
            UNION
            SELECT 1 FROM INFORMATION_SCHEMA.ROUTINES
            WHERE UPPER(ROUTINE_SCHEMA) IN ('SYS', 'ML')
              AND (EXTERNAL_NAME LIKE 'org.inlayml.%' OR EXTERNAL_NAME LIKE 'CLASSPATH:org.inlayml.%')
            """,
            List.of(), row -> true)
        .isPresent();
  }

  /** Whether it is all there, of the version of this jar. */
  boolean isComplete() {
    return version.equals(Optional.of(Version.CURRENT)) && missingRoutines.isEmpty();
  }

  /** Whether a newer jar made it. */
  boolean isNewer() {
    return version
        .map(ModuleDescriptor.Version::parse)
        .filter(v -> v.compareTo(ModuleDescriptor.Version.parse(Version.CURRENT)) > 0)
        .isPresent();
  }

  /** Errors: {@link MlError#NEWER_INSTALLED}. */
  void requireNotNewer() {
    if (isNewer()) {
      throw MlError.NEWER_INSTALLED.with(version.orElseThrow(), Version.CURRENT);
    }
  }

  /** What is wrong, in sentences; nothing where Inlay is absent. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!present) {
      return problems;
    }
    if (version.isEmpty() && missingRoutines.size() == NAMES.size()) {
      problems.add("There are tables of an earlier install, but no routines. Install again.");
      return problems;
    }
    if (version.isEmpty()) {
      problems.add("An install or uninstall did not finish. Repeat it.");
    } else if (isNewer()) {
      problems.add("The database is of " + version.get() + ", newer than this jar. Use that jar.");
    } else if (!version.get().equals(Version.CURRENT)) {
      problems.add("The database is of " + version.get() + ". Install again to upgrade it.");
    }
    if (!missingRoutines.isEmpty() && !isNewer()) {
      problems.add("Routines are missing: " + String.join(", ", missingRoutines) + ".");
    }
    return problems;
  }
}
