// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.lab;

import java.io.PrintStream;
import java.sql.Connection;
import javax.sql.DataSource;
import org.inlayml.Inlay;
import org.inlayml.examples.Example;
import org.inlayml.examples.SqlScript;

/** The lab in the SQL that both engines have: {@code lab.sql}. */
public final class BankLab implements Example {
  @Override
  public void show(DataSource database, PrintStream out) throws Exception {
    Inlay.install(database);
    try (Connection connection = database.getConnection()) {
      BankTable.create(connection);
      SqlScript.beside(BankLab.class, "lab.sql").run(connection, out);
    }
  }
}
