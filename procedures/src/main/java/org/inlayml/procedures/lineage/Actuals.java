// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.inlayml.store.registry.Moments;
import org.inlayml.store.registry.Project;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code ML.ACTUAL}, to which rows are only added, in the caller's transaction. Not
 * thread-safe.
 */
public final class Actuals {
  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public Actuals(Connection connection) {
    sql = new Sql(connection);
  }

  /**
   * Adds the truth about a row.
   *
   * @param value null to take it back
   */
  public void write(Project project, String key, @Nullable String value, String user)
      throws SQLException {
    sql.update(
        """
        INSERT INTO ML.ACTUAL (PROJECT_ID, ROW_KEY, ACTUAL, LOGGED_AT, LOGGED_BY)
        VALUES (?, ?, ?, ?, ?)
        """,
        Arrays.asList(project.id(), key, value, Moments.now(), user));
  }
}
