// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.insert;

import java.io.PrintStream;
import java.sql.Connection;
import javax.sql.DataSource;
import org.inlayml.Inlay;
import org.inlayml.examples.Example;
import org.inlayml.examples.SqlScript;

/** Runs {@code insert.sql}. */
public final class ScoreOnInsert implements Example {
  @Override
  public void show(DataSource database, PrintStream out) throws Exception {
    Inlay.install(database);
    try (Connection connection = database.getConnection()) {
      SqlScript.beside(ScoreOnInsert.class, "insert.sql").run(connection, out);
    }
  }
}
