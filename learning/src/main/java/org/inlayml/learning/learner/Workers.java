// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/**
 * One fit in threads of its own. Smile's parallel streams stay in the pool that they are called
 * from, so that neither the common pool nor Smile's random state of the caller's thread is touched.
 * The checkpoint is asked by the caller's thread alone, since it may use the caller's connection.
 */
public final class Workers {
  private static final long POLL_MILLISECONDS = 50;

  private volatile double share;
  private volatile boolean stopped;

  private Workers() {}

  /**
   * Does the work in {@code context.threads()} threads, which have ended when it returns.
   *
   * <p>Errors: those of the checkpoint and of the work.
   */
  public static <T> T run(FitContext context, Function<Workers, T> work) {
    context.checkpoint().reached(0);
    Workers workers = new Workers();
    Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    ForkJoinPool pool = new ForkJoinPool(context.threads(), p -> thread(p, threads), null, false);
    try {
      T result = workers.await(pool.submit(() -> work.apply(workers)), context);
      context.checkpoint().reached(1);
      return result;
    } finally {
      workers.stopped = true;
      end(pool, threads);
    }
  }

  private static ForkJoinWorkerThread thread(ForkJoinPool pool, Queue<Thread> threads) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("inlay-training");
    threads.add(thread);
    return thread;
  }

  private <T> T await(ForkJoinTask<T> task, FitContext context) {
    while (true) {
      try {
        return task.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        context.checkpoint().reached(share);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw MlError.CANCELLED.causedBy(e, "training");
      } catch (ExecutionException e) {
        throw failure(e);
      }
    }
  }

  /** The pool may wrap what was thrown several times. */
  private static RuntimeException failure(ExecutionException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof MlException known) {
        return known;
      }
      if (cause instanceof Error error) {
        throw error;
      }
    }
    return MlError.INTERNAL.causedBy(e, "training");
  }

  /** A pool calls itself ended a little before its threads are. */
  private static void end(ForkJoinPool pool, Queue<Thread> threads) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    for (Thread thread = threads.peek(); thread != null; thread = threads.peek()) {
      try {
        thread.join();
        threads.remove();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called by the work: how much of it is done, 0 to 1. */
  public void done(double share) {
    this.share = share;
  }

  /** Called by the work often: throws where the fit has been stopped. */
  public void check() {
    if (stopped) {
      throw new CancellationException();
    }
  }
}
