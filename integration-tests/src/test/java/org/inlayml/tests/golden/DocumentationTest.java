// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every block of SQL in README.md and docs works on both engines and answers what it says. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_MEMORY", "HSQLDB_MEMORY"})
class DocumentationTest {
  private final Database kind;

  DocumentationTest(Database kind) {
    this.kind = kind;
  }

  @TestFactory
  Stream<DynamicTest> sql_in_documents_works(@TempDir Path folder) throws IOException {
    return GoldenFiles.documents().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    GoldenFiles.ROOT.relativize(file) + " on " + kind, () -> run(file, folder)));
  }

  private void run(Path file, Path folder) throws IOException, SQLException {
    Document document = new Document(Files.readAllLines(file));
    GoldenScript script = document.script(kind);
    if (GoldenFiles.update()) {
      update(file, document, folder);
    } else {
      GoldenRun.check(script, GoldenRun.run(script, kind, folder), kind, true);
    }
  }

  /** Documents with blocks for one engine alone are not written again: their rows are not apart. */
  private void update(Path file, Document document, Path folder) throws IOException, SQLException {
    GoldenScript script = document.script(Database.H2_MEMORY);
    if (kind == Database.H2_MEMORY && script.equals(document.script(Database.HSQLDB_MEMORY))) {
      GoldenScript updated =
          GoldenRun.updated(
              script,
              GoldenRun.run(script, Database.H2_MEMORY, folder),
              GoldenRun.run(script, Database.HSQLDB_MEMORY, folder),
              true);
      Files.write(file, document.with(updated).lines());
    }
  }

  @Test
  void reference_holds_the_example_of_every_routine() throws IOException {
    String script =
        new Document(Files.readAllLines(GoldenFiles.ROOT.resolve("docs/reference.md")))
            .script(kind)
            .text();
    List<String> examples = Routines.ALL.stream().map(RoutineSpec::example).toList();

    assertThat(script).contains(examples);
  }
}
