// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.dialect.Dialect.Moment;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.inlayml.store.codec.StoredModel;
import org.jspecify.annotations.Nullable;

/**
 * Opens models once a statement instead of once a row, so that all rows of a statement are answered
 * by the same model, and the catalog costs nothing per row. Thread-safe.
 *
 * <p>The models of the last statement are kept per thread, weakly: what keeps a model in memory is
 * the cache. Only classes of the JDK are kept, so that no thread of the host keeps ours.
 */
public final class StatementModels {
  private static final int SESSION = 0;
  private static final int TIME = 1;
  private static final int MODELS = 2;

  private static final int UUID_OF_MODEL = 0;
  private static final int STORED = 1;

  private static final ThreadLocal<Object @Nullable []> LAST = new ThreadLocal<>();

  private StatementModels() {}

  /** As {@link ModelStore#open}. */
  public static OpenModel open(Connection connection, String handle) throws SQLException {
    Dialect dialect = Dialect.of(connection);
    Moment before = dialect.moment(connection);
    if (before == null) {
      return OpenModel.of(ModelStore.shared().open(connection, handle));
    }
    Map<String, Object[]> models = models(before);
    Object[] known = models.get(handle);
    if (known != null && ((WeakReference<?>) known[STORED]).get() instanceof StoredModel stored) {
      return OpenModel.of(new LoadedModel(handle, (UUID) known[UUID_OF_MODEL], stored));
    }
    LoadedModel model =
        known == null
            ? ModelStore.shared().open(connection, handle)
            : ModelStore.shared().open(connection, handle, (UUID) known[UUID_OF_MODEL]);
    Moment after = dialect.moment(connection);
    if (after != null) {
      models.put(handle, new Object[] {model.uuid(), new WeakReference<>(model.stored())});
      LAST.set(new Object[] {new WeakReference<>(after.session()), after.time(), models});
    }
    return OpenModel.of(model);
  }

  /** The models of the statement of this moment; none at its first row. */
  @SuppressWarnings("unchecked") // put there by open
  private static Map<String, Object[]> models(Moment moment) {
    Object[] last = LAST.get();
    if (last != null) {
      Object session = ((WeakReference<?>) last[SESSION]).get();
      if (session != null && moment.sameAs(session, last[TIME])) {
        return (Map<String, Object[]>) last[MODELS];
      }
    }
    return new HashMap<>();
  }
}
