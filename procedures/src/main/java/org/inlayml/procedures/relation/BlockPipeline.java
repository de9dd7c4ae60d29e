// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Works on rows in blocks, a bounded number at a time, by several threads: the caller's own fills
 * and empties the blocks, in order, for no other thread may touch the connection; the work between
 * is done by all. The other threads live no longer than the call, and are not started for a single
 * block.
 *
 * @param <B> a block
 */
final class BlockPipeline<B> {
  private static final int BLOCKS_A_THREAD = 2;
  private static final int MILLISECONDS_BETWEEN_CHECKS = 20;

  private final int threads;
  private final Supplier<B> maker;
  private final Consumer<B> work;
  private final Checkpoint checkpoint;
  private final BlockingQueue<Task<B>> waiting = new LinkedBlockingQueue<>();
  private final List<Thread> workers = new ArrayList<>();

  /** Fills blocks. */
  @FunctionalInterface
  interface Source<B> {
    /** Fills a block, used before or new; false where no row was left. */
    boolean fill(B block) throws SQLException;
  }

  /** Takes blocks whose work is done, in the order in which they were filled. */
  @FunctionalInterface
  interface Sink<B> {
    void take(B block) throws SQLException;
  }

  /** A block on its way. */
  private static final class Task<B> extends FutureTask<B> {
    private final B block;

    Task(B block, Consumer<B> work) {
      super(() -> work.accept(block), block);
      this.block = block;
    }
  }

  /**
   * @param threads how many work, the caller's own included
   * @param maker makes empty blocks; called by the caller's thread
   * @param work called by any thread, for each block by one
   */
  BlockPipeline(int threads, Supplier<B> maker, Consumer<B> work, Checkpoint checkpoint) {
    this.threads = threads;
    this.maker = maker;
    this.work = work;
    this.checkpoint = checkpoint;
  }

  /** Runs until the source has no rows left. What fails, by whichever thread, fails here. */
  void run(Source<B> source, Sink<B> sink) throws SQLException {
    Deque<Task<B>> filled = new ArrayDeque<>();
    Deque<B> free = new ArrayDeque<>();
    boolean more = true;
    try {
      while (more || !filled.isEmpty()) {
        boolean full = filled.size() == (threads == 1 ? 1 : threads * BLOCKS_A_THREAD);
        if (more && !full && !isNextDone(filled)) {
          B block = free.isEmpty() ? maker.get() : free.pop();
          more = source.fill(block);
          if (more) {
            filled.add(new Task<>(block, work));
            waiting.add(filled.getLast());
          }
        } else {
          Task<B> next = filled.remove();
          finish(next);
          sink.take(next.block);
          free.push(next.block);
        }
        startWorkers(filled.size());
      }
    } finally {
      stopWorkers();
    }
  }

  private static boolean isNextDone(Deque<? extends Task<?>> filled) {
    return !filled.isEmpty() && filled.getFirst().isDone();
  }

  private void startWorkers(int blocks) {
    if (blocks > 1 && workers.isEmpty()) {
      for (int i = 1; i < threads; i++) {
        Thread worker = new Thread(this::workOn, "inlay-block-" + i);
        worker.setDaemon(true);
        workers.add(worker);
        worker.start();
      }
    }
  }

  private void workOn() {
    try {
      while (true) {
        waiting.take().run();
      }
    } catch (InterruptedException e) {
      // the end
    }
  }

  /** Waits for a block to be done, and works meanwhile. */
  private void finish(Task<B> task) {
    while (!task.isDone()) {
      checkpoint.reached(0);
      Task<B> undone = waiting.poll();
      if (undone != null) {
        undone.run();
      } else {
        await(task);
      }
    }
    await(task);
  }

  private static void await(Task<?> task) {
    try {
      task.get(MILLISECONDS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // time to ask whether to go on
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // for the checkpoint
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  private void stopWorkers() {
    waiting.clear();
    workers.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
