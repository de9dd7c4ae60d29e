// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inlayml.examples.ResultText;
import org.inlayml.examples.SampleData;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.inlayml.tests.golden.GoldenScript.ExpectedError;
import org.inlayml.tests.golden.GoldenScript.Step;

/** Runs scripts, each in a fresh database with Inlay and the bundled tables it uses. */
final class GoldenRun {
  private static final Pattern NUMBER = Pattern.compile("^ML\\d{6}: ");

  private GoldenRun() {}

  /**
   * What a step answered.
   *
   * @param rows of its last statement
   * @param failure with SQLSTATE and message
   */
  record Outcome(List<String> rows, Optional<ExpectedError> failure) {}

  /**
   * Runs the whole script; an outcome for each step. The bundled tables that it names are there.
   */
  static List<Outcome> run(GoldenScript script, Database kind, Path folder) throws SQLException {
    List<Outcome> outcomes = new ArrayList<>();
    try (TestDatabase database = TestDatabase.installed(kind, folder);
        Connection connection = database.connect()) {
      load(script, connection);
      for (Step step : script.steps()) {
        outcomes.add(run(step, connection));
      }
    }
    return outcomes;
  }

  private static void load(GoldenScript script, Connection connection) throws SQLException {
    // in one transaction, for HSQLDB's files are written at each commit
    connection.setAutoCommit(false);
    for (SampleData data : SampleData.values()) {
      if (script.uses("PUBLIC." + data)) {
        data.load(connection);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static Outcome run(Step step, Connection connection) {
    List<String> rows = List.of();
    try (Statement statement = connection.createStatement()) {
      for (String text : step.statements()) {
        rows = statement.execute(text) ? ResultText.rows(statement.getResultSet()) : List.of();
      }
      return new Outcome(rows, Optional.empty());
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Outcome(
          List.of(), Optional.of(new ExpectedError(String.valueOf(e.getSQLState()), message)));
    }
  }

  /**
   * Fails where a step answered what it does not expect.
   *
   * @param silent whether a step without expectations may answer anything but an error
   */
  static void check(GoldenScript script, List<Outcome> outcomes, Database kind, boolean silent) {
    for (int i = 0; i < outcomes.size(); i++) {
      Step step = script.steps().get(i);
      Outcome outcome = outcomes.get(i);
      String where = "on " + kind + ": " + step.text();
      if (step.error().isPresent()) {
        ExpectedError expected = step.error().get();
        assertThat(outcome.failure()).as(where).isPresent();
        ExpectedError failure = outcome.failure().orElseThrow();
        assertThat(failure.sqlState()).as(where + "\n" + failure).isEqualTo(expected.sqlState());
        assertThat(failure.part()).as(where).contains(expected.part());
      } else {
        assertThat(outcome.failure()).as(where).isEmpty();
        if (step.expects() || !silent) {
          assertThat(outcome.rows()).as(where).isEqualTo(step.rows(kind.isH2()));
        }
      }
    }
  }

  /**
   * The script with what was answered as expectations. Errors that contain the part expected stay
   * as they are.
   *
   * @param silent whether steps without expectations stay without
   */
  static GoldenScript updated(
      GoldenScript script, List<Outcome> h2, List<Outcome> hsqldb, boolean silent) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < script.steps().size(); i++) {
      Step step = script.steps().get(i);
      if (silent && !step.expects()) {
        assertThat(h2.get(i).failure()).as(step.text()).isEmpty();
        steps.add(step);
        continue;
      }
      List<String> rows = h2.get(i).rows();
      List<String> others = hsqldb.get(i).rows();
      steps.add(
          new Step(
              step.text(),
              step.statements(),
              rows,
              others.equals(rows) ? List.of() : others,
              h2.get(i).failure().map(failure -> error(step, failure))));
    }
    return new GoldenScript(steps);
  }

  private static ExpectedError error(Step step, ExpectedError failure) {
    return step.error()
        .filter(expected -> expected.sqlState().equals(failure.sqlState()))
        .filter(expected -> failure.part().contains(expected.part()))
        .orElseGet(() -> new ExpectedError(failure.sqlState(), plain(failure.part())));
  }

  /** The message without its number and without what the engine adds. */
  private static String plain(String message) {
    return NUMBER
        .matcher(message)
        .replaceFirst("")
        .replaceFirst("; SQL statement:.*", "")
        .replaceFirst(" Raised by: .*", "");
  }
}
