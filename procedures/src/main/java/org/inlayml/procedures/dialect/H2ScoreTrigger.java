// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.RowScorer;
import org.jspecify.annotations.Nullable;

/** Scores the rows of a table on H2. Public because H2 makes it; thread-safe. */
public final class H2ScoreTrigger extends H2RowTrigger {
  private @Nullable RowScorer scorer;

  /** Called by H2, before {@link #init}. */
  public H2ScoreTrigger() {}

  @Override
  public void init(
      Connection connection, String schema, String trigger, String table, boolean before, int type)
      throws SQLException {
    super.init(connection, schema, trigger, table, before, type);
    scorer = new RowScorer(Attachment.idOf(trigger));
  }

  @Override
  void score(Connection connection, @Nullable H2Row before, H2Row after) throws SQLException {
    Objects.requireNonNull(scorer, "init comes first").score(connection, before, after);
  }
}
