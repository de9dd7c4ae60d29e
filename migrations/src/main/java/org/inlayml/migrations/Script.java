// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A SQL script out of the jar. Its statements end with a semicolon at the end of a line, and no
 * other line ends with one; comments are lines of their own. Immutable, thread-safe.
 */
record Script(String name, List<String> statements) {
  private static final String FOLDER = "/org/inlayml/migration/";

  /** What Flyway runs, in its order; a test compares it with the folders. */
  static final List<String> NAMES =
      List.of("V1__catalog.sql", "V2__registry.sql", "R__routines.sql");

  Script {
    statements = List.copyOf(statements);
  }

  /** Reads one of {@link #NAMES} of an engine. */
  static Script of(String engine, String name) {
    return parse(name, text(engine, name));
  }

  static String text(String engine, String name) {
    try (InputStream in = Script.class.getResourceAsStream(FOLDER + engine + "/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " for " + engine + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script parse(String name, String text) {
    List<String> statements = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("--")) {
        continue;
      }
      if (line.endsWith(";")) {
        lines.add(line.substring(0, line.length() - 1));
        statements.add(String.join("\n", lines));
        lines.clear();
      } else {
        lines.add(line);
      }
    }
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException(name + " ends within a statement");
    }
    return new Script(name, statements);
  }
}
