// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.SQLException;
import java.util.OptionalLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Snapshots;
import org.inlayml.store.registry.VersionName;
import org.jspecify.annotations.Nullable;

/** The names of models. */
final class Handles {
  private static final int LONGEST = 255;

  private Handles() {}

  /**
   * Refuses the handle of a new model before any work is done. Whether a model has it already is
   * not asked where the asking would block others: then storing the model says so.
   *
   * <p>Errors: {@link MlError#HANDLE_EXISTS}, {@link MlError#HANDLE_INVALID}.
   *
   * @param given null where one is to be made
   */
  static void check(Session session, @Nullable String given, boolean mayExist) throws SQLException {
    if (given == null) {
      return;
    }
    checkText(given);
    if (VersionName.of(given).isPresent()) {
      throw MlError.HANDLE_INVALID.with(
          given, "name:number is for versions of projects; give the option 'project' instead");
    }
    if (!mayExist
        && !session.dialect().readingBlocksWriting(session.connection())
        && new Registry(session.connection()).find(given).isPresent()) {
      throw MlError.HANDLE_INVALID.with(given, "a project has that name");
    }
    if (!mayExist
        && !session.dialect().readingBlocksWriting(session.connection())
        && ModelStore.shared().exists(session.connection(), given)) {
      throw MlError.HANDLE_EXISTS.with(given);
    }
  }

  /** Refuses a text that is no good name. Errors: {@link MlError#HANDLE_INVALID}. */
  static void checkText(String given) {
    if (given.isBlank()) {
      throw MlError.HANDLE_INVALID.with(given, "it is empty");
    }
    if (!given.equals(given.strip())) {
      // HSQLDB takes 'x' and 'x ' for equal, H2 does not
      throw MlError.HANDLE_INVALID.with(given, "it begins or ends with a blank");
    }
    if (given.length() > LONGEST) {
      throw MlError.HANDLE_INVALID.with(
          given, "it has " + given.length() + " characters, more than " + LONGEST);
    }
    if (given.chars().anyMatch(Character::isISOControl)) {
      throw MlError.HANDLE_INVALID.with(given.strip(), "it has control characters");
    }
  }

  /**
   * Drops the model that has the handle, where it is to be replaced; what may be written is locked.
   *
   * <p>Errors: {@link MlError#HANDLE_INVALID} for a project's name, which a model would hide.
   */
  static void replace(Session session, String handle, boolean replace) throws SQLException {
    if (ModelStore.shared().exists(session.connection(), handle)) {
      if (replace) {
        dropWithSnapshot(session, handle);
      }
    } else if (new Registry(session.connection()).find(handle).isPresent()) {
      throw MlError.HANDLE_INVALID.with(handle, "a project has that name");
    }
  }

  private static void dropWithSnapshot(Session session, String handle) throws SQLException {
    Snapshots snapshots = new Snapshots(session.connection());
    OptionalLong snapshot =
        snapshots.ofModel(new ModelCatalog(session.connection()).get(handle).id());
    ModelStore.shared().drop(session.connection(), handle);
    if (snapshot.isPresent()) {
      snapshots.deleteUnused(snapshot.getAsLong());
    }
  }

  /** A handle that no model has: {@code schema.table_user_milliseconds}, as in HeatWave. */
  static String free(Session session, Relation relation) throws SQLException {
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
