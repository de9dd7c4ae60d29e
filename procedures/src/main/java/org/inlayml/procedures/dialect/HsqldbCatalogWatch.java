// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import org.hsqldb.Row;
import org.hsqldb.SchemaManager;
import org.hsqldb.Session;
import org.hsqldb.Table;
import org.hsqldb.index.Index;
import org.hsqldb.navigator.RowIterator;
import org.hsqldb.persist.PersistentStore;
import org.inlayml.procedures.dialect.Dialect.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether the catalog still has a row, by its index, as the session's transaction sees it.
 * HSQLDB never changes a row of a table in memory, it puts another into its place. Stateless.
 */
final class HsqldbCatalogWatch {
  private static final String SCHEMA = "ML";
  private static final String TABLE = "MODEL_CATALOG";
  private static final String HANDLE = "MODEL_HANDLE";

  private HsqldbCatalogWatch() {}

  static @Nullable Sighting sight(Session session, String handle) {
    SchemaManager schemas = session.database.schemaManager;
    long schemaChange = schemas.getSchemaChangeTimestamp();
    @Nullable Table table = schemas.findUserTable(TABLE, SCHEMA);
    @Nullable Row row = table == null ? null : find(session, table, handle);
    // rows of a cached table may leave the memory and come back as other objects
    return row == null || !row.isMemory() ? null : new Sighting(row, schemaChange);
  }

  private static @Nullable Row find(Session session, Table table, String handle) {
    int column = table.getColumnIndex(HANDLE);
    for (Index index : table.getIndexList()) {
      int[] columns = index.getColumns();
      if (columns.length == 1 && columns[0] == column && index.isUnique()) {
        PersistentStore store = table.getRowStore(session);
        return first(index.findFirstRow(session, store, new Object[] {handle}, new int[] {0}));
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // an equal row that has taken its place is another
  static boolean isInSight(Session session, Object anchor, long version) {
    if (!(anchor instanceof Row row)
        || session.database.schemaManager.getSchemaChangeTimestamp() != version
        || !(row.getTable() instanceof Table table)) {
      return false;
    }
    Index index = table.getPrimaryIndex();
    PersistentStore store = table.getRowStore(session);
    RowIterator found = index.findFirstRow(session, store, row.getData());
    return first(found) == row;
  }

  private static @Nullable Row first(RowIterator rows) {
    return rows.next() ? rows.getCurrentRow() : null;
  }
}
