// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.store.sql.Sql;

/**
 * Installs without Flyway what Flyway would install. Every statement commits, so the version is
 * written last: where it is missing, the install did not finish, and may be repeated. Thread-safe.
 */
public final class Installer {
  private static final Lock ONE_IN_THIS_JVM = new ReentrantLock();
  private static final int ATTEMPTS = 3;

  /** An object exists already or no more: what another JVM's install leads to. */
  private static final Set<String> RACES =
      Set.of("42504", "42501", "90076", "90077", "90078", "42S01", "42S02", "23505", "40001");

  private Installer() {}

  /**
   * Installs or upgrades; does nothing where this version is there. Commits.
   *
   * <p>Errors: {@link MlError#UNKNOWN_ENGINE}, {@link MlError#NEWER_INSTALLED}, {@link
   * MlError#NOT_ADMINISTRATOR}, {@link MlError#METHODS_NOT_ALLOWED}, {@link
   * MlError#INSTALL_FAILED}.
   */
  public static void install(Connection connection) throws SQLException {
    Dialect dialect = Engine.dialect(connection);
    List<Script> scripts =
        Script.NAMES.stream().map(name -> Script.of(dialect.name(), name)).toList();
    install(connection, dialect, scripts);
  }

  static void install(Connection connection, Dialect dialect, List<Script> scripts)
      throws SQLException {
    ONE_IN_THIS_JVM.lock();
    try {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try {
        installAlone(connection, dialect, scripts);
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } finally {
      ONE_IN_THIS_JVM.unlock();
    }
  }

  private static void installAlone(Connection connection, Dialect dialect, List<Script> scripts)
      throws SQLException {
    Installation present = Installation.read(connection);
    present.requireNotNewer();
    if (present.isComplete()) {
      return;
    }
    Engine.requireAdministrator(connection, dialect, "installing Inlay");
    Engine.requireJavaMethods(connection, dialect);
    for (int attempt = 1; !run(connection, dialect, scripts, attempt == ATTEMPTS); attempt++) {
      // another JVM installs at the same time; every statement may run again
    }
    ModelViews.create(connection);
  }

  /** Returns whether it got to the end; where it must, fails instead. */
  private static boolean run(
      Connection connection, Dialect dialect, List<Script> scripts, boolean mustSucceed)
      throws SQLException {
    for (Script script : scripts) {
      for (String statement : script.statements()) {
        try {
          new Sql(connection).executeShipped(statement);
        } catch (SQLException e) {
          if (!mustSucceed && RACES.contains(String.valueOf(e.getSQLState()))) {
            return false;
          }
          throw explained(connection, dialect, statement, e);
        }
      }
    }
    return true;
  }

  private static RuntimeException explained(
      Connection connection, Dialect dialect, String statement, SQLException failure)
      throws SQLException {
    if (dialect == Dialect.HSQLDB
        && statement.contains(" EXTERNAL NAME ")
        && "42501".equals(failure.getSQLState())) {
      RuntimeException explained =
          Engine.methodsNotAllowed(Engine.isServer(connection) ? "the server" : "this JVM", "");
      explained.addSuppressed(failure);
      return explained;
    }
    return Statements.failed("installing", statement, failure);
  }
}
