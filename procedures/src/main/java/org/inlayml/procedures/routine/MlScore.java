// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.metric.AnomalyMetric;
import org.inlayml.learning.metric.AnomalyMetric.Takes;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.metric.StructureMetric;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.reference.Variable;
import org.inlayml.procedures.relation.GroupedRows;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RowWork;
import org.inlayml.procedures.relation.ScoredRows;
import org.inlayml.procedures.relation.ScoredRows.Measure;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/** {@code ML_SCORE(table_name, target_column_name, model_handle, metric, options)}. */
@SqlRoutine(
    name = "ML_SCORE",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "DOUBLE: the score; higher is better, errors are negative",
    doc =
        "Scores a model on rows whose truth is known. Rows whose target is NULL are left out; a"
            + " class that the model does not know counts as wrong. The target of an anomaly"
            + " detection is 1 for an anomaly, else 0. A clustering or decomposition is scored on"
            + " all rows, and needs a target where the metric compares with one. On H2 the fifth of six"
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
  static final Option<Integer> TOPK =
      Option.integer("topk", 1, Integer.MAX_VALUE)
          .doc(
              "Of an anomaly detection: how many of the strangest rows precision_k looks at; other"
                  + " metrics want it absent.");

  static final List<Option<?>> OPTIONS =
      List.of(
          RowOptions.THRESHOLD,
          TOPK,
          RowOptions.AS_OF,
          Limits.MAX_SECONDS,
          Limits.MAX_MEMORY_MB,
          RowOptions.THREADS);

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
                session,
                tableName,
                targetColumnName,
                handle,
                name,
                options,
                job.stage("predicting", 0, 1)));
  }

  private static double score(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      String handle,
      String metricName,
      Options options,
      Checkpoint checkpoint)
      throws SQLException {
    LoadedModel model = Models.open(session.connection(), RowOptions.model(options, handle));
    Target known = model.predictor().target();
    double threshold = RowOptions.threshold(options, model);
    return switch (known.task()) {
      case CLASSIFICATION, REGRESSION -> {
        Metric metric = Metric.of(metricName, known.task(), known.classes().size());
        Measure measure = new Measure(metric::score, metric::score);
        yield labelled(session, tableName, targetColumnName, model, measure, options, checkpoint);
      }
      case ANOMALY_DETECTION -> {
        Measure measure = anomalies(metricName, options, threshold);
        yield labelled(session, tableName, targetColumnName, model, measure, options, checkpoint);
      }
      case CLUSTERING, DECOMPOSITION -> {
        StructureMetric metric = StructureMetric.of(metricName, known.task());
        yield structure(session, tableName, targetColumnName, model, metric, options, checkpoint);
      }
    };
  }

  private static double labelled(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      LoadedModel model,
      Measure measure,
      Options options,
      Checkpoint checkpoint)
      throws SQLException {
    String target = Arguments.required("target_column_name", "ML_SCORE", targetColumnName);
    Relation relation = Relation.of(session, tableName);
    RowWork work = new RowWork(session, model, RowOptions.threads(options), BLOCK_ROWS, checkpoint);
    return ScoredRows.score(work, relation, target, measure, Limits.memory(options));
  }

  private static Measure anomalies(String metricName, Options options, double threshold) {
    AnomalyMetric metric = AnomalyMetric.of(metricName);
    refuse(options, RowOptions.THRESHOLD, metric.takes() == Takes.THRESHOLD, metricName);
    refuse(options, TOPK, metric.takes() == Takes.TOPK, metricName);
    int topk = options.find(TOPK).orElse(0);
    if (metric.takes() == Takes.TOPK && topk == 0) {
      throw MlError.INVALID_OPTION.with(TOPK.name(), "no value", TOPK.expectation());
    }
    return new Measure(
        (truth, numbers) -> {
          throw new IllegalStateException("an anomaly detection gives probabilities");
        },
        (truth, probabilities) -> metric.score(truth, probabilities, threshold, topk));
  }

  private static void refuse(
      Options options, Option<?> option, boolean isTaken, String metricName) {
    if (options.isGiven(option) && !isTaken) {
      throw MlError.INVALID_OPTION.with(
          option.name(), "a value", "none for the metric '" + metricName + "'");
    }
  }

  /** Scores what was found without a truth; all rows are kept for it. */
  private static double structure(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      LoadedModel model,
      StructureMetric metric,
      Options options,
      Checkpoint checkpoint)
      throws SQLException {
    Optional<String> groups =
        metric.needsTruth()
            ? Optional.of(Arguments.required("target_column_name", "ML_SCORE", targetColumnName))
            : Optional.empty();
    GroupedRows rows =
        GroupedRows.read(
            session,
            Relation.of(session, tableName),
            groups,
            model,
            Limits.memory(options),
            checkpoint);
    FeatureMatrix features =
        model.predictor().pipeline().encode(rows.features(), () -> checkpoint.reached(0));
    return metric.score(features, model.predictor().predict(features), rows.groups());
  }
}
