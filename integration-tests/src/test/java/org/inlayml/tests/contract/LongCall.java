// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A statement that takes long, run by a thread of its own; no test lets it come to its end. */
final class LongCall implements AutoCloseable {
  private static final long SECONDS = 60;

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final Statement statement;
  private final Future<Boolean> outcome;

  private LongCall(Statement statement, String text) {
    this.statement = statement;
    outcome = threads.submit(() -> statement.execute(text));
  }

  /** Starts a statement on a connection, which nobody else uses until it has ended. */
  static LongCall start(Connection connection, String text) throws SQLException {
    return start(connection.createStatement(), text);
  }

  /** As above, with a statement that was prepared for it. */
  static LongCall start(Statement statement, String text) {
    return new LongCall(statement, text);
  }

  /** A condition of the database. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws SQLException;
  }

  /** Waits until something holds; fails where the call ends first, or after a minute. */
  void until(String what, Condition condition) throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.holds()) {
      assertThat(outcome).as("the call, while waiting for: " + what).isNotDone();
      assertThat(System.nanoTime()).as("time to wait for: " + what).isLessThan(end);
    }
  }

  /** Asks for an end by {@code Statement.cancel} as often as it takes. */
  void cancelStatement() throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!outcome.isDone()) {
      statement.cancel();
      assertThat(System.nanoTime()).as("time to end").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Waits for the end and throws the failure. */
  void await() throws SQLException {
    try {
      outcome.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new AssertionError("not an SQLException", e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the call did not end", e);
    }
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    statement.close();
  }
}
