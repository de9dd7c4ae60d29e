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
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.explain.RowExplanation;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.json.Json;
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
      MlError.COLUMNS_DIFFER,
      MlError.INVALID_VALUE,
      MlError.DEADLINE_PASSED
    },
    definesTables = true)
public final class MlExplainTable {
  static final List<Option<?>> OPTIONS =
      List.of(RowOptions.PREDICTION_EXPLAINER, Limits.MAX_SECONDS, RowOptions.BATCH_SIZE);

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
    Options options = JsonOptions.parse("ML_EXPLAIN_TABLE", OPTIONS, optionsJson);
    String handle = Arguments.required("model_handle", "ML_EXPLAIN_TABLE", modelHandle);
    String output = Arguments.required("output_table_name", "ML_EXPLAIN_TABLE", outputTableName);
    LoadedModel model = ModelStore.shared().open(session.connection(), handle);
    Predictor predictor = model.predictor();
    Checkpoint checkpoint = Limits.checkpoint("ML_EXPLAIN_TABLE", options);
    List<Integer> reported = reported(session, model);
    List<ResultColumn> columns = new ArrayList<>();
    columns.add(new ResultColumn("PREDICTION", SqlType.of(predictor.target())));
    for (int feature : reported) {
      String name = predictor.pipeline().features().get(feature).name();
      columns.add(new ResultColumn(attributionColumn(name), "DOUBLE PRECISION"));
    }
    columns.add(new ResultColumn("NOTES", SqlType.JSON_TEXT));
    columns.add(new ResultColumn("ML_RESULTS", SqlType.JSON_TEXT));
    return ResultTable.write(
        session,
        Relation.of(session, tableName),
        Relation.parse(session, output),
        columns,
        metaData -> {
          FeatureReader reader = FeatureReader.of(metaData, model);
          Predictor.Scratch scratch = predictor.scratch();
          return rows -> {
            checkpoint.reached(0);
            reader.read(rows, scratch.row());
            RowExplanation explanation = RowExplanation.of(predictor, model.goldenRows(), scratch);
            String notes = AnswerWriter.notes(predictor, explanation, scratch.row());
            List<@Nullable Object> values = new ArrayList<>();
            values.add(SqlType.prediction(predictor.target(), explanation.outputs()));
            for (int feature : reported) {
              values.add(
                  new AnswerWriter.Attribution("", explanation.attributions()[feature]).rounded());
            }
            values.add(notes);
            values.add(AnswerWriter.results(predictor, explanation, notes));
            return values;
          };
        });
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
