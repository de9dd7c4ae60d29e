// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.inlayml.store.sql.Sql;

/** The engines, in memory, each test in a database of its own with the catalog in it. */
public enum Database {
  H2("jdbc:h2:mem:%s", "h2"),
  /** With MVCC, as in the other modes a writer shuts out the readers of the whole table. */
  HSQLDB("jdbc:hsqldb:mem:%s;hsqldb.tx=mvcc", "hsqldb");

  private final String url;
  private final String folder;

  Database(String url, String folder) {
    this.url = url;
    this.folder = folder;
  }

  /** Makes a database and returns its URL. */
  public String create() throws SQLException, IOException {
    String created = url.formatted(UUID.randomUUID().toString().replace("-", ""));
    try (Connection connection = connect(created)) {
      if (this == H2) {
        // Else it ends with this connection. In the URL, only administrators could use it.
        new Sql(connection).execute("SET DB_CLOSE_DELAY -1", List.of());
      }
      install(connection);
    }
    return created;
  }

  /** Runs the catalog's scripts. */
  public void install(Connection connection) throws SQLException, IOException {
    String root =
        Objects.requireNonNull(
            System.getProperty("inlay.root"), "set -Dinlay.root to the root of the repository");
    Path scripts = Path.of(root, "migrations/src/main/resources/org/inlayml/migration", folder);
    Sql sql = new Sql(connection);
    for (String script : List.of("V1__catalog.sql", "V2__registry.sql")) {
      for (String statement : Files.readString(scripts.resolve(script)).split(";\\s*\n", -1)) {
        if (!statement.isBlank()) {
          sql.executeShipped(statement);
        }
      }
    }
  }

  /** Opens a session of the administrator. */
  public Connection connect(String created) throws SQLException {
    return connect(created, "SA", "");
  }

  /** Opens a session of a user. */
  public Connection connect(String created, String user, String password) throws SQLException {
    return DriverManager.getConnection(created, user, password);
  }
}
