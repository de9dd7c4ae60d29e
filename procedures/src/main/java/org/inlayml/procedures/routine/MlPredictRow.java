// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.drift.RowDetails;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.StatementModels;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.JsonRow;
import org.jspecify.annotations.Nullable;

/** {@code ML_PREDICT_ROW(input, model_handle, options)}. */
@SqlRoutine(
    name = "ML_PREDICT_ROW",
    kind = SqlRoutine.Kind.FUNCTION,
    returns =
        "VARCHAR: a JSON object of the row's own members, Prediction, and ml_results with the"
            + " prediction and, of a classification, the probabilities to four digits",
    doc =
        "Predicts one row that is given by column names. Members that are no features are passed"
            + " on. A feature that is NULL or not given is a missing value.",
    example =
        "SELECT sys.ML_PREDICT_ROW(JSON_OBJECT('petal_length': 1.4, 'petal_width': 0.2),"
            + " 'iris_model', NULL) FROM (VALUES(0));",
    errors = {
      MlError.ROW_MISSING,
      MlError.INVALID_ROW,
      MlError.INVALID_VALUE,
      MlError.COLUMNS_DIFFER,
      MlError.NO_STATISTICS
    })
public final class MlPredictRow {
  static final List<Option<?>> OPTIONS =
      List.of(
          RowOptions.MISSING_COLUMNS,
          RowOptions.THRESHOLD,
          RowOptions.AS_OF,
          RowOptions.ADDITIONAL_DETAILS);

  private MlPredictRow() {}

  public static String call(
      Connection connection,
      @Doc("The row: a JSON object of column names and values.") @Nullable String input,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.row(connection, () -> predict(connection, input, modelHandle, options));
  }

  private static String predict(
      Connection connection,
      @Nullable String input,
      @Nullable String modelHandle,
      @Nullable String options)
      throws SQLException {
    Options read = RowOptions.read("ML_PREDICT_ROW", OPTIONS, options);
    String handle = Arguments.required("model_handle", "ML_PREDICT_ROW", modelHandle);
    OpenModel open =
        StatementModels.open(
            connection, RowOptions.model(read, handle), SchemaCheck::requireToAnswer);
    JsonRow rows = rows(open);
    JsonWriter json = rows.read(input, RowOptions.isComplete(read));
    OpenModel answering = open.answering(rows.key());
    double[] outputs = answering.predictor().predict(answering.scratch());
    AnswerWriter answers =
        read.isGiven(RowOptions.THRESHOLD)
            ? new AnswerWriter(
                answering.predictor().target(), RowOptions.threshold(read, answering.model()))
            : rows(answering).answers();
    if (read.get(RowOptions.ADDITIONAL_DETAILS)) {
      return answers.answer(json, outputs, drift(connection, answering)).endObject().toString();
    }
    return answers.answer(json, outputs).endObject().toString();
  }

  /** How unlike the training rows the row is that was read last. */
  private static String drift(Connection connection, OpenModel open) throws SQLException {
    Dialect dialect = Dialect.of(connection);
    RowDetails details =
        open.keptOnceRead(
            RowDetails.class,
            () -> dialect.read(connection, () -> RowDetails.of(connection, open.model())));
    return details.json(open.scratch().row());
  }

  /** Reads rows of an open model; kept with it. */
  static JsonRow rows(OpenModel open) {
    return open.kept(
        JsonRow.class,
        o ->
            new JsonRow(
                o.model(), o.scratch().row(), o.trial() == null ? null : o.trial().keyColumn()));
  }
}
