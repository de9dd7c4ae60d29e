// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.h2.engine.IsolationLevel;
import org.h2.engine.SessionLocal;
import org.h2.schema.Schema;
import org.h2.table.Table;
import org.inlayml.procedures.dialect.Dialect.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether the catalog's models or projects have changed, by the number that H2 gives a table
 * before and after each commit or rollback of a transaction that has written to it; the numbers of
 * all tables come from one counter, so the larger of two tells of both. To it is added the number
 * that grows with each statement that changes a table's columns. The session's own changes, which
 * have no number yet, are another matter, as are the isolation levels above READ COMMITTED, at
 * which a session does not see what the number tells of: there every statement looks models up.
 * Stateless.
 */
final class H2CatalogWatch {
  private static final String SCHEMA = "ML";
  private static final String MODELS = "MODEL_CATALOG";
  private static final String PROJECTS = "PROJECT";

  /** An id that no table has that exists. */
  private static final int DROPPED = -1;

  /** Missing in H2 before 2.4: then every statement looks models up. */
  private static final @Nullable MethodHandle IS_UPDATED = isUpdated();

  private H2CatalogWatch() {}

  static @Nullable Sighting sight(SessionLocal session) {
    @Nullable Schema schema = session.getDatabase().findSchema(SCHEMA);
    @Nullable Table models = schema == null ? null : schema.findTableOrView(session, MODELS);
    @Nullable Table projects = schema == null ? null : schema.findTableOrView(session, PROJECTS);
    if (models == null
        || projects == null
        || !isComparable(session, models)
        || !isComparable(session, projects)) {
      return null;
    }
    return new Sighting(models, version(models, projects));
  }

  static boolean isInSight(SessionLocal session, Object anchor, long version) {
    if (!(anchor instanceof Table models) || models.getId() == DROPPED) {
      return false;
    }
    @Nullable Table projects = models.getSchema().findTableOrView(session, PROJECTS);
    return projects != null
        && version(models, projects) == version
        && isComparable(session, models)
        && isComparable(session, projects);
  }

  private static long version(Table models, Table projects) {
    return Math.max(models.getMaxDataModificationId(), projects.getMaxDataModificationId())
        + models.getDatabase().getModificationMetaId();
  }

  private static boolean isComparable(SessionLocal session, Table table) {
    if (IS_UPDATED == null || session.getIsolationLevel() != IsolationLevel.READ_COMMITTED) {
      return false;
    }
    try {
      return !(boolean) IS_UPDATED.invokeExact(session, table);
    } catch (Throwable e) {
      return false;
    }
  }

  private static @Nullable MethodHandle isUpdated() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              SessionLocal.class,
              "isUpdatedInCurrentTransaction",
              MethodType.methodType(boolean.class, Table.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
