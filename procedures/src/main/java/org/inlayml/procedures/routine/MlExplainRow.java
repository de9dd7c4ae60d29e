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
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.StatementModels;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.JsonRow;
import org.inlayml.store.LoadedModel;
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
      List.of(RowOptions.PREDICTION_EXPLAINER, RowOptions.MISSING_COLUMNS);

  private MlExplainRow() {}

  public static String call(
      Connection connection,
      @Doc("The row: a JSON object of column names and values.") @Nullable String input,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.read(connection, session -> explain(session, input, modelHandle, options));
  }

  private static String explain(
      Session session,
      @Nullable String input,
      @Nullable String modelHandle,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_EXPLAIN_ROW", OPTIONS, optionsJson);
    String handle = Arguments.required("model_handle", "ML_EXPLAIN_ROW", modelHandle);
    OpenModel open = StatementModels.open(session.connection(), handle);
    LoadedModel model = open.model();
    Predictor predictor = model.predictor();
    Predictor.Scratch scratch = open.scratch();
    JsonWriter json = new JsonWriter().beginObject();
    boolean complete = options.get(RowOptions.MISSING_COLUMNS).equals("error");
    JsonRow.read(input, model, scratch.row(), json, complete);
    RowExplanation explanation = RowExplanation.of(predictor, model.goldenRows(), scratch);
    String notes = AnswerWriter.notes(predictor, explanation, scratch.row());
    json.name("Notes").value(notes);
    AnswerWriter.prediction(json.name("Prediction"), predictor.target(), explanation.outputs());
    json.name("ml_results").raw(AnswerWriter.results(predictor, explanation, notes));
    for (AnswerWriter.Attribution attribution : AnswerWriter.attributions(predictor, explanation)) {
      json.name(attribution.feature() + "_attribution").value(attribution.rounded());
    }
    return json.endObject().toString();
  }
}
