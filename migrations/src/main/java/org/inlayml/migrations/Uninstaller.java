// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.routine.Routines;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;

/**
 * Removes Inlay from a database by SQL that needs none of Inlay's classes in the database. Not
 * thread-safe.
 */
public final class Uninstaller {
  /** What an uninstall that keeps the models drops all the same. */
  private static final Set<String> OF_NO_USE_ALONE =
      Set.of("INSTALLATION", "ATTACHMENT", InlaySchema.HISTORY_TABLE);

  /** Referencing tables first; the last is what {@link Installation} is known by. */
  static final List<String> TABLES =
      List.of(
          "INSTALLATION",
          "ATTACHMENT",
          "PREDICTION_LOG",
          "QUARANTINE",
          "AUDIT",
          "ACTUAL",
          "PERMISSION",
          "AB_TEST",
          "ASSERTION",
          "DEPLOYMENT",
          "MODEL_VERSION",
          "MODEL_SNAPSHOT",
          "SNAPSHOT_CHUNK",
          "SNAPSHOT",
          "PROJECT",
          "MODEL_OBJECT_CATALOG",
          InlaySchema.HISTORY_TABLE,
          "MODEL_CATALOG");

  /** Views that read tables alone. */
  static final List<String> TABLE_VIEWS =
      List.of("PREDICTION_QUALITY", "PREDICTION", "PROJECT_PERMISSION", "MODEL_REGISTRY");

  /** Those that call routines. */
  static final List<String> VIEWS =
      Routines.ALL.stream().flatMap(routine -> routine.view().stream()).toList();

  /** The names of the triggers of attachments. */
  static final Pattern TRIGGER = Pattern.compile("ML_ATTACHMENT_[0-9]+_(?:ROW|INSERT|UPDATE)");

  private final Connection connection;
  private final Dialect dialect;
  private final Sql sql;

  private Uninstaller(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    sql = new Sql(connection);
  }

  /**
   * Drops the triggers of attachments, the routines, the views and the tables; does nothing where
   * there is nothing. Where the application uses any of it, fails before anything is dropped.
   * Commits.
   *
   * <p>Errors: {@link MlError#STILL_USED}, {@link MlError#NOT_ADMINISTRATOR}, {@link
   * MlError#UNKNOWN_ENGINE}, {@link MlError#INSTALL_FAILED}.
   *
   * @param keepModels whether models, prediction log and quarantine stay; a later install finds
   *     them again
   */
  public static void uninstall(Connection connection, boolean keepModels) throws SQLException {
    inAutoCommit(
        connection,
        "uninstalling Inlay",
        (uninstaller, present) -> uninstaller.dropAll(present.tables(), keepModels));
  }

  /**
   * Removes what cannot work without Inlay's jar: triggers, routines, and views that call routines.
   * Tables and views of tables stay. Commits.
   *
   * <p>Errors: as {@link #uninstall}.
   */
  public static void rescue(Connection connection) throws SQLException {
    inAutoCommit(
        connection, "the rescue", (uninstaller, present) -> uninstaller.dropCode(present.tables()));
  }

  /** Part of the work. */
  private interface Work {
    void run(Uninstaller uninstaller, Installation present) throws SQLException;
  }

  private static void inAutoCommit(Connection connection, String purpose, Work work)
      throws SQLException {
    Dialect dialect = Engine.dialect(connection);
    Installation present = Installation.read(connection);
    if (!present.present()) {
      return;
    }
    Engine.requireAdministrator(connection, dialect, purpose);
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(true);
    try {
      work.run(new Uninstaller(connection, dialect), present);
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }

  private void dropAll(Set<String> present, boolean keepModels) throws SQLException {
    Set<String> tables = new TreeSet<>(TABLES);
    tables.retainAll(present);
    if (keepModels) {
      tables.retainAll(OF_NO_USE_ALONE);
    }
    refuseUsed(tables);
    dropCode(present);
    ModelViews.drop(connection);
    dropFacadeViews();
    if (!keepModels) {
      for (String view : TABLE_VIEWS) {
        define("DROP VIEW IF EXISTS ML." + view);
      }
    }
    for (String table : TABLES) {
      if (tables.contains(table)) {
        define("DROP TABLE ML." + table);
      }
    }
    for (String facade : OwnNames.FACADE_SCHEMAS) {
      Schemas.dropIfEmpty(connection, new Identifier(facade));
    }
    Schemas.dropIfEmpty(connection, new Identifier("SYS"));
    Schemas.dropIfEmpty(connection, new Identifier(InlaySchema.NAME));
  }

  private void dropCode(Set<String> present) throws SQLException {
    refuseUsed(Set.of());
    if (present.contains("INSTALLATION")) {
      sql.update("DELETE FROM ML.INSTALLATION", List.of());
    }
    dropTriggers();
    if (present.contains("ATTACHMENT")) {
      sql.update("DELETE FROM ML.ATTACHMENT", List.of());
    }
    for (String view : VIEWS) {
      define("DROP VIEW IF EXISTS ML." + view);
    }
    Set<String> routines = routines();
    // what calls first, then what is called
    for (String routine : routines) {
      if (!routine.startsWith("ML.")) {
        dropRoutine(routine);
      }
    }
    for (String routine : routines) {
      if (routine.startsWith("ML.")) {
        dropRoutine(routine);
      }
    }
  }

  private void dropFacadeViews() throws SQLException {
    Set<String> present =
        new TreeSet<>(
            sql.query(
                "SELECT TABLE_SCHEMA || '.' || TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS",
                List.of(),
                row -> row.getString(1).toUpperCase(Locale.ROOT)));
    present.removeAll(FacadeNames.taken(connection));
    present.retainAll(OwnNames.FACADE_VIEWS);
    for (String view : present) {
      define("DROP VIEW " + view);
    }
  }

  private void refuseUsed(Set<String> tables) throws SQLException {
    Set<String> going = new TreeSet<>(routines());
    tables.forEach(table -> going.add("ML." + table));
    VIEWS.forEach(view -> going.add("ML." + view));
    List<String> users = new Dependents(connection, dialect, going).find();
    if (!users.isEmpty()) {
      throw MlError.STILL_USED.with(String.join(", ", users));
    }
  }

  /** The routines of this and of any other version that are there, with their schemas. */
  private Set<String> routines() throws SQLException {
    Set<String> names = new TreeSet<>(OwnNames.ROUTINES);
    sql.query(
            """
            SELECT ROUTINE_SCHEMA, ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES
            WHERE EXTERNAL_NAME LIKE 'org.inlayml.%'
              OR EXTERNAL_NAME LIKE 'CLASSPATH:org.inlayml.%'
            """,
            List.of(),
            row ->
                OwnNames.madeFor(
                    row.getString(1).toUpperCase(Locale.ROOT),
                    row.getString(2).toUpperCase(Locale.ROOT)))
        .forEach(names::addAll);
    names.removeAll(FacadeNames.taken(connection));
    names.retainAll(
        sql.query(
            "SELECT ROUTINE_SCHEMA || '.' || ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES",
            List.of(),
            row -> row.getString(1).toUpperCase(Locale.ROOT)));
    return names;
  }

  private void dropTriggers() throws SQLException {
    List<QualifiedName> triggers =
        sql.query(
            """
            SELECT DISTINCT TRIGGER_SCHEMA, TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS
            """
                + (dialect == Dialect.H2 ? "WHERE JAVA_CLASS LIKE 'org.inlayml.%'" : ""),
            List.of(),
            row -> QualifiedName.of(row.getString(1), row.getString(2)));
    for (QualifiedName trigger : triggers) {
      if (TRIGGER.matcher(trigger.name().name()).matches()) {
        define("DROP TRIGGER " + trigger.sql());
      }
    }
  }

  private void dropRoutine(String name) throws SQLException {
    define((dialect == Dialect.H2 ? "DROP ALIAS " : "DROP FUNCTION ") + name);
  }

  private void define(String statement) throws SQLException {
    try {
      sql.executeShipped(statement);
    } catch (SQLException e) {
      throw Statements.failed("uninstalling", statement, e);
    }
  }
}
