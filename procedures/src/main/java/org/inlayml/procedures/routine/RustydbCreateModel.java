// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.json.JsonSyntaxException;
import org.inlayml.procedures.facade.NamedTraining;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code RUSTYDB.CREATE_MODEL(name, algorithm, arguments, query)}. */
@SqlRoutine(
    schema = "RUSTYDB",
    name = "CREATE_MODEL",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the new version, name:number",
    doc =
        "Trains the next version of a project, as ML_TRAIN with the option project; RUSTYDB.EXECUTE"
            + " takes the same as a statement.",
    example =
        "CALL rustydb.CREATE_MODEL('help_rusty', 'random_forest', '{\"n_trees\": 20}',"
            + " 'SELECT bmi, s5, CASE WHEN progression > 150 THEN 1 ELSE 0 END AS target FROM"
            + " PUBLIC.DIABETES');",
    errors = {
      MlError.UNKNOWN_ALGORITHM,
      MlError.NOT_IN_FACADE,
      MlError.INVALID_OPTION,
      MlError.PROJECT_DIFFERS
    })
public final class RustydbCreateModel {
  private static final String NAME = "RUSTYDB.CREATE_MODEL";

  private RustydbCreateModel() {}

  public static String call(
      Connection connection,
      @Doc("The model, that is the project.") @Nullable String name,
      @Doc("The algorithm, by RustyDB's name or ours; automl compares some.")
          @Nullable String algorithm,
      @Doc("JSON object of the arguments of the algorithm, or NULL.") @Nullable String arguments,
      @Doc("The query whose rows are learnt from, with the column to predict AS target.")
          @Nullable String query)
      throws SQLException {
    return Session.write(
        connection,
        session ->
            FacadeModels.train(
                session,
                new NamedTraining(
                    NAME,
                    Arguments.required("name", NAME, name),
                    Arguments.required("algorithm", NAME, algorithm),
                    object(NAME, arguments),
                    Arguments.required("query", NAME, query))));
  }

  /** Errors: {@link MlError#INVALID_JSON}. */
  static Map<String, @Nullable Object> object(String routine, @Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return Json.parseObject(json);
    } catch (JsonSyntaxException e) {
      throw MlError.INVALID_JSON.causedBy(
          e, "the arguments of " + routine, e.reason(), e.position());
    }
  }
}
