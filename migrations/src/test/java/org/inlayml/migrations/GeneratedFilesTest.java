// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.reference.AlgorithmsDocument;
import org.inlayml.procedures.reference.ErrorsDocument;
import org.inlayml.procedures.reference.ReferenceDocument;
import org.inlayml.procedures.routine.Routines;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The checked-in files are what the code writes now. {@code -Dgolden=update} rewrites them. */
class GeneratedFilesTest {
  private static final Path RESOURCES =
      TestPaths.ROOT.resolve("migrations/src/main/resources/org/inlayml");

  @TestFactory
  Stream<DynamicTest> file_is_what_the_code_writes() {
    return files().entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    TestPaths.ROOT.relativize(file.getKey()).toString(),
                    () -> compare(file.getKey(), file.getValue().get())));
  }

  @Test
  void installer_runs_the_scripts_that_flyway_finds() throws IOException {
    for (String engine : List.of("h2", "hsqldb")) {
      try (Stream<Path> files = Files.list(RESOURCES.resolve("migration/" + engine))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .as(engine)
            .containsExactlyInAnyOrderElementsOf(Script.NAMES);
      }
    }
  }

  @Test
  void scripts_of_both_engines_create_the_same_tables_and_routines() {
    assertThat(created("h2", "TABLE (?:IF NOT EXISTS )?ML\\.(\\w+)"))
        .hasSizeGreaterThan(5)
        .isEqualTo(created("hsqldb", "TABLE (?:IF NOT EXISTS )?ML\\.(\\w+)"));
    assertThat(created("h2", "ALIAS (?:IF NOT EXISTS )?((?!ML\\.)\\w+\\.\\w+)"))
        .hasSize(Routines.ALL.size())
        .isEqualTo(created("hsqldb", "FUNCTION ((?!ML\\.)\\w+\\.\\w+)"));
  }

  private static List<String> created(String engine, String what) {
    return Script.NAMES.stream()
        .map(name -> Script.text(engine, name))
        .flatMap(
            text ->
                Pattern.compile("(?m)^CREATE (?:CACHED |MEMORY )?" + what).matcher(text).results())
        .map(match -> match.group(1))
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<Path, Supplier<String>> files() {
    Map<Path, Supplier<String>> files = new LinkedHashMap<>();
    for (Dialect dialect : List.of(Dialect.H2, Dialect.HSQLDB)) {
      ScriptWriter writer = new ScriptWriter(dialect);
      Path scripts = RESOURCES.resolve("script/" + dialect.name());
      files.put(
          RESOURCES.resolve("migration/" + dialect.name() + "/R__routines.sql"), writer::routines);
      files.put(scripts.resolve("install.sql"), writer::install);
      files.put(scripts.resolve("uninstall.sql"), writer::uninstall);
    }
    files.put(RESOURCES.resolve("script/h2/rescue.sql"), new ScriptWriter(Dialect.H2)::rescue);
    Path docs = TestPaths.ROOT.resolve("docs");
    files.put(docs.resolve("reference.md"), () -> ReferenceDocument.text(Routines.ALL));
    files.put(docs.resolve("algorithms.md"), AlgorithmsDocument::text);
    files.put(docs.resolve("errors.md"), ErrorsDocument::text);
    return files;
  }

  private static void compare(Path file, String expected) throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as("rewrite it with -Dgolden=update")
        .usingCharset(StandardCharsets.UTF_8)
        .hasContent(expected);
  }
}
