// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.hsqldb.jdbc.JDBCDataSource;
import org.inlayml.Inlay;
import org.inlayml.procedures.facade.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database of its own with Inlay installed. Closing it fails where a connection that it
 * gave was left open.
 */
public final class TestDatabase implements AutoCloseable {
  private static final String ADMIN = "SA";
  private static final String PASSWORD = "";

  private final Database kind;
  private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
  private final Path folder;
  private final List<Connection> given = new ArrayList<>();
  private @Nullable Server h2Server;
  private org.hsqldb.server.@Nullable Server hsqldbServer;

  private TestDatabase(Database kind, Path folder) {
    this.kind = kind;
    this.folder = folder;
  }

  /** Opens a database and installs Inlay. */
  public static TestDatabase installed(Database kind, Path folder) throws SQLException {
    TestDatabase database = empty(kind, folder);
    Inlay.install(database.dataSource());
    return database;
  }

  /** Opens a database without Inlay. */
  public static TestDatabase empty(Database kind, Path folder) throws SQLException {
    allowDatasets();
    TestDatabase database = new TestDatabase(kind, folder);
    database.start();
    return database;
  }

  /** Lets {@code PGML.LOAD_DATASET} read the public data sets, where the build knows of them. */
  public static void allowDatasets() {
    System.setProperty(Dataset.FOLDER, System.getProperty("inlay.shared.data", ""));
  }

  public Database kind() {
    return kind;
  }

  /** A connection of the administrator; the test closes it. */
  public Connection connect() throws SQLException {
    return connect(ADMIN, PASSWORD);
  }

  /** A connection of any user; the test closes it. */
  public Connection connect(String user, String password) throws SQLException {
    // H2 lets only administrators set DB_CLOSE_DELAY
    String url = user.equals(ADMIN) ? url() : url().replace(";DB_CLOSE_DELAY=-1", "");
    Connection connection = DriverManager.getConnection(url, user, password);
    given.add(connection);
    return connection;
  }

  /** Connections of the administrator for those who ask for a DataSource. */
  public DataSource dataSource() {
    if (kind.isH2()) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(url());
      source.setUser(ADMIN);
      source.setPassword(PASSWORD);
      return source;
    }
    JDBCDataSource source = new JDBCDataSource();
    source.setUrl(url());
    source.setUser(ADMIN);
    source.setPassword(PASSWORD);
    return source;
  }

  public String url() {
    return switch (kind) {
      case H2_MEMORY -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
      case H2_FILE -> "jdbc:h2:file:" + folder.resolve(name).toAbsolutePath();
      case H2_SERVER ->
          "jdbc:h2:tcp://localhost:" + h2Port() + "/mem:" + name + ";DB_CLOSE_DELAY=-1";
      case HSQLDB_MEMORY -> "jdbc:hsqldb:mem:" + name;
      case HSQLDB_FILE ->
          "jdbc:hsqldb:file:" + folder.resolve(name).toAbsolutePath() + ";hsqldb.write_delay=false";
      case HSQLDB_SERVER -> "jdbc:hsqldb:hsql://localhost:" + hsqldbPort() + "/" + name;
    };
  }

  /** Closes a file database and lets the next connection open it again. */
  public void reopen() throws SQLException {
    assertThat(kind.isFile()).as("%s can be opened again", kind).isTrue();
    assertNothingLeftOpen();
    shutDown();
  }

  @Override
  public void close() throws SQLException {
    assertNothingLeftOpen();
    shutDown();
    if (h2Server != null) {
      h2Server.stop();
    }
    if (hsqldbServer != null) {
      hsqldbServer.shutdown();
    }
  }

  private void assertNothingLeftOpen() throws SQLException {
    for (Connection connection : given) {
      assertThat(connection.isClosed()).as("connection closed on %s", kind).isTrue();
    }
    given.clear();
  }

  private void shutDown() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), ADMIN, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  private void start() throws SQLException {
    if (kind == Database.H2_SERVER) {
      h2Server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    } else if (kind == Database.HSQLDB_SERVER) {
      org.hsqldb.server.Server server = new org.hsqldb.server.Server();
      server.setSilent(true);
      server.setLogWriter(new PrintWriter(Writer.nullWriter()));
      server.setErrWriter(new PrintWriter(Writer.nullWriter()));
      server.setAddress("localhost");
      server.setPort(freePort());
      server.setDatabaseName(0, name);
      server.setDatabasePath(0, "mem:" + name);
      server.start();
      hsqldbServer = server;
    }
  }

  private int h2Port() {
    if (h2Server == null) {
      throw new IllegalStateException("the server does not run");
    }
    return h2Server.getPort();
  }

  private int hsqldbPort() {
    if (hsqldbServer == null) {
      throw new IllegalStateException("the server does not run");
    }
    return hsqldbServer.getPort();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
