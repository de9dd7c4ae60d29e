// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.procedures.lineage.Actuals;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.jspecify.annotations.Nullable;

/** {@code ML_LOG_ACTUAL(project, key, value)}. */
@SqlRoutine(
    name = "ML_LOG_ACTUAL",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the key",
    doc =
        "Tells what turned out to be true of a row that a project predicted; the view ML.PREDICTION"
            + " sets it beside the logged predictions of that key, ML.PREDICTION_QUALITY sums up by"
            + " version and day. Told again, the last word counts; NULL takes it back. A regression"
            + " takes numbers alone. Belongs to the caller's transaction.",
    example = "CALL sys.ML_LOG_ACTUAL('iris_project', '7', 'setosa');",
    errors = {MlError.PROJECT_NOT_FOUND, MlError.INVALID_ARGUMENT})
public final class MlLogActual {
  private static final int LONGEST = 1000;

  private MlLogActual() {}

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc("The row's key as it was logged: the values of its columns, with commas.")
          @Nullable String key,
      @Doc("The true class or number, as text, or NULL.") @Nullable String value)
      throws SQLException {
    return Session.write(connection, session -> log(session, project, key, value));
  }

  private static String log(
      Session session, @Nullable String project, @Nullable String givenKey, @Nullable String value)
      throws SQLException {
    Connection connection = session.connection();
    String name = Arguments.required("project", "ML_LOG_ACTUAL", project);
    String key = Arguments.required("key", "ML_LOG_ACTUAL", givenKey);
    if (key.isEmpty()) {
      throw MlError.INVALID_ARGUMENT.with("key", "ML_LOG_ACTUAL", "an empty text", "a row's key");
    }
    checkLength("key", key);
    Project found = new Registry(connection).get(name);
    Rights.require(connection, found, Privilege.PREDICT);
    if (value != null) {
      checkLength("value", value);
      if (found.task().equals(Task.REGRESSION.sqlName()) && !isNumber(value)) {
        throw MlError.INVALID_ARGUMENT.with(
            "value", "ML_LOG_ACTUAL", "'" + value + "'", "a number");
      }
    }
    new Actuals(connection).write(found, key, value, session.dialect().user(connection));
    return key;
  }

  private static void checkLength(String argument, String text) {
    if (text.length() > LONGEST) {
      throw MlError.INVALID_ARGUMENT.with(
          argument,
          "ML_LOG_ACTUAL",
          "a text of " + text.length() + " characters",
          "at most " + LONGEST);
    }
  }

  private static boolean isNumber(String value) {
    try {
      return Double.isFinite(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
