// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.golden.GoldenRun.Outcome;
import org.inlayml.tests.golden.GoldenScript.ExpectedError;
import org.junit.jupiter.api.Test;

/** The checker itself: a wrong answer must not pass. */
class GoldenScriptTest {
  private static final String SCRIPT =
      """
      -- a comment
      SELECT a,
        b FROM t;
      --> 1 | x
      --> 2 | y
      --[hsqldb]> 1 | z

      CALL f();
      --! ML102 column
      -- the end
      """;

  @Test
  void parsing_and_writing_gives_the_same_text() {
    GoldenScript script = GoldenScript.parse(SCRIPT);

    assertThat(script.text()).isEqualTo(SCRIPT);
    assertThat(script.escapes()).isEqualTo(1);
    assertThat(script.steps()).hasSize(3);
    assertThat(script.steps().get(0).rows(true)).containsExactly("1 | x", "2 | y");
    assertThat(script.steps().get(0).rows(false)).containsExactly("1 | z");
  }

  @Test
  void expectation_without_statement_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoldenScript.parse("SELECT 1\n--> 1\n"))
        .withMessageContaining("no statement before: --> 1");
  }

  @Test
  void other_rows_other_errors_and_missing_errors_fail() {
    ExpectedError error = new ExpectedError("ML102", "ML003039: column 'a' is not in T");

    assertThatCode(() -> check("VALUES 1;\n--> 1\n", rows("1"))).doesNotThrowAnyException();
    assertThatCode(() -> check("CALL f();\n--! ML102 column 'a'\n", failed(error)))
        .doesNotThrowAnyException();
    assertFails("VALUES 1;\n--> 2\n", rows("1"));
    assertFails("VALUES 1;\n", rows("1"));
    assertFails("VALUES 1;\n--> 1\n", rows("1", "2"));
    assertFails("VALUES 1;\n--> 1\n", failed(error));
    assertFails("CALL f();\n--! ML102 column\n", rows("1"));
    assertFails("CALL f();\n--! ML101 column\n", failed(error));
    assertFails("CALL f();\n--! ML102 column 'b'\n", failed(error));
  }

  @Test
  void document_gives_its_sql_and_takes_new_answers() {
    Document document =
        new Document(
            List.of(
                "# T", "```sql", "VALUES 1;", "--> 0", "```", "text", "```sql h2", "X;", "```"));
    GoldenScript answered = GoldenScript.parse("VALUES 1;\n--> 1\n");

    assertThat(document.script(Database.H2_FILE).text()).isEqualTo("VALUES 1;\n--> 0\nX;\n");
    assertThat(document.script(Database.HSQLDB_FILE).text()).isEqualTo("VALUES 1;\n--> 0\n");
    assertThat(document.with(answered).lines())
        .containsExactly(
            "# T", "```sql", "VALUES 1;", "--> 1", "```", "text", "```sql h2", "X;", "```");
  }

  private static void check(String script, Outcome outcome) {
    GoldenRun.check(GoldenScript.parse(script), List.of(outcome), Database.H2_MEMORY, false);
  }

  private static void assertFails(String script, Outcome outcome) {
    assertThatExceptionOfType(AssertionError.class)
        .as(script)
        .isThrownBy(() -> check(script, outcome));
  }

  private static Outcome rows(String... rows) {
    return new Outcome(List.of(rows), Optional.empty());
  }

  private static Outcome failed(ExpectedError error) {
    return new Outcome(List.of(), Optional.of(error));
  }
}
