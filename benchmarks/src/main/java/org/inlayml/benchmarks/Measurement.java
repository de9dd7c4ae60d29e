// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Arrays;
import org.inlayml.learning.json.JsonWriter;

/**
 * What several runs of one piece of work gave.
 *
 * @param name engine first, where there is one: {@code h2/...}
 * @param rows how many rows a run was about
 * @param values one a run, at least one, in {@code unit}
 */
record Measurement(String name, String unit, long rows, double[] values) {
  /** The value of a thing that cannot vary, such as a count of bytes. */
  static Measurement of(String name, String unit, long rows, double value) {
    return new Measurement(name, unit, rows, new double[] {value});
  }

  double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  double least() {
    return Arrays.stream(values).min().orElseThrow();
  }

  double most() {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** One line; {@code value} is the median. */
  String json() {
    return new JsonWriter()
        .beginObject()
        .name("name")
        .value(name)
        .name("value")
        .value(median())
        .name("unit")
        .value(unit)
        .name("rows")
        .value(rows)
        .name("min")
        .value(least())
        .name("max")
        .value(most())
        .name("runs")
        .value(values.length)
        .endObject()
        .toString();
  }
}
