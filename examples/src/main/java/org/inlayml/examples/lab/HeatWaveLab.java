// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.lab;

import java.io.PrintStream;
import java.sql.Connection;
import java.util.UUID;
import javax.sql.DataSource;
import org.inlayml.Inlay;
import org.inlayml.examples.EmbeddedDatabase;
import org.inlayml.examples.Example;
import org.inlayml.examples.SqlScript;

/**
 * The lab in HeatWave's own words: {@code heatwave.sql}. It needs H2's session variables and its
 * mode for MySQL, and therefore opens a database of its own whatever it is given.
 */
public final class HeatWaveLab implements Example {
  @Override
  public void show(DataSource unused, PrintStream out) throws Exception {
    String url = "jdbc:h2:mem:lab_" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1";
    DataSource database = EmbeddedDatabase.h2(url, "ADMIN");
    Inlay.install(database);
    try (Connection connection = database.getConnection()) {
      BankTable.create(connection);
      SqlScript.beside(HeatWaveLab.class, "heatwave.sql").run(connection, out);
    }
  }
}
