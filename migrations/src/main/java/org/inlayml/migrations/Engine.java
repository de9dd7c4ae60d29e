// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.dialect.HsqldbAllowList;
import org.inlayml.store.sql.Sql;

/** What must hold of a database and its user before it is changed. Stateless, thread-safe. */
final class Engine {
  /** Set where this JVM allowed the methods after HSQLDB had read its list. */
  private static final String ALLOWED_LATE = "org.inlayml.hsqldb.allowed_late";

  private Engine() {}

  /** Recognises the database. Errors: {@link MlError#UNKNOWN_ENGINE}. */
  static Dialect dialect(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    if (!product.equals("H2") && !product.startsWith("HSQL")) {
      throw MlError.UNKNOWN_ENGINE.with(product);
    }
    return Dialect.of(connection);
  }

  /** Errors: {@link MlError#NOT_ADMINISTRATOR}. */
  static void requireAdministrator(Connection connection, Dialect dialect, String purpose)
      throws SQLException {
    String user = dialect.user(connection);
    if (!isAdministrator(connection, dialect, user)) {
      throw MlError.NOT_ADMINISTRATOR.with(purpose, user);
    }
  }

  static boolean isAdministrator(Connection connection, Dialect dialect, String user)
      throws SQLException {
    Sql sql = new Sql(connection);
    return dialect == Dialect.H2
        ? sql.first(
                "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = ?",
                List.of(user),
                row -> row.getBoolean(1))
            .orElse(false)
        : sql.first(
                "SELECT 1 FROM INFORMATION_SCHEMA.APPLICABLE_ROLES WHERE ROLE_NAME = 'DBA'",
                List.of(),
                row -> true)
            .orElse(false);
  }

  /**
   * Makes sure that HSQLDB lets SQL call Inlay. A memory database ends with this JVM, so that the
   * methods can be allowed here and now. A file database is opened again by whoever opened it this
   * time: installing is safe just where that one had the methods allowed from the start. In a
   * server it is the server's JVM that counts; there, creating the first routine tells.
   *
   * <p>Errors: {@link MlError#METHODS_NOT_ALLOWED}, {@link MlError#ENGINE_CLOSED}.
   */
  static void requireJavaMethods(Connection connection, Dialect dialect) throws SQLException {
    if (dialect == Dialect.H2 || isServer(connection)) {
      return;
    }
    if (HsqldbAllowList.isAllowed() && System.getProperty(ALLOWED_LATE) == null) {
      return;
    }
    if (url(connection).startsWith("jdbc:hsqldb:mem:")) {
      System.setProperty(ALLOWED_LATE, "true");
      HsqldbAllowList.allow();
      return;
    }
    throw methodsNotAllowed("this JVM", ", so that the database could not be opened again");
  }

  /** The error for a server, whose list cannot be seen from here. */
  static RuntimeException methodsNotAllowed(String where, String consequence) {
    return MlError.METHODS_NOT_ALLOWED.with(where, consequence, HsqldbAllowList.entry());
  }

  static boolean isServer(Connection connection) throws SQLException {
    String url = url(connection);
    return url.startsWith("jdbc:hsqldb:hsql") || url.startsWith("jdbc:hsqldb:http");
  }

  private static String url(Connection connection) throws SQLException {
    return String.valueOf(connection.getMetaData().getURL()).toLowerCase(Locale.ROOT);
  }
}
