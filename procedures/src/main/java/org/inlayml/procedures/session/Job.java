// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.dialect.RunningCall;
import org.jspecify.annotations.Nullable;

/**
 * A long routine while it runs: what other sessions see of it, and where it learns that it shall
 * end, be it by {@code ML_CANCEL}, by the engine's own means, by an interrupt of its thread or by
 * {@code max_seconds}. Thread-safe: any thread that works for the routine may report and ask.
 */
public final class Job implements Checkpoint {
  /** Of statements that H2 and HSQLDB have stopped. */
  private static final Set<String> STOPPED = Set.of("57014", "40502");

  private static final double NANOSECONDS = 1e9;

  private static final int MOST_ROUNDS = 50;
  private static final long ROUND_MILLISECONDS = 20;

  private final long id;
  private final String routine;
  private final @Nullable String relation;
  private final @Nullable String model;
  private final String user;
  private final RunningCall call;
  private final Thread thread = Thread.currentThread();
  private final OffsetDateTime started =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
  private final long start = System.nanoTime();
  private final Optional<Double> seconds;

  /** The bits of a share from 0 to 1, which are in the order of the shares. */
  private final AtomicLong share = new AtomicLong();

  private volatile String stage = "starting";
  private volatile long rows;
  private volatile long bytes;
  private volatile boolean cancelled;
  private boolean ended;

  /** What a job does. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Job job) throws SQLException;
  }

  Job(
      long id,
      Session session,
      String routine,
      @Nullable String relation,
      @Nullable String model,
      Options options)
      throws SQLException {
    this.id = id;
    this.routine = routine;
    this.relation = relation;
    this.model = model;
    user = session.dialect().user(session.connection());
    call = session.call();
    seconds = options.find(Limits.MAX_SECONDS);
  }

  /**
   * Does the work of a routine, which other sessions see until it ends. To be called before the
   * routine runs any statement.
   *
   * <p>Errors: {@link MlError#CANCELLED}, {@link MlError#DEADLINE_PASSED}.
   *
   * @param relation as the user gave it
   * @param model the handle as the user gave it
   */
  public static <T> T run(
      Session session,
      String routine,
      @Nullable String relation,
      @Nullable String model,
      Options options,
      Work<T> work)
      throws SQLException {
    Job job = Jobs.shared().start(session, routine, relation, model, options);
    try {
      return work.run(job);
    } catch (SQLException e) {
      if (STOPPED.contains(String.valueOf(e.getSQLState()))) {
        throw MlError.CANCELLED.causedBy(e, routine);
      }
      throw e;
    } finally {
      job.end();
      Jobs.shared().ended(job);
    }
  }

  @Override
  public void reached(double share) {
    long bits = Double.doubleToRawLongBits(Math.max(0, Math.min(share, 1)));
    if (bits > this.share.get()) {
      this.share.accumulateAndGet(bits, Math::max);
    }
    check();
  }

  private void check() {
    if (cancelled || thread.isInterrupted() || call.isCancelled()) {
      cancelled = true;
      throw MlError.CANCELLED.with(routine);
    }
    if (seconds.isPresent() && System.nanoTime() - start > seconds.get() * NANOSECONDS) {
      throw MlError.DEADLINE_PASSED.with(routine, seconds.get());
    }
  }

  @Override
  public void rows(long done) {
    rows = done;
    check();
  }

  @Override
  public void takes(long bytes) {
    this.bytes = bytes;
  }

  @Override
  public Checkpoint stage(String name, double from, double to) {
    stage = name;
    return new Stage(from, to);
  }

  /** A part of the work. */
  private final class Stage implements Checkpoint {
    private final double from;
    private final double to;
    private volatile long expected;

    Stage(double from, double to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void reached(double share) {
      Job.this.reached(from + share * (to - from));
    }

    @Override
    public void rows(long done) {
      rows = done;
      reached(expected > 0 ? (double) Math.min(done, expected) / expected : 0);
    }

    @Override
    public void expects(long rows) {
      expected = rows;
    }

    @Override
    public void takes(long bytes) {
      Job.this.takes(bytes);
    }

    @Override
    public Checkpoint stage(String name, double first, double last) {
      return Job.this.stage(name, from + first * (to - from), from + last * (to - from));
    }
  }

  /**
   * Lets the routine end with {@link MlError#CANCELLED}, and waits for that, but not long.
   *
   * @return whether it still ran
   */
  public synchronized boolean cancel() {
    if (ended) {
      return false;
    }
    cancelled = true;
    try {
      // again and again: the routine may be just about to run its next statement
      for (int round = 0; !ended && round < MOST_ROUNDS; round++) {
        call.stopStatement();
        wait(ROUND_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private synchronized void end() {
    ended = true;
    call.end();
    notifyAll();
  }

  @SuppressWarnings("ReferenceEquality") // an object of the engine
  boolean isIn(Object database) {
    return call.database() == database;
  }

  public long id() {
    return id;
  }

  public String routine() {
    return routine;
  }

  public Optional<String> relation() {
    return Optional.ofNullable(relation);
  }

  public Optional<String> model() {
    return Optional.ofNullable(model);
  }

  public String user() {
    return user;
  }

  /** Whether it has been told to end. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** What it does at this moment, such as {@code reading} or {@code fitting linear}. */
  public String stage() {
    return stage;
  }

  /** How much of the work is done, 0 to 100; never falls. */
  public double percent() {
    return Math.round(Double.longBitsToDouble(share.get()) * 1000) / 10.0;
  }

  /** How many rows have been read or written, in the stage that counts them. */
  public long rowsDone() {
    return rows;
  }

  /** An estimate of the heap that the work takes; empty where none was made. */
  public OptionalLong memoryBytes() {
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  public OffsetDateTime started() {
    return started;
  }

  /** When {@code max_seconds} are over. */
  public Optional<OffsetDateTime> deadline() {
    return seconds.map(s -> started.plus(Duration.ofNanos(Math.round(s * NANOSECONDS))));
  }
}
