// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.dialect.Dialect.Moment;
import org.inlayml.procedures.dialect.Dialect.Sighting;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.jspecify.annotations.Nullable;

/**
 * Opens models once a statement instead of once a row, so that all rows of a statement are answered
 * by the same model, and the catalog costs nothing per row. From one statement of a session to the
 * next, a model stays open where the engine shows that the catalog still says the same.
 * Thread-safe.
 *
 * <p>The models of a thread's last session are kept per thread, weakly: what keeps a model in
 * memory is the cache. Only classes of the JDK are kept, so that no thread of the host keeps ours.
 */
public final class StatementModels {
  private static final int SESSION = 0;
  private static final int MODELS = 1;

  private static final int TIME = 0;
  private static final int IDENTITY = 1;
  private static final int OPEN = 2;
  private static final int ANCHOR = 3;
  private static final int VERSION = 4;

  /** Models of earlier statements that a thread remembers. */
  private static final int MOST_REMEMBERED = 16;

  private static final ThreadLocal<Object @Nullable []> LAST = new ThreadLocal<>();

  private StatementModels() {}

  /** As {@link ModelStore#open}, with the thread's buffers. */
  public static OpenModel open(Connection connection, String handle) throws SQLException {
    Dialect dialect = Dialect.of(connection);
    Moment now = dialect.moment(connection);
    if (now == null) {
      return OpenModel.of(lookUp(dialect, connection, handle, Optional.empty()));
    }
    Map<String, Object[]> models = models(now);
    Object[] known = models.get(handle);
    if (known != null) {
      if (now.isAt(known[TIME])) {
        OpenModel open = (OpenModel) ((WeakReference<?>) known[OPEN]).get();
        return open != null ? open : reopen(dialect, connection, handle, models, known);
      }
      OpenModel open = stillOpen(dialect, connection, known);
      if (open != null) {
        known[TIME] = now.time();
        return open;
      }
    }
    return open(dialect, connection, handle, models, now);
  }

  /** The model of an earlier statement, where the catalog and the cache still have it. */
  private static @Nullable OpenModel stillOpen(
      Dialect dialect, Connection connection, Object[] known) throws SQLException {
    OpenModel open = (OpenModel) ((WeakReference<?>) known[OPEN]).get();
    Object anchor = ((WeakReference<?>) known[ANCHOR]).get();
    if (open == null
        || anchor == null
        || !dialect.isInSight(connection, new Sighting(anchor, (Long) known[VERSION]))) {
      return null;
    }
    // as any use, so that the models in use are those that the cache keeps
    return ModelStore.shared().cache().use(open.model().uuid()) ? open : null;
  }

  private static OpenModel open(
      Dialect dialect,
      Connection connection,
      String handle,
      Map<String, Object[]> models,
      Moment before)
      throws SQLException {
    @Nullable Sighting sighting = dialect.sight(connection, handle);
    OpenModel open = OpenModel.of(lookUp(dialect, connection, handle, Optional.empty()));
    Object[] known = {
      before.time(),
      open.model().uuid(),
      new WeakReference<>(open),
      new WeakReference<>(sighting == null ? null : sighting.anchor()),
      sighting == null ? 0L : sighting.version()
    };
    if (models.size() >= MOST_REMEMBERED) {
      models.values().removeIf(model -> !before.isAt(model[TIME]));
    }
    models.put(handle, known);
    passOver(dialect, connection, models, before);
    return open;
  }

  /** The model of this statement, of which the collector has left nothing but the identity. */
  private static OpenModel reopen(
      Dialect dialect,
      Connection connection,
      String handle,
      Map<String, Object[]> models,
      Object[] known)
      throws SQLException {
    @Nullable Moment before = dialect.moment(connection);
    OpenModel open =
        OpenModel.of(lookUp(dialect, connection, handle, Optional.of((UUID) known[IDENTITY])));
    known[OPEN] = new WeakReference<>(open);
    if (before != null) {
      passOver(dialect, connection, models, before);
    }
    return open;
  }

  /** Our own statements have moved the session on: what was of this statement still is. */
  private static void passOver(
      Dialect dialect, Connection connection, Map<String, Object[]> models, Moment before)
      throws SQLException {
    @Nullable Moment after = dialect.moment(connection);
    if (after == null) {
      return;
    }
    for (Object[] model : models.values()) {
      if (before.isAt(model[TIME])) {
        model[TIME] = after.time();
      }
    }
    LAST.set(new Object[] {new WeakReference<>(after.session()), models});
  }

  private static LoadedModel lookUp(
      Dialect dialect, Connection connection, String handle, Optional<UUID> uuid)
      throws SQLException {
    ModelStore store = ModelStore.shared();
    return dialect.read(
        connection,
        () ->
            uuid.isEmpty()
                ? store.open(connection, handle)
                : store.open(connection, handle, uuid.get()));
  }

  /** The models that this thread has opened in the session, of this statement or an earlier one. */
  @SuppressWarnings("unchecked") // put there by passOver
  private static Map<String, Object[]> models(Moment moment) {
    Object[] last = LAST.get();
    return last != null && ((WeakReference<?>) last[SESSION]).get() == moment.session()
        ? (Map<String, Object[]>) last[MODELS]
        : new HashMap<>();
  }
}
