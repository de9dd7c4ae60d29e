// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.schema.Schema;
import org.h2.schema.TriggerObject;
import org.h2.table.IndexColumn;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of the table that a trigger belongs to, from H2's own objects: the user who
 * inserts may have no right to see it in the catalog, and the table may have got another name.
 * Stateless, thread-safe.
 */
final class H2PrimaryKey {
  private H2PrimaryKey() {}

  /** The positions of its columns in a row, in order; none without a primary key. */
  static List<Integer> positions(SessionLocal session, String schema, String trigger) {
    @Nullable Index key =
        find(session, schema, trigger).map(found -> found.getTable().findPrimaryKey()).orElse(null);
    List<Integer> positions = new ArrayList<>();
    if (key != null) {
      for (IndexColumn column : key.getIndexColumns()) {
        positions.add(column.column.getColumnId());
      }
    }
    return positions;
  }

  private static Optional<TriggerObject> find(SessionLocal session, String name, String trigger) {
    @Nullable Schema schema = session.getDatabase().findSchema(name);
    @Nullable TriggerObject found = schema == null ? null : schema.findTrigger(trigger);
    return found != null
        ? Optional.of(found)
        : session.getDatabase().getAllSchemas().stream() // renamed
            .flatMap(other -> Optional.ofNullable(other.findTrigger(trigger)).stream())
            .findFirst();
  }
}
