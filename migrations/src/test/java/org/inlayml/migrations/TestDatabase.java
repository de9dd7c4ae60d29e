// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The databases that Inlay is installed into, opened by {@code DriverManager}. */
enum TestDatabase {
  H2_MEM("jdbc:h2:mem:%s"),
  H2_FILE("jdbc:h2:%s"),
  HSQLDB_MEM("jdbc:hsqldb:mem:%s"),
  HSQLDB_FILE("jdbc:hsqldb:file:%s;shutdown=true");

  private final String pattern;

  TestDatabase(String pattern) {
    this.pattern = pattern;
  }

  boolean isH2() {
    return name().startsWith("H2");
  }

  /** The URL of a new database. */
  String url(Path folder) {
    String name = "inlay" + UUID.randomUUID().toString().replace("-", "");
    return pattern.formatted(
        name().endsWith("FILE") ? folder.resolve(name).toString().replace('\\', '/') : name);
  }

  static Connection open(String url) throws SQLException {
    return DriverManager.getConnection(url, "SA", "");
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of all rows. */
  static List<String> column(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
