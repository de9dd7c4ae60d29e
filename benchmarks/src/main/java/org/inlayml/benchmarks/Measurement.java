// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What several runs of one piece of work gave.
 *
 * @param name engine first, where there is one: {@code h2/...}
 * @param rows how many rows a run was about
 * @param median in {@code unit}
 */
record Measurement(
    String name, String unit, long rows, double median, double least, double most, int runs) {
  /**
   * @param values one a run, at least one, in {@code unit}
   */
  Measurement(String name, String unit, long rows, double[] values) {
    this(
        name,
        unit,
        rows,
        median(values),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow(),
        values.length);
  }

  /** The value of a thing that cannot vary, such as a count of bytes. */
  static Measurement of(String name, String unit, long rows, double value) {
    return new Measurement(name, unit, rows, new double[] {value});
  }

  /** Reads a line as {@link #json} writes it, or as another program does; empty for other lines. */
  static Optional<Measurement> parse(String line) {
    if (!line.startsWith("{") || !line.contains("\"name\"") || !line.contains("\"value\"")) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> members = Json.parseObject(line);
    double value = number(members, "value", Double.NaN);
    return Optional.of(
        new Measurement(
            String.valueOf(members.get("name")),
            String.valueOf(members.get("unit")),
            (long) number(members, "rows", 0),
            value,
            number(members, "min", value),
            number(members, "max", value),
            (int) number(members, "runs", 1)));
  }

  /** One line; {@code value} is the median. */
  String json() {
    return new JsonWriter()
        .beginObject()
        .name("name")
        .value(name)
        .name("value")
        .value(median)
        .name("unit")
        .value(unit)
        .name("rows")
        .value(rows)
        .name("min")
        .value(least)
        .name("max")
        .value(most)
        .name("runs")
        .value(runs)
        .endObject()
        .toString();
  }

  private static double number(
      Map<String, @Nullable Object> members, String name, double otherwise) {
    return members.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
