// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void judges_what_was_measured_and_leaves_out_the_rest() {
    Report report = report("");
    report.add(Measurement.of("speed", "ratio", 1, 0.5));
    report.add(Measurement.of("cost", "ratio", 1, 2.5));

    report.judge(
        List.of(
            Target.atLeast("speed", 0.5), Target.atMost("cost", 2), Target.atLeast("unknown", 1)));

    assertThat(lines()).anyMatch(line -> line.matches("speed +>= 0.5000 +0.5000 +yes"));
    assertThat(lines()).anyMatch(line -> line.matches("cost +<= 2 +2.5000 +NO"));
    assertThat(lines()).noneMatch(line -> line.contains("unknown"));
  }

  @Test
  void lays_the_results_of_another_program_beside_its_own(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("peer.txt");
    Files.writeString(
        file,
        """
        Peer 1.0
        {"name":"h2/ML_PREDICT linear","value":65000,"unit":"rows/cpu-s","rows":1000}
        """);
    Report report = report(file.toString());
    report.add(Measurement.of("h2/ML_PREDICT linear", "rows/cpu-s", 1000, 650_000));
    report.add(Measurement.of("h2/ML_PREDICT forest", "rows/cpu-s", 1000, 100_000));

    report.end();

    assertThat(lines())
        .anyMatch(line -> line.matches("h2/ML_PREDICT linear +650,000 .* 65,000 +10\\.000"))
        .anyMatch(line -> line.matches("h2/ML_PREDICT forest +100,000 .* 1"));
  }

  private Report report(String beside) {
    return new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8), beside);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
