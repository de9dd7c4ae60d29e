// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where scripts and documents lie, and whether they are to be written again. */
final class GoldenFiles {
  static final Path ROOT = Path.of(System.getProperty("inlay.root"));
  static final Path SCRIPTS = ROOT.resolve("integration-tests/src/test/resources/golden");

  private GoldenFiles() {}

  /** Whether the run was started with {@code -Dgolden=update}. */
  static boolean update() {
    return "update".equals(System.getProperty("golden"));
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              files.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }
}
