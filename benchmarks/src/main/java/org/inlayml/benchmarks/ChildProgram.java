// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A program of this package that runs in a JVM of its own, with the options of this one. */
final class ChildProgram {
  private ChildProgram() {}

  /**
   * Runs it to its end and takes over its measurements.
   *
   * @param options more options of the JVM
   * @param echo whether its other lines are printed, too
   * @throws IOException where it fails
   */
  static void run(Class<?> program, List<String> options, Size size, Report report, boolean echo)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.add("--" + size.name().toLowerCase(Locale.ROOT));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<Measurement> measurement = Measurement.parse(line);
        if (measurement.isPresent()) {
          report.add(measurement.get());
        } else if (echo) {
          report.say("%s", line);
        }
      }
    } finally {
      process.destroy();
    }
    if (process.waitFor() != 0) {
      throw new IOException(program.getSimpleName() + " " + options + " failed; see above");
    }
  }
}
