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
import org.inlayml.store.registry.ModelNames;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether the catalog still has a row, by its index, as the session's transaction sees it:
 * that of the model; or that of the project, which is another one whenever the project answers
 * otherwise. HSQLDB never changes a row of a table in memory, it puts another into its place.
 * Stateless.
 */
final class HsqldbCatalogWatch {
  private static final String SCHEMA = "ML";

  private HsqldbCatalogWatch() {}

  static @Nullable Sighting sight(Session session, String name) {
    SchemaManager schemas = session.database.schemaManager;
    long schemaChange = schemas.getSchemaChangeTimestamp();
    String project = ModelNames.project(name);
    @Nullable Row row =
        project.equals(name) ? find(session, "MODEL_CATALOG", "MODEL_HANDLE", name) : null;
    if (row == null) {
      row = find(session, "PROJECT", "PROJECT_NAME", project);
    }
    if (row == null) {
      row = find(session, "MODEL_CATALOG", "MODEL_HANDLE", name);
    }
    // rows of a cached table may leave the memory and come back as other objects
    return row == null || !row.isMemory() ? null : new Sighting(row, schemaChange);
  }

  private static @Nullable Row find(Session session, String tableName, String key, String value) {
    @Nullable Table table = session.database.schemaManager.findUserTable(tableName, SCHEMA);
    if (table == null) {
      return null;
    }
    int column = table.getColumnIndex(key);
    for (Index index : table.getIndexList()) {
      int[] columns = index.getColumns();
      if (columns.length == 1 && columns[0] == column && index.isUnique()) {
        PersistentStore store = table.getRowStore(session);
        return first(index.findFirstRow(session, store, new Object[] {value}, new int[] {0}));
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
