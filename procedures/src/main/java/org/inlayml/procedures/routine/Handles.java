// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.jspecify.annotations.Nullable;

/** The names of models. */
final class Handles {
  private static final int LONGEST = 255;

  private Handles() {}

  /**
   * The handle of a new model: the one given, or {@code schema.table_user_milliseconds} as in
   * HeatWave.
   *
   * <p>Errors: {@link MlError#HANDLE_EXISTS}, {@link MlError#HANDLE_INVALID}.
   */
  static String check(Session session, Relation relation, @Nullable String given, boolean mayExist)
      throws SQLException {
    if (given == null) {
      return free(session, relation);
    }
    if (given.isBlank()) {
      throw MlError.HANDLE_INVALID.with(given, "it is empty");
    }
    if (given.length() > LONGEST) {
      throw MlError.HANDLE_INVALID.with(
          given, "it has " + given.length() + " characters, more than " + LONGEST);
    }
    if (given.chars().anyMatch(Character::isISOControl)) {
      throw MlError.HANDLE_INVALID.with(given.strip(), "it has control characters");
    }
    if (!mayExist && ModelStore.shared().exists(session.connection(), given)) {
      throw MlError.HANDLE_EXISTS.with(given);
    }
    return given;
  }

  private static String free(Session session, Relation relation) throws SQLException {
    String source = relation.name().map(name -> name.text()).orElse("query");
    String user = session.dialect().user(session.connection());
    long milliseconds = System.currentTimeMillis();
    while (true) {
      String end = "_" + user + "_" + milliseconds++;
      int room = LONGEST - end.length();
      String handle = source.substring(0, Math.min(room, source.length())) + end;
      if (!ModelStore.shared().exists(session.connection(), handle)) {
        return handle;
      }
    }
  }
}
