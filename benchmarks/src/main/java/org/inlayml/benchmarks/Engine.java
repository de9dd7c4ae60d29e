// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.inlayml.Inlay;

/** An engine that runs in memory and in the caller's thread. */
enum Engine {
  H2,
  HSQLDB;

  private static final String ADMIN = "SA";

  /** The name in results. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Makes a database with Inlay in it, which lasts until {@code SHUTDOWN}. */
  Connection open(String name) throws SQLException {
    DataSource source = source(name);
    Inlay.install(source);
    return source.getConnection();
  }

  private DataSource source(String name) {
    return switch (this) {
      case H2 -> {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        source.setUser(ADMIN);
        source.setPassword("");
        yield source;
      }
      case HSQLDB -> {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl("jdbc:hsqldb:mem:" + name);
        source.setUser(ADMIN);
        source.setPassword("");
        yield source;
      }
    };
  }
}
