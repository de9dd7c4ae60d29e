// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/** A user's own H2 trigger: writes ID and prediction of each row into {@code SEEN_<table>}. */
public final class SeenRows extends TriggerAdapter {
  /** Called by H2. */
  public SeenRows() {}

  @Override
  public void fire(Connection connection, @Nullable ResultSet before, ResultSet after)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO PUBLIC.SEEN_" + tableName + " VALUES (?, ?)")) {
      insert.setInt(1, after.getInt("ID"));
      insert.setString(2, after.getString("PREDICTION"));
      insert.executeUpdate();
    }
  }
}
