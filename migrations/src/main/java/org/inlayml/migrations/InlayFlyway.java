// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.dialect.Dialect;

/**
 * Flyway's configuration for Inlay: own locations, and an own history in the schema ML, so that it
 * lives beside the application's migrations, whichever come first. Flyway must be on the class path
 * for this class alone. Stateless, thread-safe.
 */
public final class InlayFlyway {
  private InlayFlyway() {}

  /**
   * Makes the configuration for the database of {@code dataSource}; what is left to do is {@code
   * load().migrate()}. Takes over what {@code org.inlayml.Inlay} installed, and the other way
   * round.
   *
   * <p>Errors: {@link MlError#UNKNOWN_ENGINE}, {@link MlError#NEWER_INSTALLED}, {@link
   * MlError#METHODS_NOT_ALLOWED}.
   */
  public static FluentConfiguration configure(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Dialect dialect = Engine.dialect(connection);
      Installation.read(connection).requireNotNewer();
      Engine.requireJavaMethods(connection, dialect);
      return Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:org/inlayml/migration/" + dialect.name())
          .schemas(InlaySchema.NAME)
          .table(InlaySchema.HISTORY_TABLE)
          // the schema is not empty where Inlay was installed without Flyway
          .baselineOnMigrate(true)
          .baselineVersion("0");
    }
  }
}
