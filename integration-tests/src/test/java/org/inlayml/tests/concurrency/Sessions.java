// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.inlayml.tests.database.TestDatabase;

/** Sessions that begin their work at the same moment, each in its own thread. */
final class Sessions {
  private static final long SECONDS = 60;

  private Sessions() {}

  /** What one session does. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Runs all works at once and returns their results in order. Fails where one fails, or where they
   * take longer than a minute.
   */
  static <T> List<T> together(TestDatabase database, List<Work<T>> works) throws Exception {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      connections.add(database.connect());
    }
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      CyclicBarrier start = new CyclicBarrier(works.size());
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < works.size(); i++) {
        Work<T> work = works.get(i);
        Connection connection = connections.get(i);
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.run(connection);
                }));
      }
      List<T> results = new ArrayList<>();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      for (Future<T> future : futures) {
        results.add(future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }
}
