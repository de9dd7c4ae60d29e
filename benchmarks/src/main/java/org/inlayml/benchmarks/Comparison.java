// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToLongFunction;
import org.inlayml.benchmarks.Stopwatch.Work;

/**
 * Pieces of work that are compared. They run in turns, so that what disturbs the machine disturbs
 * all of them, and a ratio is formed within each turn.
 */
final class Comparison {
  /** Ends the names of rates by the processor time of all threads. */
  static final String ALL_THREADS = ", all threads";

  private static final double NANOSECONDS = 1e9;

  private record Contender(
      long rows, Work<SQLException> before, Work<SQLException> work, List<Times> turns) {
    double rate(int turn, ToLongFunction<Times> time) {
      return (double) rows / time.applyAsLong(turns.get(turn));
    }
  }

  private final Report report;
  private final String prefix;
  private final int warmUps;
  private final int turns;
  private final Map<String, Contender> contenders = new LinkedHashMap<>();

  /**
   * @param prefix of all names
   * @param warmUps turns that do not count
   */
  Comparison(Report report, String prefix, int warmUps, int turns) {
    this.report = report;
    this.prefix = prefix;
    this.warmUps = warmUps;
    this.turns = turns;
  }

  void add(String name, long rows, Work<SQLException> work) {
    add(name, rows, () -> {}, work);
  }

  /**
   * @param before done before each turn and not measured
   */
  void add(String name, long rows, Work<SQLException> before, Work<SQLException> work) {
    contenders.put(name, new Contender(rows, before, work, new ArrayList<>()));
  }

  void run() throws SQLException {
    for (int turn = -warmUps; turn < turns; turn++) {
      for (Contender contender : contenders.values()) {
        contender.before.run();
        // else what one leaves behind is collected in the time of the next
        System.gc();
        Times start = Times.now();
        contender.work.run();
        Times taken = Times.now().since(start);
        if (turn >= 0) {
          contender.turns.add(taken);
        }
      }
    }
  }

  /** Reports rows a second of the calling thread's processor time. */
  void threadRates() {
    reportEach("", "rows/cpu-s", (rows, times) -> rows * NANOSECONDS / times.thread());
  }

  /** Reports rows a second of all threads' processor time. */
  void processRates() {
    reportEach(ALL_THREADS, "rows/cpu-s", (rows, times) -> rows * NANOSECONDS / times.process());
  }

  /** Reports rows a second. */
  void wallRates() {
    reportEach(", wall", "rows/s", (rows, times) -> rows * NANOSECONDS / times.wall());
  }

  /** Reports how many bytes of heap the calling thread asked for. */
  void allocations() {
    reportEach(", allocated", "bytes/row", (rows, times) -> (double) times.allocated() / rows);
  }

  /** Reports how many rows one does in the time in which the other does one. */
  void speed(String name, String one, String other, ToLongFunction<Times> time) {
    Contender dividend = contender(one);
    Contender divisor = contender(other);
    double[] ratios = new double[turns];
    for (int turn = 0; turn < turns; turn++) {
      ratios[turn] = dividend.rate(turn, time) / divisor.rate(turn, time);
    }
    report.add(new Measurement(prefix + name, "ratio", dividend.rows, ratios));
  }

  /** Reports how many times as much a row of one costs as a row of the other. */
  void cost(String name, String dear, String cheap, ToLongFunction<Times> time) {
    speed(name, cheap, dear, time);
  }

  private void reportEach(String suffix, String unit, ToDoubleBiFunction<Long, Times> value) {
    contenders.forEach(
        (name, contender) ->
            report.add(
                new Measurement(
                    prefix + name + suffix,
                    unit,
                    contender.rows,
                    contender.turns.stream()
                        .mapToDouble(times -> value.applyAsDouble(contender.rows, times))
                        .toArray())));
  }

  private Contender contender(String name) {
    Contender contender = contenders.get(name);
    if (contender == null) {
      throw new IllegalArgumentException(name + " is not among " + contenders.keySet());
    }
    return contender;
  }
}
