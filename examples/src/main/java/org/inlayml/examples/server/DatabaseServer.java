// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.h2.tools.Server;

/**
 * A server of either engine for a database in memory, at a free port of this machine.
 *
 * @param url for clients
 */
record DatabaseServer(String url, Runnable stop) implements AutoCloseable {
  private static final String H2 = "jdbc:h2:";
  private static final String HSQLDB = "jdbc:hsqldb:";

  static DatabaseServer serving(String url) throws SQLException, IOException {
    return url.startsWith(H2)
        ? h2(url.substring(H2.length()))
        : hsqldb(url.substring(HSQLDB.length()));
  }

  private static DatabaseServer h2(String path) throws SQLException {
    Server server = Server.createTcpServer("-tcpPort", "0").start();
    return new DatabaseServer(
        H2 + "tcp://localhost:" + server.getPort() + "/" + path, server::stop);
  }

  private static DatabaseServer hsqldb(String path) throws IOException {
    org.hsqldb.server.Server server = new org.hsqldb.server.Server();
    server.setSilent(true);
    server.setLogWriter(new PrintWriter(Writer.nullWriter()));
    server.setErrWriter(new PrintWriter(Writer.nullWriter()));
    server.setAddress("localhost");
    server.setPort(freePort());
    server.setDatabaseName(0, "iris");
    server.setDatabasePath(0, path);
    server.start();
    return new DatabaseServer(
        HSQLDB + "hsql://localhost:" + server.getPort() + "/iris", server::shutdown);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
