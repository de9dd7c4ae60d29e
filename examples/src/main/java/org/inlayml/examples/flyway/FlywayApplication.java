// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.flyway;

import java.io.PrintStream;
import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.inlayml.examples.Example;
import org.inlayml.examples.SqlScript;
import org.inlayml.migrations.InlayFlyway;

/** Migrates Inlay, then the application, whose second migration trains a model. */
public final class FlywayApplication implements Example {
  @Override
  public void show(DataSource database, PrintStream out) throws Exception {
    InlayFlyway.configure(database).load().migrate();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:org/inlayml/examples/flyway/application")
        .load()
        .migrate();
    try (Connection connection = database.getConnection()) {
      SqlScript.beside(FlywayApplication.class, "flyway.sql").run(connection, out);
    }
  }
}
