// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hsqldb.jdbc.JDBCDataSource;

/** The two engines, in memory. */
public enum EmbeddedDatabase {
  H2,
  HSQLDB;

  /** Opens an empty database, which lives as long as this JVM. */
  public DataSource open() {
    String name = "example_" + UUID.randomUUID().toString().replace("-", "");
    return switch (this) {
      case H2 -> h2("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "SA");
      case HSQLDB -> hsqldb("jdbc:hsqldb:mem:" + name);
    };
  }

  /** Connections to an H2 database. */
  public static DataSource h2(String url, String user) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword("");
    return source;
  }

  private static DataSource hsqldb(String url) {
    JDBCDataSource source = new JDBCDataSource();
    source.setUrl(url);
    source.setUser("SA");
    source.setPassword("");
    return source;
  }
}
