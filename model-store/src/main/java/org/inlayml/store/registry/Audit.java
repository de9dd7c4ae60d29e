// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.inlayml.learning.json.Json;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code ML.AUDIT}, to which rows are only added, in the transaction of what they tell
 * of. Not thread-safe.
 */
public final class Audit {
  private final Sql sql;
  private final String user;

  /**
   * @param connection the caller's; stays open
   * @param user who calls
   */
  public Audit(Connection connection, String user) {
    sql = new Sql(connection);
    this.user = user;
  }

  /**
   * Records what a routine did.
   *
   * @param object the project, or the model's handle
   * @param detail what was done
   */
  public void record(
      String routine,
      String object,
      OptionalInt version,
      Map<String, ? extends @Nullable Object> detail)
      throws SQLException {
    sql.update(
        """
        INSERT INTO ML.AUDIT (HAPPENED_AT, USER_NAME, ACTION, OBJECT_NAME, VERSION, DETAIL)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        Arrays.asList(
            Moments.now(),
            user,
            routine,
            object,
            version.isPresent() ? version.getAsInt() : null,
            Json.write(detail)));
  }
}
