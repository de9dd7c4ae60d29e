// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.FeatureReader;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.ResultTable;
import org.inlayml.procedures.relation.ResultTable.ResultColumn;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.SqlType;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.jspecify.annotations.Nullable;

/** {@code ML_PREDICT_TABLE(table_name, model_handle, output_table_name, options)}. */
@SqlRoutine(
    name = "ML_PREDICT_TABLE",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "BIGINT: how many rows were written",
    doc =
        "Predicts all rows of a table, view or query into a new table: the input's columns, then"
            + " PREDICTION, typed as the target, and ML_RESULTS, a JSON text. The input's primary"
            + " key is kept; without one the rows are numbered by _4AAD19CA6E_PK_ID. Where the"
            + " output exists and has these columns, it is filled; where it is the input itself,"
            + " its rows are updated by primary key, which is added where there is none.",
    example = "CALL sys.ML_PREDICT_TABLE('PUBLIC.IRIS', 'iris_model', 'PUBLIC.HELP_IRIS', NULL);",
    errors = {
      MlError.TABLE_EXISTS,
      MlError.COLUMNS_DIFFER,
      MlError.INVALID_VALUE,
      MlError.DEADLINE_PASSED
    },
    definesTables = true)
public final class MlPredictTable {
  static final List<Option<?>> OPTIONS = List.of(Limits.MAX_SECONDS, RowOptions.BATCH_SIZE);

  private MlPredictTable() {}

  public static Long call(
      Connection connection,
      @Doc("The rows to predict: schema.table, a view, or a query.") @Nullable String tableName,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("The table to write to: schema.table.") @Nullable String outputTableName,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(
        connection, session -> predict(session, tableName, modelHandle, outputTableName, options));
  }

  private static long predict(
      Session session,
      @Nullable String tableName,
      @Nullable String modelHandle,
      @Nullable String outputTableName,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_PREDICT_TABLE", OPTIONS, optionsJson);
    String handle = Arguments.required("model_handle", "ML_PREDICT_TABLE", modelHandle);
    String output = Arguments.required("output_table_name", "ML_PREDICT_TABLE", outputTableName);
    LoadedModel model = ModelStore.shared().open(session.connection(), handle);
    Predictor predictor = model.predictor();
    Checkpoint checkpoint = Limits.checkpoint("ML_PREDICT_TABLE", options);
    return ResultTable.write(
        session,
        Relation.of(session, tableName),
        Relation.parse(session, output),
        List.of(
            new ResultColumn("PREDICTION", SqlType.of(predictor.target())),
            new ResultColumn("ML_RESULTS", SqlType.JSON_TEXT)),
        columns -> {
          FeatureReader reader = FeatureReader.of(columns, model);
          Predictor.Scratch scratch = predictor.scratch();
          return rows -> {
            checkpoint.reached(0);
            reader.read(rows, scratch.row());
            double[] outputs = predictor.predict(scratch);
            return List.of(
                SqlType.prediction(predictor.target(), outputs),
                AnswerWriter.results(predictor.target(), outputs));
          };
        });
  }
}
