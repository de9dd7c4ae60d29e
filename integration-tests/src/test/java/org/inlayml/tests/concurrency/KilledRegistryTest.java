// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is killed amid training, deploying and dropping leaves a registry that is whole,
 * and loses nothing that it had committed. The system property {@code inlay.kills} says how often
 * it is killed on each engine.
 */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_FILE", "HSQLDB_FILE"})
final class KilledRegistryTest {
  private static final int KILLS = Integer.getInteger("inlay.kills", 3);
  private static final int LONGEST_MILLISECONDS = 900;

  @Parameter Database kind = Database.H2_FILE;
  @TempDir Path folder = Path.of("");

  @Test
  void nothing_committed_is_lost_and_nothing_is_left_in_part() throws Exception {
    try (TestDatabase database = TestDatabase.installed(kind, folder)) {
      try (Connection connection = database.connect()) {
        run(connection, "CREATE TABLE T (A INTEGER, B DOUBLE PRECISION, Y VARCHAR(9))");
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
          run(
              connection,
              "INSERT INTO T VALUES (%d, %d, 'c%d')"
                  .formatted(random.nextInt(100), random.nextInt(1000), random.nextInt(3)));
        }
      }
      Random moments = new Random(kind.name().length());
      Path journal = folder.resolve("journal");
      for (int kill = 0; kill < KILLS; kill++) {
        database.reopen();
        work(database.url(), journal, moments.nextInt(LONGEST_MILLISECONDS));
        try (Connection connection = database.connect()) {
          check(connection, journal);
        }
      }
    }
  }

  private void work(String url, Path journal, int milliseconds) throws Exception {
    long before = Files.exists(journal) ? Files.size(journal) : 0;
    Path output = folder.resolve("output");
    // else H2 writes what is committed up to half a second later
    String durable = kind.isH2() ? url + ";WRITE_DELAY=0" : url;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RegistryProcess.class.getName(),
                durable,
                journal.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      while (!Files.exists(journal) || Files.size(journal) == before) {
        assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
            .as("the process ended: %s", Files.readString(output))
            .isFalse();
      }
      assertThat(process.waitFor(milliseconds, TimeUnit.MILLISECONDS))
          .as("the process ended: %s", Files.readString(output))
          .isFalse();
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

  /** What the journal says is committed, and what may or may not be. */
  private static final class Journal {
    private final Map<Integer, String> versions = new TreeMap<>();
    private int live;
    private String open = "";

    Journal(List<String> lines) {
      for (String line : lines) {
        String[] words = line.split(" ", -1);
        int version = Integer.parseInt(words[2]);
        if (words[0].equals("begin")) {
          open = words[1] + " " + version;
        } else {
          open = "";
          switch (words[1]) {
            case "train" -> versions.put(version, "Ready");
            case "deploy" -> live = version;
            case "drop" -> versions.put(version, "Dropped");
            default -> throw new IllegalStateException(line);
          }
        }
      }
    }
  }

  private void check(Connection connection, Path file) throws SQLException, IOException {
    Journal journal = new Journal(Files.readAllLines(file));
    Map<Integer, String> found = new TreeMap<>();
    for (List<?> version : rows(connection, "SELECT VERSION, STATUS FROM ML.MODEL_VERSION")) {
      found.put(((Number) version.get(0)).intValue(), String.valueOf(version.get(1)));
    }
    int live = (int) number(connection, "SELECT COALESCE(MAX(LIVE_VERSION), 0) FROM ML.PROJECT");
    if (settle(journal, found, live)) {
      // killed between the commit and its line: the next check must know of it
      Files.writeString(file, "done " + journal.open + "\n", StandardOpenOption.APPEND);
    }
    assertThat(found).as("%s, during %s", kind, journal.open).isEqualTo(journal.versions);
    assertThat(live).as("%s, during %s", kind, journal.open).isEqualTo(journal.live);
    assertThat(
            number(
                connection,
                "SELECT COALESCE(MAX(VERSION), 0) FROM ML.DEPLOYMENT WHERE DEPLOYMENT_ID ="
                    + " (SELECT MAX(DEPLOYMENT_ID) FROM ML.DEPLOYMENT)"))
        .as("the newest deployment")
        .isEqualTo(live);
    List<String> ready =
        found.keySet().stream()
            .filter(version -> "Ready".equals(found.get(version)))
            .map(version -> "p:" + version)
            .toList();
    assertThat(StoredModels.whole(connection)).containsExactlyInAnyOrderElementsOf(ready);
    assertNone(
        connection,
        "ML.SNAPSHOT WHERE SNAPSHOT_ID NOT IN (SELECT SNAPSHOT_ID FROM ML.MODEL_SNAPSHOT)");
    assertNone(
        connection,
        "ML.SNAPSHOT_CHUNK WHERE SNAPSHOT_ID NOT IN (SELECT SNAPSHOT_ID FROM ML.SNAPSHOT)");
    assertNone(
        connection,
        "ML.MODEL_SNAPSHOT WHERE MODEL_ID NOT IN (SELECT MODEL_ID FROM ML.MODEL_CATALOG)");
    assertNone(connection, "ML.MODEL_VERSION WHERE (STATUS = 'Ready') <> (MODEL_ID IS NOT NULL)");
    if (live > 0) {
      String predict = "SELECT sys.ML_PREDICT_LABEL('%s', ARRAY[50.0E0, 500.0E0]) FROM (VALUES(0))";
      assertThat(text(connection, predict.formatted("p")))
          .startsWith("c")
          .isEqualTo(text(connection, predict.formatted("p:" + live)));
    }
  }

  /**
   * Of the transaction that was under way, either all is there or nothing; returns whether it is.
   */
  private static boolean settle(Journal journal, Map<Integer, String> found, int live) {
    if (journal.open.isEmpty()) {
      return false;
    }
    String[] words = journal.open.split(" ", -1);
    int version = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "train" -> {
        if (found.containsKey(version)) {
          journal.versions.put(version, "Ready");
          return true;
        }
      }
      case "deploy" -> {
        if (live == version) {
          journal.live = version;
          return true;
        }
      }
      case "drop" -> {
        if ("Dropped".equals(found.get(version))) {
          journal.versions.put(version, "Dropped");
          return true;
        }
      }
      default -> throw new IllegalStateException(journal.open);
    }
    return false;
  }

  private static void assertNone(Connection connection, String rows) throws SQLException {
    assertThat(number(connection, "SELECT COUNT(*) FROM " + rows)).as(rows).isZero();
  }
}
