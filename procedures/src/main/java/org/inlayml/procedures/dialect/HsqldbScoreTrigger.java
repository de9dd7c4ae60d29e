// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.RowScorer;
import org.jspecify.annotations.Nullable;

/** Scores the rows of a table on HSQLDB. Public because HSQLDB makes it; thread-safe. */
public final class HsqldbScoreTrigger extends HsqldbRowTrigger {
  private volatile @Nullable RowScorer scorer;

  /** Called by HSQLDB, which tells the name of the trigger with the first row only. */
  public HsqldbScoreTrigger() {}

  @Override
  void score(Connection connection, String trigger, @Nullable HsqldbRow before, HsqldbRow after)
      throws SQLException {
    RowScorer present = scorer;
    if (present == null) {
      present = new RowScorer(Attachment.idOf(trigger));
      scorer = present;
    }
    present.score(connection, before, after);
  }
}
