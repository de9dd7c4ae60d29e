// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.explain.PermutationImportance;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.LabelledRows;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.ModelCatalog;
import org.jspecify.annotations.Nullable;

/** {@code ML_EXPLAIN(table_name, target_column_name, model_handle, options)}. */
@SqlRoutine(
    name = "ML_EXPLAIN",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the explanation, a JSON object that is also kept in the catalog",
    doc =
        "Explains a model as a whole: how much worse it gets when the values of one feature are"
            + " shuffled among the rows given. Classification: the loss in mean probability of the"
            + " true class; regression: the growth of the mean squared error as a share of the"
            + " target's variance. A model without a truth, whose target is NULL, is measured by"
            + " what it said itself: how much of its outputs moves. ML_TRAIN does this on its own rows. Replaces what the catalog"
            + " keeps under the same explainer.",
    example = "CALL sys.ML_EXPLAIN('PUBLIC.IRIS', 'species', 'iris_model', NULL);",
    errors = {
      MlError.UNKNOWN_COLUMN,
      MlError.COLUMNS_DIFFER,
      MlError.NO_ROWS,
      MlError.SCORE_NOT_COMPUTABLE,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    })
public final class MlExplain {
  static final List<Option<?>> OPTIONS =
      List.of(
          RowOptions.MODEL_EXPLAINER,
          RowOptions.PREDICTION_EXPLAINER,
          TrainingOptions.SEED,
          Limits.MAX_SECONDS,
          Limits.MAX_MEMORY_MB);

  /** The share of the work after which the rows are read. */
  private static final double READ = 0.5;

  private MlExplain() {}

  public static String call(
      Connection connection,
      @Doc("The rows to measure on: schema.table, a view, or a query.") @Nullable String tableName,
      @Doc("The column that holds the truth.") @Nullable String targetColumnName,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(
        connection, session -> explain(session, tableName, targetColumnName, modelHandle, options));
  }

  private static String explain(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      @Nullable String modelHandle,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_EXPLAIN", OPTIONS, optionsJson);
    return Job.run(
        session,
        "ML_EXPLAIN",
        tableName,
        modelHandle,
        options,
        job -> explain(session, tableName, targetColumnName, modelHandle, options, job));
  }

  private static String explain(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      @Nullable String modelHandle,
      Options options,
      Job job)
      throws SQLException {
    String handle = Arguments.required("model_handle", "ML_EXPLAIN", modelHandle);
    // before it is read: two sessions that read and then want to write would wait for each other
    ModelStore.shared().lock(session.connection());
    LoadedModel model = Models.open(session.connection(), handle);
    Relation relation = Relation.of(session, tableName);
    Checkpoint reading = job.stage("reading", 0, READ);
    LabelledRows rows =
        model.predictor().target().task().isSupervised()
            ? LabelledRows.read(
                session,
                relation,
                Arguments.required("target_column_name", "ML_EXPLAIN", targetColumnName),
                model,
                Limits.memory(options),
                reading)
            : LabelledRows.unlabelled(session, relation, model, Limits.memory(options), reading);
    Map<String, Double> importance =
        PermutationImportance.of(
            model.predictor(),
            model.predictor().pipeline().encode(rows.features(), () -> job.reached(READ)),
            rows.truth(),
            options.get(TrainingOptions.SEED),
            job.stage("measuring importance", READ, 1));
    return keep(session, model.handle(), importance);
  }

  private static String keep(Session session, String handle, Map<String, Double> importance)
      throws SQLException {
    ModelCatalog catalog = new ModelCatalog(session.connection());
    Map<String, @Nullable Object> explanation =
        object(catalog.get(handle).description().explanation());
    explanation.put("permutation_importance", Metadata.importance(importance));
    Map<String, @Nullable Object> metadata = object(catalog.get(handle).description().metadata());
    metadata.put("model_explanation", explanation);
    String json = Json.write(explanation);
    catalog.setExplanation(handle, json);
    catalog.setMetadata(handle, Json.write(metadata));
    return json;
  }

  private static Map<String, @Nullable Object> object(@Nullable String json) {
    return json == null ? new LinkedHashMap<>() : Json.parseObject(json);
  }
}
