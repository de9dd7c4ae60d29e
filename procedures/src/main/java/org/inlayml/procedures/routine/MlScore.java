// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.reference.Variable;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RowWork;
import org.inlayml.procedures.relation.ScoredRows;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.jspecify.annotations.Nullable;

/** {@code ML_SCORE(table_name, target_column_name, model_handle, metric, options)}. */
@SqlRoutine(
    name = "ML_SCORE",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "DOUBLE: the score; higher is better, errors are negative",
    doc =
        "Scores a model on rows whose truth is known. Rows whose target is NULL are left out; a"
            + " class that the model does not know counts as wrong. On H2 the fifth of six"
            + " arguments may be a session variable, which is set to the score.",
    example = "CALL sys.ML_SCORE('PUBLIC.IRIS', 'species', 'iris_model', 'accuracy', NULL);",
    errors = {
      MlError.UNKNOWN_METRIC,
      MlError.UNKNOWN_COLUMN,
      MlError.COLUMNS_DIFFER,
      MlError.TYPE_DIFFERS,
      MlError.NO_ROWS,
      MlError.SCORE_NOT_COMPUTABLE,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    })
public final class MlScore {
  static final List<Option<?>> OPTIONS =
      List.of(Limits.MAX_SECONDS, Limits.MAX_MEMORY_MB, RowOptions.THREADS);

  private static final int BLOCK_ROWS = 1024;

  private MlScore() {}

  public static Double call(
      Connection connection,
      @Doc("The rows to score on: schema.table, a view, or a query.") @Nullable String tableName,
      @Doc("The column that holds the truth.") @Nullable String targetColumnName,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("The metric; see the table of metrics.") @Nullable String metric,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.read(
        connection,
        session -> score(session, tableName, targetColumnName, modelHandle, metric, options));
  }

  /** HeatWave's form. */
  public static Double call(
      Connection connection,
      @Doc("The rows to score on: schema.table, a view, or a query.") @Nullable String tableName,
      @Doc("The column that holds the truth.") @Nullable String targetColumnName,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("The metric; see the table of metrics.") @Nullable String metric,
      @Doc("A session variable, which is set to the score.") @Variable @Nullable String score,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.read(
        connection,
        session -> {
          double scored = score(session, tableName, targetColumnName, modelHandle, metric, options);
          session.assign("ML_SCORE", 4, scored);
          return scored;
        });
  }

  private static double score(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      @Nullable String modelHandle,
      @Nullable String metricName,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_SCORE", OPTIONS, optionsJson);
    String target = Arguments.required("target_column_name", "ML_SCORE", targetColumnName);
    String name = Arguments.required("metric", "ML_SCORE", metricName);
    String handle = Arguments.required("model_handle", "ML_SCORE", modelHandle);
    return Job.run(
        session,
        "ML_SCORE",
        tableName,
        handle,
        options,
        job ->
            score(
                session, tableName, target, handle, name, options, job.stage("predicting", 0, 1)));
  }

  private static double score(
      Session session,
      @Nullable String tableName,
      String target,
      String handle,
      String metricName,
      Options options,
      Checkpoint checkpoint)
      throws SQLException {
    LoadedModel model = ModelStore.shared().open(session.connection(), handle);
    Target known = model.predictor().target();
    Metric metric = Metric.of(metricName, known.task(), known.classes().size());
    Relation relation = Relation.of(session, tableName);
    RowWork work = new RowWork(session, model, RowOptions.threads(options), BLOCK_ROWS, checkpoint);
    return ScoredRows.score(work, relation, target, metric, Limits.memory(options));
  }
}
