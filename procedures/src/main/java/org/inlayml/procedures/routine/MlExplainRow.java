// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.explain.RowExplanation;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.StatementModels;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.JsonRow;
import org.jspecify.annotations.Nullable;

/** {@code ML_EXPLAIN_ROW(input, model_handle, options)}. */
@SqlRoutine(
    name = "ML_EXPLAIN_ROW",
    kind = SqlRoutine.Kind.FUNCTION,
    returns =
        "VARCHAR: a JSON object of the row's own members, Notes, Prediction, ml_results, and an"
            + " attribution to two digits for each of at most 100 features",
    doc =
        "Explains the prediction of one row that is given by column names. The attribution of a"
            + " feature is the prediction less the mean prediction with other rows' values in its"
            + " place: of a classification in probability of the predicted class, of a regression"
            + " in units of the target.",
    example =
        "SELECT sys.ML_EXPLAIN_ROW(JSON_OBJECT('petal_length': 1.4, 'petal_width': 0.2),"
            + " 'iris_model', NULL) FROM (VALUES(0));",
    errors = {
      MlError.ROW_MISSING,
      MlError.INVALID_ROW,
      MlError.INVALID_VALUE,
      MlError.COLUMNS_DIFFER
    })
public final class MlExplainRow {
  static final List<Option<?>> OPTIONS =
      List.of(RowOptions.PREDICTION_EXPLAINER, RowOptions.MISSING_COLUMNS, RowOptions.AS_OF);

  private MlExplainRow() {}

  public static String call(
      Connection connection,
      @Doc("The row: a JSON object of column names and values.") @Nullable String input,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.row(connection, () -> explain(connection, input, modelHandle, options));
  }

  private static String explain(
      Connection connection,
      @Nullable String input,
      @Nullable String modelHandle,
      @Nullable String options)
      throws SQLException {
    Options read = RowOptions.read("ML_EXPLAIN_ROW", OPTIONS, options);
    boolean complete = RowOptions.isComplete(read);
    String handle = Arguments.required("model_handle", "ML_EXPLAIN_ROW", modelHandle);
    OpenModel open =
        StatementModels.open(
            connection, RowOptions.model(read, handle), SchemaCheck::requireToAnswer);
    return explain(open, input, complete);
  }

  /** The explanation that a model gives of a row. */
  static String explain(OpenModel open, @Nullable String input, boolean complete)
      throws SQLException {
    JsonRow rows = MlPredictRow.rows(open);
    JsonWriter json = rows.read(input, complete);
    Predictor predictor = open.predictor();
    Predictor.Scratch scratch = open.scratch();
    RowExplanation explanation = RowExplanation.of(predictor, open.model().goldenRows(), scratch);
    String notes = AnswerWriter.notes(predictor, explanation, scratch.row());
    json.name("Notes").value(notes);
    json.name("Prediction").raw(rows.answers().prediction(explanation.outputs()));
    json.name("ml_results").raw(AnswerWriter.results(predictor, explanation, notes));
    for (AnswerWriter.Attribution attribution : AnswerWriter.attributions(predictor, explanation)) {
      json.name(attribution.feature() + "_attribution").value(attribution.rounded());
    }
    return json.endObject().toString();
  }
}
