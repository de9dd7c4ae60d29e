// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed in the middle of training leaves a whole catalog behind. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_FILE", "HSQLDB_FILE"})
final class KilledProcessTest {
  private static final int KILLS = 2;
  private static final int LONGEST_MILLISECONDS = 700;

  @Parameter Database kind = Database.H2_FILE;
  @TempDir Path folder = Path.of("");

  @Test
  void a_killed_process_leaves_whole_models_and_nothing_else() throws Exception {
    try (TestDatabase database = TestDatabase.installed(kind, folder)) {
      try (Connection connection = database.connect()) {
        run(connection, "CREATE TABLE T (A INTEGER, B DOUBLE PRECISION, Y VARCHAR(9))");
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
          run(
              connection,
              "INSERT INTO T VALUES (%d, %d, 'c%d')"
                  .formatted(random.nextInt(100), random.nextInt(1000), random.nextInt(5)));
        }
        run(connection, "CALL sys.ML_TRAIN('PUBLIC.T', 'Y', NULL, 'before')");
      }
      Random moments = new Random(11);
      for (int kill = 0; kill < KILLS; kill++) {
        database.reopen();

        killInTraining(database.url(), kill, moments.nextInt(LONGEST_MILLISECONDS));

        try (Connection connection = database.connect()) {
          assertThat(StoredModels.whole(connection))
              .as("on %s after kill %d", kind, kill)
              .contains("before", "replaced");
          assertThat(
                  text(
                      connection,
                      "SELECT sys.ML_PREDICT_ROW('{\"A\": 1, \"B\": 2}', 'before', NULL)"
                          + " FROM (VALUES(0))"))
              .contains("\"Prediction\":\"c");
          run(connection, "CALL sys.ML_TRAIN('PUBLIC.T', 'Y', NULL, 'after %d')".formatted(kill));
        }
      }
    }
  }

  private void killInTraining(String url, int kill, int milliseconds) throws Exception {
    Path trained = folder.resolve("trained" + kill);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingProcess.class.getName(),
                url,
                trained.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output" + kill).toFile())
            .start();
    try {
      while (!Files.exists(trained)) {
        assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
            .as("the process ended: %s", Files.readString(folder.resolve("output" + kill)))
            .isFalse();
      }
      assertThat(process.waitFor(milliseconds, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
    deleteLocks();
  }

  /** HSQLDB opens a file whose process died ten seconds later, or when its lock file is deleted. */
  private void deleteLocks() throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(folder, "*.lck")) {
      for (Path lock : locks) {
        Files.delete(lock);
      }
    }
  }
}
