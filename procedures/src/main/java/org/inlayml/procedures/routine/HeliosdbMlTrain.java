// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.facade.NamedTraining;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code HELIOSDB.ML_TRAIN(model_name, training_query, model_type, parameters)}. */
@SqlRoutine(
    schema = "HELIOSDB",
    name = "ML_TRAIN",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the new version, name:number",
    doc =
        "Trains the next version of a project, as sys.ML_TRAIN with the option project. The column"
            + " to predict is the parameter target, or the column of that name.",
    example =
        "CALL heliosdb.ML_TRAIN('help_helios', 'SELECT * FROM PUBLIC.DIABETES', 'xgboost',"
            + " '{\"target\": \"progression\", \"objective\": \"reg:squarederror\","
            + " \"max_depth\": 3}');",
    errors = {
      MlError.UNKNOWN_ALGORITHM,
      MlError.NOT_IN_FACADE,
      MlError.INVALID_OPTION,
      MlError.INVALID_JSON,
      MlError.PROJECT_DIFFERS
    })
public final class HeliosdbMlTrain {
  private static final String NAME = "HELIOSDB.ML_TRAIN";

  private HeliosdbMlTrain() {}

  public static String call(
      Connection connection,
      @Doc("The model, that is the project.") @Nullable String modelName,
      @Doc("The query whose rows are learnt from, or schema.table.") @Nullable String trainingQuery,
      @Doc("The algorithm, by HeliosDB's name or ours.") @Nullable String modelType,
      @Doc("JSON object of parameters, or NULL.") @Nullable String parameters)
      throws SQLException {
    return Session.write(
        connection,
        session ->
            FacadeModels.train(
                session,
                new NamedTraining(
                    NAME,
                    Arguments.required("model_name", NAME, modelName),
                    Arguments.required("model_type", NAME, modelType),
                    RustydbCreateModel.object(NAME, parameters),
                    Arguments.required("training_query", NAME, trainingQuery))));
  }
}
