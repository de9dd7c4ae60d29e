// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.golden;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inlayml.examples.SqlScript;

/**
 * A plain SQL script whose comments tell what the statement before them answers:
 *
 * <pre>
 * SELECT ...;
 * --&gt; a row, its values divided by " | "
 * --[hsqldb]&gt; a row on HSQLDB, which together replace those above
 * CALL ...;
 * --! ML102 a part of the message
 * </pre>
 *
 * <p>Immutable.
 */
record GoldenScript(List<Step> steps) {
  private static final String ROW = "-->";
  private static final String HSQLDB_ROW = "--[hsqldb]>";
  private static final String ERROR = "--!";
  private static final Pattern ERROR_LINE = Pattern.compile("--! (\\S{5}) (.*)");

  GoldenScript {
    steps = List.copyOf(steps);
  }

  /** A statement, or several on one line, with what it answers; the last may be a mere comment. */
  record Step(
      String text,
      List<String> statements,
      List<String> rows,
      List<String> hsqldbRows,
      Optional<ExpectedError> error) {
    Step {
      statements = List.copyOf(statements);
      rows = List.copyOf(rows);
      hsqldbRows = List.copyOf(hsqldbRows);
    }

    List<String> rows(boolean h2) {
      return h2 || hsqldbRows.isEmpty() ? rows : hsqldbRows;
    }

    boolean expects() {
      return !rows.isEmpty() || !hsqldbRows.isEmpty() || error.isPresent();
    }

    private Stream<String> lines() {
      return Stream.of(
              text.lines(),
              rows.stream().map(row -> (ROW + " " + row).stripTrailing()),
              hsqldbRows.stream().map(row -> (HSQLDB_ROW + " " + row).stripTrailing()),
              error.stream().map(ExpectedError::line))
          .flatMap(lines -> lines);
    }
  }

  /** An error of ours: its SQLSTATE and a part of its message. */
  record ExpectedError(String sqlState, String part) {
    String line() {
      return ERROR + " " + sqlState + " " + part;
    }
  }

  static GoldenScript parse(String script) {
    List<Step> steps = new ArrayList<>();
    List<String> text = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    List<String> hsqldbRows = new ArrayList<>();
    Optional<ExpectedError> error = Optional.empty();
    List<String> statements = List.of();
    for (String line : script.lines().toList()) {
      boolean expectation = isExpectation(line);
      if (expectation && statements.isEmpty()) {
        throw new IllegalArgumentException("no statement before: " + line);
      }
      if (line.startsWith(ROW)) {
        rows.add(line.substring(ROW.length()).strip());
      } else if (line.startsWith(HSQLDB_ROW)) {
        hsqldbRows.add(line.substring(HSQLDB_ROW.length()).strip());
      } else if (expectation) {
        error = Optional.of(error(line));
      } else {
        if (!statements.isEmpty()) {
          steps.add(new Step(joined(text), statements, rows, hsqldbRows, error));
          text.clear();
          rows.clear();
          hsqldbRows.clear();
          error = Optional.empty();
        }
        text.add(line);
        statements = statements(joined(text));
      }
    }
    steps.add(new Step(joined(text), statements, rows, hsqldbRows, error));
    return new GoldenScript(steps);
  }

  /** Whether a line tells what the statement before it answers. */
  static boolean isExpectation(String line) {
    return line.startsWith(ROW) || line.startsWith(HSQLDB_ROW) || line.startsWith(ERROR);
  }

  private static ExpectedError error(String line) {
    Matcher matcher = ERROR_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected --! SQLSTATE message, but found: " + line);
    }
    return new ExpectedError(matcher.group(1), matcher.group(2));
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines);
  }

  /** The statements in a text, none where the last has not ended. */
  private static List<String> statements(String text) {
    SqlScript script = SqlScript.of(text);
    return script.rest().isEmpty() ? script.statements() : List.of();
  }

  /** How many expectations are for HSQLDB alone. */
  int escapes() {
    return steps.stream().mapToInt(step -> step.hsqldbRows().size()).sum();
  }

  /** Whether it names a table that it does not create itself. */
  boolean uses(String table) {
    String text = text();
    return text.contains(table) && !text.contains("CREATE TABLE " + table + " ");
  }

  /** The script as text. */
  String text() {
    return steps.stream().flatMap(Step::lines).collect(joining("\n", "", "\n"));
  }
}
