// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH, each measurement in a process of its own, and reports as the other programs do. */
final class JmhRun {
  private JmhRun() {}

  /** Measures the methods of a class whose names contain what {@code benchmark.topic} says. */
  static void of(Class<?> benchmark, Size size, Report report) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName() + ".*" + System.getProperty("benchmark.topic", ""))
            .verbosity(VerboseMode.SILENT)
            .forks(size.choose(1, 2))
            .warmupIterations(size.choose(2, 4))
            .measurementIterations(size.choose(3, 5))
            .warmupTime(TimeValue.milliseconds(size.choose(500, 1000)))
            .measurementTime(TimeValue.milliseconds(size.choose(500, 1000)));
    Collection<RunResult> results = new Runner(options.build()).run();
    List<Measurement> measurements = new ArrayList<>();
    for (RunResult result : results) {
      double[] values =
          result.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
              .toArray();
      measurements.add(new Measurement(result.getPrimaryResult().getLabel(), "ns/row", 1, values));
    }
    measurements.forEach(report::add);
    LibraryCosts.report(report, measurements);
  }
}
