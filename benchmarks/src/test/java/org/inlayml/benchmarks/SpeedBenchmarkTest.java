// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Says whether the program works, nothing about speed. */
class SpeedBenchmarkTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Report report = new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void measures_all_that_has_a_target_in_its_small_form() throws SQLException {
    SpeedBenchmark.measure(List.copyOf(SpeedBenchmark.topics().keySet()), Size.SMALL, report);
    List<Measurement> measurements = printed();
    report.end();
    report.judge(Target.all());

    List<String> ofLibraries = LibraryCosts.names().toList();
    List<String> targets =
        Target.all().stream()
            .map(Target::measurement)
            .filter(name -> !ofLibraries.contains(name))
            .toList();
    assertThat(measurements)
        .extracting(Measurement::name)
        .doesNotHaveDuplicates()
        .containsAll(targets);
    assertThat(measurements)
        .allSatisfy(
            measurement -> {
              assertThat(measurement.median()).as(measurement.name()).isFinite();
              assertThat(measurement.rows()).as(measurement.name()).isPositive();
            });
    assertThat(lines()).filteredOn(line -> line.matches(".* (yes|NO)")).hasSameSizeAs(targets);
  }

  @Test
  void refuses_a_topic_that_there_is_not() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpeedBenchmark.measure(List.of("queries", "query"), Size.SMALL, report))
        .withMessageContaining("query is none of the topics")
        .withMessageContaining("queries");
  }

  private List<Measurement> printed() {
    return lines().stream().flatMap(line -> Measurement.parse(line).stream()).toList();
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
