// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long single executions take: the 50th, 95th and 99th percentile of each run. */
final class Percentiles {
  private static final double[] SHARES = {0.5, 0.95, 0.99};
  private static final double NANOSECONDS = 1e3;

  private final List<double[]> runs = new ArrayList<>();

  /**
   * Adds a run.
   *
   * @param nanoseconds one an execution; sorted by this
   */
  void add(long[] nanoseconds) {
    Arrays.sort(nanoseconds);
    double[] percentiles = new double[SHARES.length];
    for (int i = 0; i < SHARES.length; i++) {
      percentiles[i] = nanoseconds[(int) (SHARES[i] * (nanoseconds.length - 1))] / NANOSECONDS;
    }
    runs.add(percentiles);
  }

  /** Reports {@code name p50} and so on. */
  void report(Report report, String name, long executions) {
    for (int i = 0; i < SHARES.length; i++) {
      report.add(new Measurement(name + label(i), "us", executions, values(i)));
    }
  }

  /** Reports by how much each percentile is above another's, run by run. */
  void reportExtra(Report report, String name, long executions, Percentiles other) {
    for (int i = 0; i < SHARES.length; i++) {
      double[] extra = values(i);
      double[] base = other.values(i);
      for (int run = 0; run < extra.length; run++) {
        extra[run] -= base[run];
      }
      report.add(new Measurement(name + label(i), "us", executions, extra));
    }
  }

  private static String label(int percentile) {
    return " p" + Math.round(100 * SHARES[percentile]);
  }

  private double[] values(int percentile) {
    return runs.stream().mapToDouble(run -> run[percentile]).toArray();
  }
}
