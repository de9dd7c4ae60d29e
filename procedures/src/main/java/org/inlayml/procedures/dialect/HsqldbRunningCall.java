// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import org.hsqldb.Session;
import org.hsqldb.TransactionManager;

/**
 * A call in HSQLDB, which marks the session for Statement.cancel and {@code ALTER SESSION n END
 * STATEMENT}, and takes the mark away when any statement of the session ends. A query timeout it
 * forgets as soon as the routine runs a statement, so that its end is taken when the call begins.
 * Thread-safe.
 *
 * <p>A CALL of a routine that only reads has no transaction, and so no mark and no timeout, before
 * the routine has run a statement.
 */
final class HsqldbRunningCall implements RunningCall {
  private final Session session;
  private final long deadline;
  private volatile boolean cancelled;

  HsqldbRunningCall(Session session) {
    this.session = session;
    deadline = HsqldbInternals.deadline(session);
  }

  @Override
  public Object database() {
    return session.database;
  }

  @Override
  public boolean isCancelled() {
    if (!cancelled
        && (HsqldbInternals.isStopped(session)
            || (deadline != 0 && System.currentTimeMillis() >= deadline))) {
      cancelled = true;
    }
    return cancelled;
  }

  /** As {@code ALTER SESSION n END STATEMENT} does. */
  @Override
  public void stopStatement() {
    session.database.txManager.resetSession(
        session,
        session,
        HsqldbInternals.statementStart(session),
        TransactionManager.resetSessionStatement);
  }

  @Override
  public void end() {
    // the mark goes with the calling statement
  }
}
