// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Runs all programs of this package one after another, each in a JVM of its own, and prints one
 * table of everything and which targets are reached.
 */
public final class AllBenchmarks {
  private static final List<Class<?>> PROGRAMS =
      List.of(
          StartBenchmark.class,
          StorageBenchmark.class,
          TrainingBenchmark.class,
          EvaluatorBenchmark.class);

  private AllBenchmarks() {}

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Size size = Size.of(arguments);
    Report report = new Report(System.out);
    SpeedBenchmark.measureAll(size, report);
    for (Class<?> program : PROGRAMS) {
      ChildProgram.run(program, List.of(), size, report, true);
    }
    report.end();
    report.judge(Target.all());
  }
}
