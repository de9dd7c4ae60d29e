// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.dialect.RunningCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobTest {
  private static final String CANCELLED = "ML100120: ML_TRAIN was cancelled.";

  private final Call call = new Call();
  private Connection connection;
  private Session session;

  /** A call in an engine that does as told. */
  private static final class Call implements RunningCall {
    private final Object database = new Object();
    private final AtomicInteger stopped = new AtomicInteger();
    private volatile boolean cancelled;
    private volatile boolean ended;

    @Override
    public Object database() {
      return database;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void stopStatement() {
      stopped.incrementAndGet();
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:", "SA", "");
    session = session(call);
  }

  @AfterEach
  void close() throws SQLException {
    assertThat(Jobs.shared().of(session)).isEmpty();
    connection.close();
  }

  private Session session(RunningCall of) {
    return new Session(connection, Dialect.H2, "PUBLIC", () -> "", of);
  }

  private <T> T run(Map<String, Object> options, Job.Work<T> work) throws SQLException {
    return Job.run(
        session,
        "ML_TRAIN",
        "PUBLIC.T",
        null,
        Options.check("ML_TRAIN", List.of(Limits.MAX_SECONDS), options),
        work);
  }

  @Test
  void is_seen_in_its_own_database_while_it_runs() throws SQLException {
    long id =
        run(
            Map.of("max_seconds", 90),
            job -> {
              assertThat(Jobs.shared().of(session)).containsExactly(job);
              assertThat(Jobs.shared().find(session, job.id())).contains(job);
              assertThat(Jobs.shared().of(session(new Call()))).isEmpty();
              assertThat(Jobs.shared().find(session(new Call()), job.id())).isEmpty();
              assertThat(job.routine()).isEqualTo("ML_TRAIN");
              assertThat(job.relation()).contains("PUBLIC.T");
              assertThat(job.model()).isEmpty();
              assertThat(job.user()).isEqualTo("SA");
              assertThat(job.memoryBytes()).isEmpty();
              assertThat(job.deadline()).contains(job.started().plusSeconds(90));
              return job.id();
            });
    long next = run(Map.of(), Job::id);

    assertThat(next).isGreaterThan(id);
    assertThat(Jobs.shared().find(session, id)).isEmpty();
    assertThat(call.ended).isTrue();
  }

  @Test
  void its_percent_is_of_all_stages_and_never_falls() throws SQLException {
    run(
        Map.of(),
        job -> {
          assertThat(job.percent()).isZero();

          Checkpoint reading = job.stage("reading", 0, 0.2);
          reading.rows(50);
          assertThat(job.percent()).isZero();
          reading.expects(200);
          reading.rows(100);
          assertThat(job.stage()).isEqualTo("reading");
          assertThat(job.percent()).isEqualTo(10);
          reading.rows(300);
          assertThat(job.percent()).isEqualTo(20);
          assertThat(job.rowsDone()).isEqualTo(300);

          Checkpoint training = job.stage("training", 0.2, 1);
          Checkpoint fitting = training.stage("fitting linear", 0.5, 1);
          fitting.takes(1 << 20);
          fitting.reached(0.5);
          assertThat(job.stage()).isEqualTo("fitting linear");
          assertThat(job.percent()).isEqualTo(80);
          assertThat(job.memoryBytes()).hasValue(1 << 20);
          fitting.reached(0);
          assertThat(job.percent()).isEqualTo(80);
          fitting.reached(7);
          assertThat(job.percent()).isEqualTo(100);
          return 0;
        });
  }

  @Test
  void another_thread_cancels_it_and_stops_its_statement() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> cancelled =
          run(
              Map.of(),
              job -> {
                Future<Boolean> asked = threads.submit(job::cancel);
                assertThatThrownBy(() -> workUntilStopped(job))
                    .isInstanceOf(MlException.class)
                    .hasMessage(CANCELLED);
                assertThat(job.isCancelled()).isTrue();
                return asked;
              });

      assertThat(cancelled.get(1, TimeUnit.MINUTES)).isTrue();
      assertThat(call.stopped).hasPositiveValue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void workUntilStopped(Job job) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (System.nanoTime() < end) {
      job.reached(0);
    }
  }

  @Test
  void one_that_has_ended_is_not_cancelled() throws SQLException {
    Job ended = run(Map.of(), job -> job);

    assertThat(ended.cancel()).isFalse();
    assertThat(ended.isCancelled()).isFalse();
  }

  @Test
  void the_engine_and_an_interrupt_cancel_it() {
    assertThatThrownBy(
            () ->
                run(
                    Map.of(),
                    job -> {
                      job.stage("reading", 0, 1).rows(1);
                      call.cancelled = true;
                      job.stage("reading", 0, 1).rows(2);
                      return 0;
                    }))
        .isInstanceOf(MlException.class)
        .hasMessage(CANCELLED);
    call.cancelled = false;

    assertThatThrownBy(
            () ->
                run(
                    Map.of(),
                    job -> {
                      Thread.currentThread().interrupt();
                      job.reached(0);
                      return 0;
                    }))
        .isInstanceOf(MlException.class)
        .hasMessage(CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_statement_that_the_engine_has_stopped_is_no_failure_of_its_own() {
    for (String state : List.of("57014", "40502")) {
      SQLException stopped = new SQLException("stopped", state);
      assertThatThrownBy(() -> run(Map.of(), job -> fail(stopped)))
          .isInstanceOf(MlException.class)
          .hasMessage(CANCELLED)
          .hasCause(stopped);
    }
    SQLException other = new SQLException("no such table");
    assertThatThrownBy(() -> run(Map.of(), job -> fail(other))).isSameAs(other);
  }

  private static int fail(SQLException failure) throws SQLException {
    throw failure;
  }

  @Test
  void it_ends_at_its_deadline() {
    assertThatThrownBy(
            () ->
                run(
                    Map.of("max_seconds", 0.001),
                    job -> {
                      workUntilStopped(job);
                      return 0;
                    }))
        .isInstanceOf(MlException.class)
        .hasMessage("ML100121: ML_TRAIN did not finish within max_seconds = 0.001.");
  }
}
