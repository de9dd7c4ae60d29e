// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables on disk that the heap of the process would not hold. */
class LargerThanHeapTest {
  private static final int ROWS = 100_000;

  @ParameterizedTest
  @EnumSource(
      value = Database.class,
      names = {"H2_FILE", "HSQLDB_FILE"})
  void is_scored_and_predicted(Database kind, @TempDir Path folder) throws Exception {
    try (TestDatabase database = TestDatabase.installed(kind, folder)) {
      database.reopen();

      String output = run(database);

      // HSQLDB holds what a transaction has written in the heap until it ends
      int predicted = kind.isH2() ? ROWS : ROWS / 5;
      assertThat(output.lines())
          .as("on %s", kind)
          .satisfiesExactly(
              line -> assertThat(line).startsWith("scored 0.36"),
              line -> assertThat(line).isEqualTo("predicted " + predicted),
              line -> assertThat(line).isEqualTo("kept " + predicted));
    }
  }

  private static String run(TestDatabase database)
      throws IOException, InterruptedException, SQLException {
    boolean h2 = database.kind().isH2();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx48m",
                    "-Dhsqldb.method_class_names=org.inlayml.procedures.*",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeapProcess.class.getName(),
                    database.url(),
                    String.valueOf(ROWS),
                    h2 ? "CREATE TABLE" : "CREATE CACHED TABLE",
                    h2 ? "PUBLIC.LARGE" : "SELECT * FROM PUBLIC.LARGE WHERE ID < " + ROWS / 5))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return output;
  }
}
