// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.quickstart;

import java.io.PrintStream;
import java.sql.Connection;
import javax.sql.DataSource;
import org.inlayml.Inlay;
import org.inlayml.examples.Example;
import org.inlayml.examples.SampleData;
import org.inlayml.examples.SqlScript;

/** Installs Inlay into an empty database and runs {@code quickstart.sql}. */
public final class Quickstart implements Example {
  @Override
  public void show(DataSource database, PrintStream out) throws Exception {
    Inlay.install(database);
    try (Connection connection = database.getConnection()) {
      SampleData.PENGUINS.load(connection);
      SqlScript.beside(Quickstart.class, "quickstart.sql").run(connection, out);
    }
  }
}
