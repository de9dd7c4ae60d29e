// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.inlayml.Inlay;
import org.inlayml.examples.Example;
import org.inlayml.examples.SampleData;
import org.inlayml.examples.SqlScript;

/** Serves a database that has Inlay, and starts {@link Client} with the driver's jar alone. */
public final class BareClient implements Example {
  private static final String CLIENT_FOLDER = "org/inlayml/examples/server";

  @Override
  public void show(DataSource database, PrintStream out) throws Exception {
    Inlay.install(database);
    try (Connection connection = database.getConnection()) {
      SampleData.IRIS.load(connection);
      SqlScript.beside(BareClient.class, "server.sql").run(connection, out);
      String url = connection.getMetaData().getURL();
      try (DatabaseServer server = DatabaseServer.serving(url)) {
        boolean h2 = database instanceof JdbcDataSource;
        Class<?> driver = h2 ? org.h2.Driver.class : org.hsqldb.jdbc.JDBCDriver.class;
        runClient(server.url(), driver, out);
      }
    }
  }

  private static void runClient(String url, Class<?> driver, PrintStream out)
      throws IOException, InterruptedException, URISyntaxException {
    Path folder = Files.createTempDirectory("inlay-client");
    Path copy = folder.resolve(CLIENT_FOLDER).resolve("Client.class");
    try (InputStream in = BareClient.class.getResourceAsStream("Client.class")) {
      if (in == null) {
        throw new IllegalStateException("the client is not on the class path");
      }
      Files.createDirectories(folder.resolve(CLIENT_FOLDER));
      Files.copy(in, copy);
    }
    Path jar = Path.of(driver.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, List.of(folder.toString(), jar.toString())),
                Client.class.getName(),
                url)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = client.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(out::println);
    }
    int exit = client.waitFor();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    if (exit != 0) {
      throw new IllegalStateException("the client ended with " + exit);
    }
  }
}
