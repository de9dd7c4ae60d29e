// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the machine, each measurement as a JSON line at once, and a table of all at the end;
 * there, beside ours, the values of the same names from the file that the system property {@code
 * benchmark.beside} names: an earlier output, or another program's.
 */
final class Report {
  private static final int DIGITS = 4;

  private final PrintStream out;
  private final Map<String, Measurement> measurements = new LinkedHashMap<>();
  private final Map<String, Double> beside;

  /** Prints the machine. */
  Report(PrintStream out) {
    this(out, System.getProperty("benchmark.beside", ""));
  }

  /**
   * Prints the machine.
   *
   * @param beside a file with measurements, or the empty text
   */
  Report(PrintStream out, String beside) {
    this.out = out;
    this.beside = read(beside);
    say(
        "Java %s, %s %s, %d processors, heap of at most %d MiB",
        System.getProperty("java.runtime.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
  }

  void add(Measurement measurement) {
    measurements.put(measurement.name(), measurement);
    out.println(measurement.json());
  }

  /** Prints a line that is no measurement. */
  void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  /** Prints the table. */
  void end() {
    say("");
    String format =
        "%-" + width(List.copyOf(measurements.keySet())) + "s  %14s %14s %14s  %-10s %10s %4s%s";
    say(
        format,
        "name",
        "median",
        "min",
        "max",
        "unit",
        "rows",
        "runs",
        beside.isEmpty() ? "" : String.format(Locale.ROOT, " %14s %8s", "beside", "ratio"));
    for (Measurement m : measurements.values()) {
      say(
          format,
          m.name(),
          number(m.median()),
          number(m.least()),
          number(m.most()),
          m.unit(),
          String.format(Locale.ROOT, "%,d", m.rows()),
          m.runs(),
          beside(m));
    }
  }

  /** Prints, of the targets that were measured, whether they were reached. */
  void judge(List<Target> targets) {
    say("");
    String format = "%-" + width(targets.stream().map(Target::measurement).toList()) + "s";
    say(format + "  %14s %14s  %s", "target", "to reach", "reached", "yes?");
    for (Target target : targets) {
      Measurement measurement = measurements.get(target.measurement());
      if (measurement != null) {
        say(
            format + "  %14s %14s  %s",
            target.measurement(),
            (target.atLeast() ? ">= " : "<= ") + number(target.limit()),
            number(measurement.median()),
            target.isReached(measurement.median()) ? "yes" : "NO");
      }
    }
  }

  private static int width(List<String> names) {
    return names.stream().mapToInt(String::length).max().orElse(6);
  }

  private String beside(Measurement measurement) {
    Double value = beside.get(measurement.name());
    return value == null
        ? ""
        : String.format(Locale.ROOT, " %14s %8.3f", number(value), measurement.median() / value);
  }

  private static Map<String, Double> read(String file) {
    if (file.isEmpty()) {
      return Map.of();
    }
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8).stream()
          .flatMap(line -> Measurement.parse(line).stream())
          .collect(toMap(Measurement::name, Measurement::median, (first, second) -> second));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole numbers in groups of three, small ones with digits enough to tell them apart. */
  private static String number(double value) {
    boolean whole = value == Math.rint(value) || Math.abs(value) >= 1000;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%." + DIGITS + "f", value);
  }
}
