// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.explain.RowExplainer;
import org.inlayml.learning.explain.RowExplanation;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.ResultTable.ResultColumn;
import org.inlayml.procedures.relation.RowWork;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.AnswerWriter.Attribution;
import org.inlayml.procedures.value.Answers;
import org.inlayml.procedures.value.SqlType;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.CatalogEntry;
import org.jspecify.annotations.Nullable;

/** {@code ML_EXPLAIN_TABLE(table_name, model_handle, output_table_name, options)}. */
@SqlRoutine(
    name = "ML_EXPLAIN_TABLE",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "BIGINT: how many rows were written",
    doc =
        "Explains the predictions of all rows of a table, view or query in a new table: the"
            + " input's columns, then PREDICTION, an attribution for each of at most 100 features,"
            + " NOTES, and ML_RESULTS, a JSON text. ML_EXPLAIN_ROW says what an attribution is,"
            + " ML_PREDICT_TABLE how the output is made.",
    example =
        "CALL sys.ML_EXPLAIN_TABLE('SELECT * FROM PUBLIC.IRIS WHERE PETAL_WIDTH > 2',"
            + " 'iris_model', 'PUBLIC.HELP_IRIS_EXPLAINED', NULL);",
    errors = {
      MlError.TABLE_EXISTS,
      MlError.DUPLICATE_COLUMN,
      MlError.COLUMNS_DIFFER,
      MlError.INVALID_VALUE,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    },
    definesTables = true)
public final class MlExplainTable {
  static final List<Option<?>> OPTIONS =
      List.of(
          RowOptions.PREDICTION_EXPLAINER,
          RowOptions.AS_OF,
          Limits.MAX_SECONDS,
          RowOptions.THREADS,
          RowOptions.BATCH_SIZE);

  /** Few, since a row costs as much as thousands predicted. */
  private static final int BLOCK_ROWS = 16;

  /** HeatWave reports no more features than this. */
  private static final int MOST_FEATURES = 100;

  private MlExplainTable() {}

  public static Long call(
      Connection connection,
      @Doc("The rows to explain: schema.table, a view, or a query.") @Nullable String tableName,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("The table to write to: schema.table.") @Nullable String outputTableName,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(
        connection, session -> explain(session, tableName, modelHandle, outputTableName, options));
  }

  private static long explain(
      Session session,
      @Nullable String tableName,
      @Nullable String modelHandle,
      @Nullable String outputTableName,
      @Nullable String optionsJson)
      throws SQLException {
    return TableWork.run(
        session,
        "ML_EXPLAIN_TABLE",
        "explaining",
        OPTIONS,
        tableName,
        modelHandle,
        outputTableName,
        optionsJson,
        MlExplainTable::explain);
  }

  private static long explain(TableWork work) throws SQLException {
    Predictor predictor = work.model().predictor();
    List<Integer> reported = reported(work.session(), work.model());
    List<ResultColumn> columns = new ArrayList<>();
    columns.add(new ResultColumn("PREDICTION", SqlType.of(predictor.target())));
    for (int feature : reported) {
      String name = predictor.pipeline().features().get(feature).name();
      columns.add(new ResultColumn(attributionColumn(name), "DOUBLE PRECISION"));
    }
    columns.add(new ResultColumn("NOTES", SqlType.JSON_TEXT));
    columns.add(new ResultColumn("ML_RESULTS", SqlType.JSON_TEXT));
    return work.write(columns, BLOCK_ROWS, answering(work.model(), reported));
  }

  private static Supplier<RowWork.Answering> answering(LoadedModel model, List<Integer> reported) {
    Predictor predictor = model.predictor();
    return () -> {
      RowExplainer explainer = new RowExplainer(predictor, model.goldenRows());
      Row row = new Row(predictor.pipeline().features().size());
      Answers predictions = new Answers(predictor.target());
      return (rows, answers) -> {
        for (int i = 0; i < rows.rows().rows(); i++) {
          for (int feature = 0; feature < row.features(); feature++) {
            row.setNumber(feature, rows.rows().numbers(feature)[i]);
            row.setText(feature, rows.rows().texts(feature)[i]);
          }
          RowExplanation explanation = explainer.explain(row);
          int column = 0;
          answers.set(i, column++, predictions.prediction(explanation.outputs()));
          for (int feature : reported) {
            Attribution attribution = new Attribution("", explanation.attributions()[feature]);
            answers.set(i, column++, attribution.rounded());
          }
          String notes = AnswerWriter.notes(predictor, explanation, row);
          answers.set(i, column++, notes);
          answers.set(i, column, AnswerWriter.results(predictor, explanation, notes));
        }
      };
    };
  }

  /** Upper case beside upper case names, so that neither needs quotes. */
  private static String attributionColumn(String feature) {
    String suffix = "_attribution";
    return feature.equals(feature.toUpperCase(Locale.ROOT))
        ? feature + suffix.toUpperCase(Locale.ROOT)
        : feature + suffix;
  }

  /** Positions of the features that get a column: all, or the most important ones. */
  private static List<Integer> reported(Session session, LoadedModel model) throws SQLException {
    List<Feature> features = model.predictor().pipeline().features();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      positions.add(i);
    }
    if (positions.size() <= MOST_FEATURES) {
      return positions;
    }
    Map<String, Double> importance = importance(session, model.handle());
    return positions.stream()
        .sorted(
            Comparator.comparingDouble(
                i -> -Math.abs(importance.getOrDefault(features.get(i).name(), 0.0))))
        .limit(MOST_FEATURES)
        .sorted()
        .toList();
  }

  private static Map<String, Double> importance(Session session, String handle)
      throws SQLException {
    Map<String, Double> importance = new HashMap<>();
    String explanation =
        ModelStore.shared()
            .find(session.connection(), handle)
            .map(CatalogEntry::description)
            .map(description -> description.explanation())
            .orElse("{}");
    if (Json.parseObject(explanation).get("permutation_importance") instanceof Map<?, ?> values) {
      values.forEach(
          (name, value) -> {
            if (value instanceof Number number) {
              importance.put(String.valueOf(name), number.doubleValue());
            }
          });
    }
    return importance;
  }
}
