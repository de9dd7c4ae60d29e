// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryCostsTest {

  @Test
  void compares_our_batch_with_the_faster_way_of_each_library() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Report report = new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    LibraryCosts.report(
        report,
        List.of(
            nanoseconds("boostedInlayRow", 900),
            nanoseconds("boostedInlayBatch", 500),
            nanoseconds("boostedSmileRow", 4000),
            nanoseconds("boostedXgboostRow", 9000),
            nanoseconds("boostedXgboostBatch", 1250),
            nanoseconds("forestXgboostBatch", 700)));

    assertThat(
            bytes
                .toString(StandardCharsets.UTF_8)
                .lines()
                .flatMap(l -> Measurement.parse(l).stream()))
        .containsExactly(
            Measurement.of("boosted, Smile costs Inlay times", "ratio", 1, 8),
            Measurement.of("boosted, Xgboost costs Inlay times", "ratio", 1, 2.5));
    assertThat(LibraryCosts.names()).contains("boosted, Smile costs Inlay times");
  }

  private static Measurement nanoseconds(String name, double value) {
    return Measurement.of(name, "ns/row", 1, value);
  }
}
