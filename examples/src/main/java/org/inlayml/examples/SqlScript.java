// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements one after the other, each ended by a semicolon, with comments between or in them.
 *
 * @param statements without the semicolons and without comments that stand before a statement
 * @param rest what stands after the last semicolon and is no comment
 */
public record SqlScript(List<String> statements, String rest) {
  public SqlScript {
    statements = List.copyOf(statements);
  }

  /** Reads a script that lies beside a class. */
  public static SqlScript beside(Class<?> type, String name) throws IOException {
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(name + " is not beside " + type);
      }
      SqlScript script = of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!script.rest().isEmpty()) {
        throw new IllegalArgumentException("no semicolon in " + name + " after " + script.rest());
      }
      return script;
    }
  }

  /** Divides a text into statements. */
  public static SqlScript of(String text) {
    List<String> statements = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      if (character == '\'' || character == '"' || character == '`') {
        at = after(text, String.valueOf(character), at + 1);
      } else if (text.startsWith("--", at)) {
        int end = after(text, "\n", at);
        if (text.substring(start, at).isBlank()) {
          start = end;
        }
        at = end;
      } else if (text.startsWith("/*", at)) {
        at = after(text, "*/", at + 2);
      } else if (character == ';') {
        statements.add(text.substring(start, at).strip());
        at++;
        start = at;
      } else {
        at++;
      }
    }
    return new SqlScript(statements, text.substring(start).strip());
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  /** Executes the statements and prints nothing. */
  public void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  /** Executes the statements and prints each of them with what it answers. */
  public void run(Connection connection, PrintStream out) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : statements) {
        out.println(text + ";");
        if (statement.execute(text)) {
          ResultText.rows(statement.getResultSet()).forEach(row -> out.println("--> " + row));
        }
        out.println();
      }
    }
  }
}
