// SPDX-License-Identifier: Apache-2.0
package org.inlayml;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.inlayml.learning.error.MlError;
import org.inlayml.migrations.Installation;
import org.inlayml.migrations.Installer;
import org.inlayml.migrations.Uninstaller;
import org.inlayml.procedures.dialect.Dialect;

/**
 * Installs Inlay into an H2 or HSQLDB database and removes it, without Flyway; with Flyway see
 * {@code org.inlayml.migrations.InlayFlyway}. Every method may be called again. Thread-safe.
 */
public final class Inlay {
  private Inlay() {}

  /**
   * What there is of Inlay in a database.
   *
   * @param installed whether an install finished
   * @param version the version that was installed
   * @param engine {@code h2} or {@code hsqldb}
   * @param models how many models there are
   * @param problems what is wrong and what to do, in sentences
   */
  public record Status(
      boolean installed,
      Optional<String> version,
      String engine,
      long models,
      List<String> problems) {
    public Status {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Creates the schemas SYS and ML with everything in them, or brings those of an older version up
   * to this one; does nothing where this version is installed.
   *
   * <p>Errors: {@link MlError#UNKNOWN_ENGINE}, {@link MlError#NEWER_INSTALLED}, {@link
   * MlError#NOT_ADMINISTRATOR}, {@link MlError#METHODS_NOT_ALLOWED}, {@link
   * MlError#INSTALL_FAILED}.
   */
  public static void install(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      install(connection);
    }
  }

  /** As {@link #install(DataSource)}. Commits; leaves the connection open. */
  public static void install(Connection connection) throws SQLException {
    Installer.install(connection);
  }

  /**
   * Removes everything, models included; does nothing where there is nothing.
   *
   * <p>Errors: {@link MlError#STILL_USED}, before anything is removed, where the application's
   * objects use Inlay; {@link MlError#UNKNOWN_ENGINE}, {@link MlError#NOT_ADMINISTRATOR}, {@link
   * MlError#INSTALL_FAILED}.
   */
  public static void uninstall(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      uninstall(connection, false);
    }
  }

  /**
   * As {@link #uninstall(DataSource)}. Commits; leaves the connection open.
   *
   * @param keepModels whether models, prediction log and quarantine stay for a later install
   */
  public static void uninstall(Connection connection, boolean keepModels) throws SQLException {
    Uninstaller.uninstall(connection, keepModels);
  }

  /** Looks what there is. Errors: {@link MlError#UNKNOWN_ENGINE}. */
  public static Status status(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return status(connection);
    }
  }

  /** As {@link #status(DataSource)}; leaves the connection open. */
  public static Status status(Connection connection) throws SQLException {
    Installation installation = Installation.read(connection);
    return new Status(
        installation.version().isPresent(),
        installation.version(),
        Dialect.of(connection).name(),
        installation.models(),
        installation.problems());
  }
}
