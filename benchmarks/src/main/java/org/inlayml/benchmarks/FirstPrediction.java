// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Opens a database as an application does that has just started, and predicts. Prints a line a
 * step: name, milliseconds on the wall, milliseconds of the thread's processor time, classes that
 * are loaded. Names no class of ours, so that none is loaded before the engine asks for it.
 */
final class FirstPrediction {
  private static final double NANOSECONDS_A_MILLISECOND = 1e6;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();

  private FirstPrediction() {}

  /**
   * Runs the steps.
   *
   * @param arguments the database's URL; then name and SQL of each step
   */
  public static void main(String[] arguments) throws SQLException {
    // What measuring itself loads is loaded now.
    step("nothing", () -> {});
    Connection[] connection = new Connection[1];
    step("open", () -> connection[0] = DriverManager.getConnection(arguments[0], "SA", ""));
    try (Statement statement = connection[0].createStatement()) {
      for (int i = 1; i < arguments.length; i += 2) {
        String sql = arguments[i + 1];
        step(arguments[i], () -> run(statement, sql));
      }
    }
    connection[0].close();
  }

  private static void run(Statement statement, String sql) throws SQLException {
    if (statement.execute(sql)) {
      try (ResultSet result = statement.getResultSet()) {
        result.next();
        result.getObject(1);
      }
    }
  }

  private static void step(String name, Stopwatch.Work<SQLException> work) throws SQLException {
    long classes = CLASSES.getTotalLoadedClassCount();
    long processor = THREADS.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    work.run();
    double wallMilliseconds = (System.nanoTime() - wall) / NANOSECONDS_A_MILLISECOND;
    double milliseconds =
        (THREADS.getCurrentThreadCpuTime() - processor) / NANOSECONDS_A_MILLISECOND;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s\t%.3f\t%.3f\t%d",
            name,
            wallMilliseconds,
            milliseconds,
            CLASSES.getTotalLoadedClassCount() - classes));
  }
}
