// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.ResultTable.ResultColumn;
import org.inlayml.procedures.relation.RowWork;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.SqlType;
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
      MlError.DUPLICATE_COLUMN,
      MlError.COLUMNS_DIFFER,
      MlError.INVALID_VALUE,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    },
    definesTables = true)
public final class MlPredictTable {
  static final List<Option<?>> OPTIONS =
      List.of(Limits.MAX_SECONDS, RowOptions.THREADS, RowOptions.BATCH_SIZE);

  private static final int BLOCK_ROWS = 1024;

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
    return TableWork.run(
        session,
        "ML_PREDICT_TABLE",
        "predicting",
        OPTIONS,
        tableName,
        modelHandle,
        outputTableName,
        optionsJson,
        MlPredictTable::predict);
  }

  private static long predict(TableWork work) throws SQLException {
    Target target = work.model().predictor().target();
    return work.write(
        List.of(
            new ResultColumn("PREDICTION", SqlType.of(target)),
            new ResultColumn("ML_RESULTS", SqlType.JSON_TEXT)),
        BLOCK_ROWS,
        answering(work.model().predictor()));
  }

  private static Supplier<RowWork.Answering> answering(Predictor predictor) {
    Target target = predictor.target();
    AnswerWriter writer = new AnswerWriter(target);
    List<Object> labels = SqlType.labels(target);
    return () -> {
      double[] outputs = new double[predictor.model().outputs()];
      return (rows, answers) -> {
        double[][] predicted = predictor.predict(rows);
        for (int row = 0; row < rows.rows().rows(); row++) {
          for (int k = 0; k < outputs.length; k++) {
            outputs[k] = predicted[k][row];
          }
          answers.set(
              row, 0, labels.isEmpty() ? outputs[0] : labels.get(Predictor.mostProbable(outputs)));
          answers.set(row, 1, writer.results(outputs));
        }
      };
    };
  }
}
