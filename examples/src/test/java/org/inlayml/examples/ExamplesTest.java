// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each example prints on each engine what its README.md shows. */
class ExamplesTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("inlay.root"), "examples/src/main/java/org/inlayml/examples");

  @ParameterizedTest
  @EnumSource(EmbeddedDatabase.class)
  void quickstart_trains_scores_predicts_and_explains(EmbeddedDatabase engine) throws Exception {
    String shown = show(Examples.QUICKSTART, engine);

    assertShownAsDocumented("quickstart", shown);
  }

  @ParameterizedTest
  @EnumSource(EmbeddedDatabase.class)
  void rows_are_scored_on_insert_and_by_the_new_model_after_retraining(EmbeddedDatabase engine)
      throws Exception {
    String shown = show(Examples.INSERT, engine);

    assertShownAsDocumented("insert", shown);
    assertThat(shown).contains(" | another model");
  }

  @ParameterizedTest
  @EnumSource(EmbeddedDatabase.class)
  void flyway_brings_inlay_beside_the_application(EmbeddedDatabase engine) throws Exception {
    String shown = show(Examples.FLYWAY, engine);

    assertShownAsDocumented("flyway", shown);
  }

  @ParameterizedTest
  @EnumSource(EmbeddedDatabase.class)
  void client_without_inlay_predicts_and_sees_our_errors(EmbeddedDatabase engine) throws Exception {
    String shown = show(Examples.SERVER, engine);

    assertShownAsDocumented("server", shown);
  }

  @ParameterizedTest
  @EnumSource(EmbeddedDatabase.class)
  void lab_runs_as_one_script(EmbeddedDatabase engine) throws Exception {
    String shown = show(Examples.LAB, engine);

    assertShownAsDocumented("lab", shown);
    assertThat(answer(shown, "SELECT age, job, duration, y, prediction, ml_results")).hasSize(20);
  }

  @Test
  void lab_runs_in_the_words_of_heatwave() throws Exception {
    String shown = show(Examples.HEATWAVE, EmbeddedDatabase.H2);

    List<String> score = answer(shown, "SELECT @score_bank");
    assertThat(score).hasSize(1);
    assertThat(Double.parseDouble(score.get(0))).isBetween(0.8, 1.0);
    assertThat(answer(shown, "SELECT * FROM ml_data.bank_marketing_predictions")).hasSize(20);
    assertThat(answer(shown, "SELECT ml_results FROM ml_data.bank_marketing_test_explanations"))
        .singleElement()
        .asString()
        .contains("\"attributions\":{");
  }

  private static String show(Examples example, EmbeddedDatabase engine) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      example.show(engine, out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The last block of text in README.md tells how lines of the output begin, in their order. */
  private static void assertShownAsDocumented(String folder, String shown) throws IOException {
    String readme = Files.readString(SOURCES.resolve(folder).resolve("README.md"));
    int start = readme.lastIndexOf("```text\n") + "```text\n".length();
    List<String> expected = readme.substring(start, readme.lastIndexOf("```")).lines().toList();
    assertThat(expected).as("expected output of %s", folder).isNotEmpty();
    Iterator<String> lines = shown.lines().iterator();
    for (String line : expected) {
      boolean found = false;
      while (!found && lines.hasNext()) {
        found = lines.next().startsWith(line);
      }
      assertThat(found).as("'%s' in its place in\n%s", line, shown).isTrue();
    }
  }

  /** The rows that follow a statement. */
  private static List<String> answer(String shown, String statement) {
    return shown
        .substring(shown.indexOf(statement))
        .lines()
        .dropWhile(line -> !line.startsWith("--> "))
        .takeWhile(line -> line.startsWith("--> "))
        .map(line -> line.substring(4).toLowerCase(Locale.ROOT))
        .toList();
  }
}
