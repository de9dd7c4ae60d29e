// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.tools.TriggerAdapter;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.jspecify.annotations.Nullable;

/**
 * A trigger for rows that are inserted or updated. Knows nothing of the table but what comes with
 * each row, so that it goes on working when the table or its columns get other names, and when H2
 * moves a table into a copy of it. Thread-safe.
 */
abstract class H2RowTrigger extends TriggerAdapter {
  private volatile @Nullable H2RowLayout layout;

  /**
   * Takes a row.
   *
   * @param before the row as it was, null for an insert
   * @param after the row as it will be
   */
  abstract void score(Connection connection, @Nullable H2Row before, H2Row after)
      throws SQLException;

  @Override
  public final void fire(Connection connection, @Nullable ResultSet before, ResultSet after)
      throws SQLException {
    try {
      H2RowLayout columns = layout(after);
      score(
          connection,
          before == null ? null : new H2Row(before, columns, () -> key(connection)),
          new H2Row(after, columns, () -> key(connection)));
    } catch (MlException e) {
      throw Dialect.H2.outward(e);
    } catch (RuntimeException | StackOverflowError e) {
      System.getLogger("org.inlayml").log(Level.ERROR, "unexpected failure", e);
      throw Dialect.H2.outward(MlError.INTERNAL.causedBy(e, e.getClass().getSimpleName()));
    }
  }

  /** Asked for again for every row that needs it: H2 tells no trigger of a new key. */
  private List<Integer> key(Connection connection) throws SQLException {
    @Nullable SessionLocal session = H2Dialect.localSession(connection);
    return session == null ? List.of() : H2PrimaryKey.positions(session, schemaName, triggerName);
  }

  private H2RowLayout layout(ResultSet row) throws SQLException {
    H2RowLayout known = layout;
    if (known == null || !known.fits(row)) {
      known = H2RowLayout.of(row);
      layout = known;
    }
    return known;
  }
}
