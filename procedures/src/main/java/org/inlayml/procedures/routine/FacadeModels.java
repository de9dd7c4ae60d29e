// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.facade.NamedTraining;
import org.inlayml.procedures.facade.TrainingCall;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** How other systems name and train models. Stateless, thread-safe. */
public final class FacadeModels {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** Theirs have three numbers, of which all but the first stay 0. */
  private static final Pattern VERSION = Pattern.compile("([1-9][0-9]{0,8})(?:\\.0){0,2}");

  private FacadeModels() {}

  /**
   * Our name of a model: that given, or where it is a number and no model's name, the handle of the
   * model with that MODEL_ID.
   */
  public static @Nullable String name(Connection connection, @Nullable String given)
      throws SQLException {
    if (given == null || !NUMBER.matcher(given).matches()) {
      return given;
    }
    List<String> handles =
        Dialect.of(connection)
            .read(
                connection,
                () ->
                    new Sql(connection)
                        .query(
                            """
                            SELECT MODEL_HANDLE FROM ML.MODEL_CATALOG
                            WHERE MODEL_HANDLE = ? OR MODEL_ID = ?
                            """,
                            List.of(given, Long.parseLong(given)),
                            row -> row.getString(1)));
    return handles.isEmpty() || handles.contains(given) ? given : handles.get(0);
  }

  /**
   * A number out of a version such as 2, 2.0 or 2.0.0. Errors: {@link MlError#INVALID_ARGUMENT}.
   */
  static int version(String routine, String argument, String version) {
    Matcher number = VERSION.matcher(version.strip());
    if (!number.matches()) {
      throw MlError.INVALID_ARGUMENT.with(
          argument, routine, "'" + version + "'", "the number of a version, such as 2 or 2.0");
    }
    return Integer.parseInt(number.group(1));
  }

  /** Trains the next version of a project; returns the name of the version. */
  static String train(Session session, NamedTraining training) throws SQLException {
    List<String> columns = Relation.of(session, training.query()).columns(session);
    TrainingCall call = training.call(columns);
    return train(session, call);
  }

  /** Trains the next version of a project; returns the name of the version. */
  static String train(Session session, TrainingCall call) throws SQLException {
    return MlTrain.train(session, call.relation(), call.target().orElse(null), call.json(), null);
  }
}
