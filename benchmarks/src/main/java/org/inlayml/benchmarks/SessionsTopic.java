// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Point queries of several sessions at once, with a prediction, with a function in Java that does
 * nothing, and without: how many a second, and how long each takes.
 */
final class SessionsTopic implements Topic {
  private static final SampleModel MODEL = SampleModel.BOOSTED;
  private static final int[] SESSIONS = {1, 2, 4, 8};

  @Override
  public void measure(Workbench bench) throws SQLException {
    bench.samples().table(MODEL.table());
    bench.samples().model(MODEL);
    SampleTable table = MODEL.table();
    String function = ", EMPTY_FUNCTION('', " + table.arguments(bench.engine()) + ")";
    String prediction = ", " + MODEL.prediction(bench.engine());
    for (int sessions : SESSIONS) {
      measure(bench, sessions, "columns", PointTopic.query(table, ""));
      measure(bench, sessions, "empty function", PointTopic.query(table, function));
      measure(bench, sessions, "ML_PREDICT boosted", PointTopic.query(table, prediction));
    }
  }

  private static void measure(Workbench bench, int sessions, String what, String query)
      throws SQLException {
    String name = bench.name(sessions + " sessions, " + what);
    int executions = bench.size().choose(400, 80_000) / sessions;
    int runs = bench.size().choose(2, 5);
    double[] rates = new double[runs];
    Percentiles percentiles = new Percentiles();
    ExecutorService threads = Executors.newFixedThreadPool(sessions);
    try {
      // a run to warm up
      for (int run = -1; run < runs; run++) {
        long[] times = new long[sessions * executions];
        long wall = run(bench, threads, sessions, query, times);
        if (run >= 0) {
          rates[run] = times.length * 1e9 / wall;
          percentiles.add(times);
        }
      }
    } finally {
      threads.shutdown();
    }
    bench.report().add(new Measurement(name, "queries/s", (long) sessions * executions, rates));
    percentiles.report(bench.report(), name, (long) sessions * executions);
  }

  /**
   * Runs all sessions at once, each with a connection of its own.
   *
   * @param times gets those of all executions
   * @return nanoseconds from the first query to the last
   */
  private static long run(
      Workbench bench, ExecutorService threads, int sessions, String query, long[] times)
      throws SQLException {
    int executions = times.length / sessions;
    int rows = MODEL.table().rows(bench.size());
    CyclicBarrier together = new CyclicBarrier(sessions);
    List<Future<long[]>> ends = new ArrayList<>();
    for (int session = 0; session < sessions; session++) {
      int first = session * executions;
      Callable<long[]> work =
          () -> {
            SplittableRandom random = new SplittableRandom(first);
            try (Connection connection = bench.engine().connect(SpeedBenchmark.DATABASE);
                PreparedStatement statement = connection.prepareStatement(query)) {
              together.await();
              long start = System.nanoTime();
              for (int i = 0; i < executions; i++) {
                times[first + i] = PointTopic.nanoseconds(statement, random.nextInt(rows));
              }
              return new long[] {start, System.nanoTime()};
            }
          };
      ends.add(threads.submit(work));
    }
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (Future<long[]> each : ends) {
      long[] span = result(each);
      start = Math.min(start, span[0]);
      end = Math.max(end, span[1]);
    }
    return end - start;
  }

  private static long[] result(Future<long[]> future) throws SQLException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new SQLException("a session failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }
}
