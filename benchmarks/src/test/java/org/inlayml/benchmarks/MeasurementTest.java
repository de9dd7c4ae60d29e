// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementTest {

  @Test
  void takes_the_middle_of_its_runs() {
    assertThat(new Measurement("h2/x", "rows/s", 5, new double[] {3, 1, 8}))
        .isEqualTo(new Measurement("h2/x", "rows/s", 5, 3, 1, 8, 3));
    assertThat(new Measurement("h2/x", "rows/s", 5, new double[] {8, 1}).median()).isEqualTo(4.5);
  }

  @Test
  void reads_what_it_writes() {
    Measurement measurement =
        new Measurement("h2/SELECT \"A\"", "rows/cpu-s", 1_000_000, new double[] {1e6, 2.5, 1e-3});

    assertThat(Measurement.parse(measurement.json())).contains(measurement);
  }

  @Test
  void reads_the_record_of_another_program() {
    String line =
        "{\"name\": \"predict linear\", \"value\": 65000, \"unit\": \"rows/cpu-s\", \"rows\": 7}";

    assertThat(Measurement.parse(line))
        .contains(Measurement.of("predict linear", "rows/cpu-s", 7, 65_000));
  }

  @Test
  void leaves_other_lines_alone() {
    assertThat(Measurement.parse("")).isEmpty();
    assertThat(Measurement.parse("h2/x  1,000 rows/s")).isEmpty();
    assertThat(Measurement.parse("{\"other\": 1}")).isEmpty();
  }
}
