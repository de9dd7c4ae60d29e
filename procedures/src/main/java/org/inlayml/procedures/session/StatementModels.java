// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.dialect.Dialect.Sighting;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.ModelNames;
import org.inlayml.store.registry.Privilege;
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
  private static final int HANDLE = 2;
  private static final int KNOWN = 3;

  private static final int TIME = 0;
  private static final int IDENTITY = 1;
  private static final int OPEN = 2;
  private static final int ANCHOR = 3;
  private static final int VERSION = 4;
  private static final int TEST = 5;
  private static final int USER = 6;
  private static final int ROLE = 7;
  private static final int SCHEMA = 8;

  private static final long NO_TEST = -1;

  /** Models of earlier statements that a thread remembers. */
  private static final int MOST_REMEMBERED = 16;

  private static final ThreadLocal<Object @Nullable []> LAST = new ThreadLocal<>();

  /** What is known of a model that the thread has not opened. */
  private static final Object[] NOTHING = {};

  private final Dialect dialect;
  private final Connection connection;
  private final ModelCheck check;
  private final Object session;
  private final Object[] last;

  private StatementModels(
      Dialect dialect, Connection connection, ModelCheck check, Object session, Object[] last) {
    this.dialect = dialect;
    this.connection = connection;
    this.check = check;
    this.session = session;
    this.last = last;
  }

  /**
   * As {@link Models#serve}, with the thread's buffers.
   *
   * @param check runs again after whatever may have changed a table
   */
  public static OpenModel open(Connection connection, String handle, ModelCheck check)
      throws SQLException {
    return open(connection, handle, handle, check);
  }

  /**
   * As {@link #open(Connection, String, ModelCheck)}, for whoever inserts into a table that a user
   * attached who might.
   *
   * @param attached the model's name alone; the same object each time is the fastest
   */
  public static OpenModel openAttached(
      Connection connection, List<String> attached, ModelCheck check) throws SQLException {
    return open(connection, attached, attached.get(0), check);
  }

  /**
   * @param key under which the thread remembers the model: the name where the user's right is
   *     looked at, which no list is equal to
   */
  private static OpenModel open(Connection connection, Object key, String handle, ModelCheck check)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    @Nullable Object session = dialect.callingSession(connection);
    if (session == null) {
      Session caller = Session.of(connection);
      return OpenModel.of(
          dialect.read(connection, () -> find(caller, key, handle, check)).served());
    }
    Object @Nullable [] last = LAST.get();
    if (last == null || !sessionOf(last).refersTo(session)) {
      last = new Object[] {new WeakReference<>(session), new HashMap<>(), "", NOTHING};
    }
    Object[] known = known(last, key);
    if (known.length > 0) {
      OpenModel open = (OpenModel) ((WeakReference<?>) known[OPEN]).get();
      if (dialect.isNow(session, known[TIME])) {
        return open != null
            ? open
            : new StatementModels(dialect, connection, check, session, last).reopen(handle, known);
      } else if (open != null && isStillOpen(dialect, session, known, open)) {
        known[TIME] = dialect.now(session);
        return open;
      }
    }
    return new StatementModels(dialect, connection, check, session, last).open(key, handle);
  }

  /** What answers, and what lets the user have it. */
  private record Found(ServedModel served, Rights.Basis basis) {}

  private static Found find(Session caller, Object key, String handle, ModelCheck check)
      throws SQLException {
    Connection connection = caller.connection();
    return Models.opened(
        connection,
        handle,
        model -> {
          Rights.Basis basis =
              key instanceof String
                  ? Rights.require(connection, model, Privilege.PREDICT)
                  : Rights.Basis.EVERYBODY;
          return new Found(Models.serve(caller, model, check), basis);
        });
  }

  /** What the thread knows of a model. */
  @SuppressWarnings("ReferenceEquality") // mostly it is the same text, of the statement
  private static Object[] known(Object[] last, Object key) {
    if (key != last[HANDLE]) {
      last[KNOWN] = models(last).getOrDefault(key, NOTHING);
      last[HANDLE] = key;
    }
    return (Object[]) last[KNOWN];
  }

  @SuppressWarnings("unchecked") // put there by open, as what follows
  private static WeakReference<Object> sessionOf(Object[] last) {
    return (WeakReference<Object>) last[SESSION];
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object[]> models(Object[] last) {
    return (Map<Object, Object[]>) last[MODELS];
  }

  /** Whether the catalog and the cache still have the model of an earlier statement. */
  private static boolean isStillOpen(
      Dialect dialect, Object session, Object[] known, OpenModel open) {
    Object anchor = ((WeakReference<?>) known[ANCHOR]).get();
    return anchor != null
        && dialect.isInSight(session, anchor, (Long) known[VERSION])
        && Rights.Basis.holds(dialect, session, (String) known[USER], (String) known[ROLE])
        // as any use, so that the models in use are those that the cache keeps
        && ModelStore.shared().cache().use(open.model().uuid())
        && (open.trial() == null || ModelStore.shared().cache().use(open.trial().b().uuid()));
  }

  private OpenModel open(Object key, String handle) throws SQLException {
    Object before = dialect.now(session);
    long schema = dialect.schemaVersion(session);
    @Nullable Sighting sighting = dialect.sight(session, handle);
    ModelCheck unlessKnown = unlessKnown(known(last, key), schema);
    Session caller = Session.of(connection);
    Found found = dialect.read(connection, () -> find(caller, key, handle, unlessKnown));
    OpenModel open = OpenModel.of(found.served());
    Object[] known = {
      before,
      open.model().uuid(),
      new WeakReference<>(open),
      new WeakReference<>(sighting == null ? null : sighting.anchor()),
      sighting == null ? 0L : sighting.version(),
      open.trial() == null ? NO_TEST : open.trial().test().id(),
      found.basis().user(),
      found.basis().role(),
      schema
    };
    Map<Object, Object[]> models = models(last);
    if (models.size() >= MOST_REMEMBERED) {
      models.values().removeIf(model -> !isSame(model[TIME], before));
    }
    models.put(key, known);
    last[HANDLE] = key;
    last[KNOWN] = known;
    passOver(before);
    return open;
  }

  /** Where every statement looks the model up, it need not be checked while no table changes. */
  private ModelCheck unlessKnown(Object[] known, long schema) {
    return (on, model) -> {
      if (known.length == 0
          || (Long) known[SCHEMA] != schema
          || !model.uuid().equals(known[IDENTITY])) {
        check.require(on, model);
      }
    };
  }

  /** The model of this statement, of which the collector has left nothing but the identity. */
  private OpenModel reopen(String handle, Object[] known) throws SQLException {
    Object before = dialect.now(session);
    Session caller = Session.of(connection);
    UUID uuid = (UUID) known[IDENTITY];
    long id = (Long) known[TEST];
    Optional<Long> test = id == NO_TEST ? Optional.empty() : Optional.of(id);
    OpenModel open =
        OpenModel.of(
            dialect.read(
                connection,
                () ->
                    dialect.glance(
                        connection,
                        () ->
                            Models.serve(
                                caller,
                                new ModelNames(connection).identified(handle, uuid).under(test),
                                check))));
    known[OPEN] = new WeakReference<>(open);
    passOver(before);
    return open;
  }

  /** Our own statements have moved the session on: what was of this statement still is. */
  private void passOver(Object before) {
    Object after = dialect.now(session);
    for (Object[] model : models(last).values()) {
      if (isSame(model[TIME], before)) {
        model[TIME] = after;
      }
    }
    LAST.set(last);
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object moment, Object other) {
    return moment == other || (moment instanceof Long && moment.equals(other));
  }
}
