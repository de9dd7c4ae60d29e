// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.inlayml.learning.option.Options;
import org.jspecify.annotations.Nullable;

/**
 * The long routines that run now, in all databases of this JVM; both engines run all sessions of a
 * database in one JVM. Keeps nothing of a routine that has ended. Thread-safe.
 */
public final class Jobs {
  private static final Jobs SHARED = new Jobs();

  private final AtomicLong last = new AtomicLong();
  private final Map<Long, Job> running = new ConcurrentSkipListMap<>();

  Jobs() {}

  public static Jobs shared() {
    return SHARED;
  }

  Job start(
      Session session,
      String routine,
      @Nullable String relation,
      @Nullable String model,
      Options options)
      throws SQLException {
    Job job = new Job(last.incrementAndGet(), session, routine, relation, model, options);
    running.put(job.id(), job);
    return job;
  }

  void ended(Job job) {
    running.remove(job.id());
  }

  /** The jobs in the database of a session, the oldest first. */
  public List<Job> of(Session session) {
    Object database = session.call().database();
    return running.values().stream().filter(job -> job.isIn(database)).toList();
  }

  /** A job in the database of a session. */
  public Optional<Job> find(Session session, long id) {
    return Optional.ofNullable(running.get(id)).filter(job -> job.isIn(session.call().database()));
  }
}
