// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs statements in a JVM of its own, with the class path of this one. */
final class OtherProcess {
  private OtherProcess() {}

  /** Gives what the process wrote, which is nothing where every statement succeeded. */
  static String run(String url, String... statements) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                url));
    command.addAll(List.of(statements));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return output + "did not end";
    }
    return output;
  }

  /** The URL, then the statements. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "SA", "");
        Statement statement = connection.createStatement()) {
      for (String text : Arrays.asList(arguments).subList(1, arguments.length)) {
        statement.execute(text);
      }
    }
  }
}
