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
  private static final String ALLOWED = "hsqldb.method_class_names";

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

  /** One more connection to a database that is open. */
  Connection connect(String name) throws SQLException {
    return source(name).getConnection();
  }

  /** Creates a table of the rows of a query. */
  String createTableAs(String table, String query) {
    return switch (this) {
      case H2 -> "CREATE TABLE " + table + " AS " + query;
      case HSQLDB -> "CREATE TABLE " + table + " AS (" + query + ") WITH DATA";
    };
  }

  /** Creates a trigger that does nothing with each row inserted into a table. */
  String createEmptyTrigger(String table) {
    String begin = "CREATE TRIGGER " + table + "_TRIGGER BEFORE INSERT ON " + table;
    return begin
        + " FOR EACH ROW CALL "
        + switch (this) {
          case H2 -> "'" + EmptyH2Trigger.class.getName() + "'";
          case HSQLDB -> "\"" + EmptyHsqldbTrigger.class.getName() + "\"";
        };
  }

  /** Creates functions with the signature of {@code ML_PREDICT}, and one that reads a relation. */
  String[] createFunctions() {
    return switch (this) {
      case H2 ->
          new String[] {
            "CREATE ALIAS EMPTY_FUNCTION FOR '" + H2Functions.class.getName() + ".empty'",
            "CREATE ALIAS HELD_MODEL FOR '" + H2Functions.class.getName() + ".held'",
            "CREATE ALIAS LOOKED_UP_MODEL FOR '" + H2Functions.class.getName() + ".lookedUp'",
            "CREATE ALIAS READ_RELATION FOR '" + RelationReading.class.getName() + ".read'"
          };
      case HSQLDB ->
          new String[] {
            function("EMPTY_FUNCTION", "NUMBERS", "DOUBLE ARRAY", HsqldbFunctions.class, "empty"),
            function(
                "EMPTY_FUNCTION", "TEXTS", "LONGVARCHAR ARRAY", HsqldbFunctions.class, "empty"),
            function("HELD_MODEL", "NUMBERS", "DOUBLE ARRAY", HsqldbFunctions.class, "held"),
            function(
                "LOOKED_UP_MODEL", "NUMBERS", "DOUBLE ARRAY", HsqldbFunctions.class, "lookedUp"),
            "CREATE FUNCTION READ_RELATION(RELATION LONGVARCHAR) RETURNS BIGINT"
                + method(RelationReading.class, "read")
          };
    };
  }

  private static String function(
      String name, String form, String type, Class<?> container, String method) {
    return "CREATE FUNCTION %s(MODEL LONGVARCHAR, FEATURES %s) RETURNS DOUBLE SPECIFIC %s_%s%s"
        .formatted(name, type, name, form, method(container, method));
  }

  private static String method(Class<?> container, String method) {
    return " READS SQL DATA LANGUAGE JAVA PARAMETER STYLE JAVA EXTERNAL NAME 'CLASSPATH:"
        + container.getName()
        + "."
        + method
        + "'";
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
        allowFunctions();
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl("jdbc:hsqldb:mem:" + name);
        source.setUser(ADMIN);
        source.setPassword("");
        yield source;
      }
    };
  }

  /** HSQLDB reads the list when the first database is opened. */
  private static void allowFunctions() {
    String entry = Engine.class.getPackageName() + ".*";
    String present = System.getProperty(ALLOWED, "");
    if (!present.contains(entry)) {
      System.setProperty(ALLOWED, present.isEmpty() ? entry : present + ";" + entry);
    }
  }
}
