// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every script in {@code resources/golden} on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class GoldenScriptsTest {
  /** Raise it with new scripts, so that an empty walk fails. */
  private static final int AT_LEAST = 10;

  /** May only fall: a script that answers the same on both engines needs no escape. */
  private static final int HSQLDB_ESCAPES = 0;

  private final Database kind;

  GoldenScriptsTest(Database kind) {
    this.kind = kind;
  }

  @TestFactory
  Stream<DynamicTest> scripts_answer_what_they_say(@TempDir Path folder) throws IOException {
    return GoldenFiles.scripts().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    GoldenFiles.SCRIPTS.relativize(file) + " on " + kind, () -> run(file, folder)));
  }

  private void run(Path file, Path folder) throws IOException, SQLException {
    GoldenScript script = GoldenScript.parse(Files.readString(file));
    if (!GoldenFiles.update()) {
      GoldenRun.check(script, GoldenRun.run(script, kind, folder), kind, false);
    } else if (kind == Database.H2_MEMORY) {
      GoldenScript updated =
          GoldenRun.updated(
              script,
              GoldenRun.run(script, Database.H2_MEMORY, folder),
              GoldenRun.run(script, Database.HSQLDB_MEMORY, folder),
              false);
      Files.writeString(file, updated.text());
    }
  }

  @Test
  void there_are_scripts_and_few_escapes() throws IOException {
    int escapes = 0;
    for (Path file : GoldenFiles.scripts()) {
      escapes += GoldenScript.parse(Files.readString(file)).escapes();
    }

    assertThat(GoldenFiles.scripts()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    assertThat(escapes).as("--[hsqldb]> lines").isEqualTo(HSQLDB_ESCAPES);
  }
}
