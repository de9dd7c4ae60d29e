// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.reference.Variable;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.CatalogEntry;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.codec.ModelCodec;
import org.jspecify.annotations.Nullable;

/** {@code ML_MODEL_ACTIVE(user)}. */
@SqlRoutine(
    name = "ML_MODEL_ACTIVE",
    kind = SqlRoutine.Kind.FUNCTION,
    returns =
        "VARCHAR: a JSON array of the total size and the models loaded, by user for 'all', with"
            + " format and size",
    doc =
        "Lists the models of this database that are in the cache. On H2 the second argument may be"
            + " a session variable, which is set to the list.",
    example = "CALL sys.ML_MODEL_ACTIVE('all');",
    errors = {MlError.INVALID_ARGUMENT})
public final class MlModelActive {
  private MlModelActive() {}

  public static String call(
      Connection connection,
      @Doc("'all' for all users' models; 'current' or NULL for one's own.") @Nullable String user)
      throws SQLException {
    return Session.read(connection, session -> list(session, user));
  }

  /** HeatWave's form. */
  public static String call(
      Connection connection,
      @Doc("'all' for all users' models; 'current' or NULL for one's own.") @Nullable String user,
      @Doc("A session variable, which is set to the list.") @Variable @Nullable String modelInfo)
      throws SQLException {
    return Session.read(
        connection,
        session -> {
          String list = list(session, user);
          session.assign("ML_MODEL_ACTIVE", 1, list);
          return list;
        });
  }

  private static String list(Session session, @Nullable String user) throws SQLException {
    boolean all =
        switch (user == null ? "current" : user.toLowerCase(Locale.ROOT)) {
          case "all" -> true;
          case "current" -> false;
          default ->
              throw MlError.INVALID_ARGUMENT.with(
                  "user", "ML_MODEL_ACTIVE", "'" + user + "'", "'all', 'current' or NULL");
        };
    String caller = session.dialect().user(session.connection());
    long total = 0;
    Map<String, List<Object>> byOwner = new LinkedHashMap<>();
    for (CatalogEntry entry : new ModelCatalog(session.connection()).list()) {
      String owner = String.valueOf(entry.description().owner());
      if ((all || owner.equals(caller))
          && ModelStore.shared().cache().usage(entry.uuid()).isPresent()) {
        total += entry.size();
        byOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(model(entry));
      }
    }
    List<Object> list = new ArrayList<>();
    list.add(Map.of("total model size(bytes)", total));
    if (all) {
      byOwner.forEach((owner, models) -> list.add(Map.of(owner, models)));
    } else {
      byOwner.values().forEach(list::addAll);
    }
    return Json.write(list);
  }

  private static Map<String, Object> model(CatalogEntry entry) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("format", ModelCodec.FORMAT_NAME);
    facts.put("model_size(byte)", entry.size());
    return Map.of(entry.handle(), facts);
  }
}
