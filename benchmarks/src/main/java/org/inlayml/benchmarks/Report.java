// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the machine, each measurement as a JSON line at once, and a table of all at the end. */
final class Report {
  private static final int DIGITS = 4;

  private final PrintStream out;
  private final List<Measurement> measurements = new ArrayList<>();

  /** Prints the machine. */
  Report(PrintStream out) {
    this.out = out;
    say(
        "Java %s, %s %s, %d processors, heap of at most %d MiB",
        System.getProperty("java.runtime.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
  }

  void add(Measurement measurement) {
    measurements.add(measurement);
    out.println(measurement.json());
  }

  /** Prints a line that is no measurement. */
  void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  /** Prints the table. */
  void end() {
    say("");
    int width = measurements.stream().mapToInt(m -> m.name().length()).max().orElse(0);
    String format = "%-" + Math.max(width, 4) + "s  %14s %14s %14s  %-14s %10s %4s";
    say(format, "name", "median", "min", "max", "unit", "rows", "runs");
    for (Measurement m : measurements) {
      say(
          format,
          m.name(),
          number(m.median()),
          number(m.least()),
          number(m.most()),
          m.unit(),
          String.format(Locale.ROOT, "%,d", m.rows()),
          m.values().length);
    }
  }

  /** Whole numbers in groups of three, small ones with digits enough to tell them apart. */
  private static String number(double value) {
    boolean whole = value == Math.rint(value) || Math.abs(value) >= 1000;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%." + DIGITS + "f", value);
  }
}
