// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

/** Does the same work again and again: first to warm up, then to measure. */
final class Stopwatch {
  /** What is measured. */
  @FunctionalInterface
  interface Work<E extends Exception> {
    void run() throws E;
  }

  private static final double NANOSECONDS = 1e9;
  private static final double NANOSECONDS_A_MILLISECOND = 1e6;

  private final Report report;
  private final int warmUps;
  private final int runs;

  Stopwatch(Report report, int warmUps, int runs) {
    this.report = report;
    this.warmUps = warmUps;
    this.runs = runs;
  }

  /** Reports rows a second of processor time. */
  <E extends Exception> void rate(String name, long rows, CpuTime clock, Work<E> work) throws E {
    rate(name, rows, clock, () -> {}, work);
  }

  /**
   * As above.
   *
   * @param before done before each run and not measured
   */
  <E extends Exception> void rate(
      String name, long rows, CpuTime clock, Work<E> before, Work<E> work) throws E {
    double[] values = nanoseconds(clock, before, work);
    for (int i = 0; i < values.length; i++) {
      values[i] = rows * NANOSECONDS / values[i];
    }
    report.add(new Measurement(name, "rows/cpu-s", rows, values));
  }

  /** Reports milliseconds of processor time. */
  <E extends Exception> void milliseconds(String name, long rows, CpuTime clock, Work<E> work)
      throws E {
    double[] values = nanoseconds(clock, () -> {}, work);
    for (int i = 0; i < values.length; i++) {
      values[i] /= NANOSECONDS_A_MILLISECOND;
    }
    report.add(new Measurement(name, "cpu-ms", rows, values));
  }

  private <E extends Exception> double[] nanoseconds(CpuTime clock, Work<E> before, Work<E> work)
      throws E {
    double[] values = new double[runs];
    for (int i = -warmUps; i < runs; i++) {
      before.run();
      long start = clock.nanoseconds();
      work.run();
      long end = clock.nanoseconds();
      if (i >= 0) {
        values[i] = Math.max(1, end - start);
      }
    }
    return values;
  }
}
