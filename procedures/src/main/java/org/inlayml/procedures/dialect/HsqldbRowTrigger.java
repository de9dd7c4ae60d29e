// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.HsqlException;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.jdbc.JDBCDriver;
import org.hsqldb.trigger.Trigger;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.dialect.HsqldbInternals.StatementStart;
import org.jspecify.annotations.Nullable;

/**
 * A trigger for rows that are inserted or updated. Finds its table and the columns of it again
 * whenever the schema has changed, so that it goes on working when they get other names or places.
 * Thread-safe.
 */
abstract class HsqldbRowTrigger implements Trigger {
  private volatile @Nullable HsqldbRowLayout layout;

  /**
   * Takes a row.
   *
   * @param before the row as it was, null for an insert
   * @param after the row as it will be
   */
  abstract void score(
      Connection connection, String trigger, @Nullable HsqldbRow before, HsqldbRow after)
      throws SQLException;

  /** An error fails the statement, with its own state, number and text. */
  @Override
  public final void fire(
      int type,
      String triggerName,
      String tableName,
      @Nullable Object @Nullable [] oldRow,
      @Nullable Object[] newRow) {
    try {
      JDBCConnection connection = JDBCDriver.driverInstance.threadConnection.get();
      Session session = (Session) connection.getSession();
      HsqldbRowLayout current = layout(session, triggerName, tableName);
      StatementStart start = StatementStart.of(session);
      try {
        current.generate(session, newRow);
        score(
            connection,
            triggerName,
            oldRow == null ? null : new HsqldbRow(session, current, oldRow),
            new HsqldbRow(session, current, newRow));
      } finally {
        start.restore(session);
      }
    } catch (MlException e) {
      throw outward(e);
    } catch (SQLException e) {
      throw new HsqlException(e, e.getMessage(), e.getSQLState(), e.getErrorCode());
    } catch (RuntimeException | StackOverflowError e) {
      System.getLogger("org.inlayml").log(Level.ERROR, "unexpected failure", e);
      throw outward(MlError.INTERNAL.causedBy(e, e.getClass().getSimpleName()));
    }
  }

  private static HsqlException outward(MlException failure) {
    MlError error = failure.error();
    return new HsqlException(failure, failure.getMessage(), error.sqlState(), error.number());
  }

  private HsqldbRowLayout layout(Session session, String trigger, String table) {
    HsqldbRowLayout present = layout;
    if (present == null || !present.isCurrent(session)) {
      present = HsqldbRowLayout.of(session, trigger, table);
      layout = present;
    }
    return present;
  }
}
