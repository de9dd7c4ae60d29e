// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.statistics.ColumnStatistics;
import org.inlayml.learning.statistics.Drift;
import org.inlayml.learning.statistics.DriftThresholds;
import org.inlayml.learning.statistics.DriftVerdict;
import org.inlayml.learning.statistics.PredictionStatistics;
import org.inlayml.learning.statistics.TableStatistics;
import org.inlayml.learning.table.Table;
import org.inlayml.procedures.drift.TrainedOn;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.FeatureColumns;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.Privilege;
import org.jspecify.annotations.Nullable;

/** {@code ML_DRIFT(model, relation, options)}. */
@SqlRoutine(
    name = "ML_DRIFT",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "rows, one for each feature in the model's order, and one for the predictions",
    doc =
        "Measures how far rows have moved from those that a model was trained on: each feature, and"
            + " last what the model predicts. Verdicts follow the population stability index, but"
            + " what may be chance is no drift. In FROM, H2 takes sys.ML_DRIFT(...), HSQLDB"
            + " TABLE(sys.ML_DRIFT(...)).",
    example =
        "CALL sys.ML_DRIFT('iris_model',"
            + " 'SELECT * FROM PUBLIC.IRIS WHERE PETAL_WIDTH > 1', NULL);",
    errors = {
      MlError.NO_STATISTICS,
      MlError.COLUMNS_DIFFER,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    })
public final class MlDrift {
  static final List<Column> COLUMNS =
      List.of(
          new Column("FEATURE", String.class, "The feature; last the target or (prediction)."),
          new Column("KIND", String.class, "number, calendar, category, or prediction."),
          new Column(
              "PSI",
              Double.class,
              "Population stability index: of numbers by the deciles of training, of texts by"
                  + " value; NULL where there are no values."),
          new Column(
              "KOLMOGOROV_SMIRNOV",
              Double.class,
              "Largest difference of the shares of rows up to a value, 0 to 1; within .02 where a"
                  + " column has more than 51 values. NULL for texts."),
          new Column(
              "P_VALUE",
              Double.class,
              "How probable so large a change is by chance: of the Kolmogorov-Smirnov test for"
                  + " numbers, of the chi-square test for texts."),
          new Column(
              "JENSEN_SHANNON", Double.class, "Divergence in bits: 0 for none, 1 for all of it."),
          new Column("CHI_SQUARE", Double.class, "Pearson's statistic; NULL for numbers."),
          new Column("MISSING_SHARE_BEFORE", Double.class, "Share of NULLs in training."),
          new Column("MISSING_SHARE_NOW", Double.class, "Share of NULLs now."),
          new Column("VERDICT", String.class, "none, moderate, or major."),
          new Column("DETAIL", String.class, "What moved, in words, or NULL."));

  private static final Option<Double> MODERATE =
      Option.number("moderate", 1e-6, 1e6)
          .defaultsTo(DriftThresholds.USUAL.moderate())
          .doc("The population stability index from which on a drift is moderate.");
  private static final Option<Double> MAJOR =
      Option.number("major", 1e-6, 1e6)
          .defaultsTo(DriftThresholds.USUAL.major())
          .doc("The one from which on it is major; at least as large.");
  private static final Option<Double> SIGNIFICANCE =
      Option.number("significance", 1e-12, 1)
          .defaultsTo(DriftThresholds.USUAL.significance())
          .doc("The p value from which on a change may be chance, and so is no drift.");
  private static final Option<String> BASELINE =
      Option.text("baseline")
          .doc(
              "Rows to compare with in place of those of training: schema.table, a view, or a"
                  + " query.");

  static final List<Option<?>> OPTIONS =
      List.of(MODERATE, MAJOR, SIGNIFICANCE, BASELINE, Limits.MAX_SECONDS, Limits.MAX_MEMORY_MB);

  /** The share of the work after which the rows to compare with are known. */
  private static final double BEFORE = 0.4;

  private static final double READ = 0.7;
  private static final double COMPARED = 0.8;

  private MlDrift() {}

  public static ResultSet call(
      Connection connection,
      @Doc("The model's handle, a project, or project:version.") @Nullable String model,
      @Doc("The new rows: schema.table, a view, or a query.") @Nullable String relation,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.rows(connection, COLUMNS, session -> measure(session, model, relation, options));
  }

  static List<List<@Nullable Object>> measure(
      Session session,
      @Nullable String model,
      @Nullable String relation,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_DRIFT", OPTIONS, optionsJson);
    String name = Arguments.required("model", "ML_DRIFT", model);
    DriftThresholds thresholds = thresholds(options);
    return Job.run(
        session,
        "ML_DRIFT",
        relation,
        name,
        options,
        job -> measure(session, name, relation, options, thresholds, job));
  }

  private static DriftThresholds thresholds(Options options) {
    double moderate = options.get(MODERATE);
    double major =
        options.isGiven(MAJOR) ? options.get(MAJOR) : Math.max(moderate, options.get(MAJOR));
    if (major < moderate) {
      throw MlError.INVALID_OPTION.with(
          MAJOR.name(), major, "a number of at least " + MODERATE.name() + " = " + moderate);
    }
    return new DriftThresholds(moderate, major, options.get(SIGNIFICANCE));
  }

  private static List<List<@Nullable Object>> measure(
      Session session,
      String name,
      @Nullable String relation,
      Options options,
      DriftThresholds thresholds,
      Job job)
      throws SQLException {
    LoadedModel model = Models.open(session.connection(), name, Privilege.READ);
    Predictor predictor = model.predictor();
    TableStatistics before = before(session, model, options, job);
    Table table =
        read(
            session,
            Relation.of(session, relation),
            model,
            options,
            job.stage("reading", BEFORE, READ));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<Feature> features = predictor.pipeline().features();
    Checkpoint comparing = job.stage("comparing", READ, COMPARED);
    for (Feature feature : features) {
      comparing.reached((double) rows.size() / features.size());
      ColumnStatistics now = ColumnStatistics.of(table.column(feature.name()));
      Optional<ColumnStatistics> then = before.find(feature.name());
      rows.add(
          then.isEmpty()
              ? unknown(feature.name(), now.kind(), "no record of it in training")
              : row(feature.name(), now.kind(), Drift.between(then.get(), now, thresholds)));
    }
    rows.add(
        predictions(predictor, table, before, thresholds, job.stage("predicting", COMPARED, 1)));
    return rows;
  }

  private static TableStatistics before(
      Session session, LoadedModel model, Options options, Job job) throws SQLException {
    Optional<String> baseline = options.find(BASELINE);
    if (baseline.isEmpty()) {
      return TrainedOn.find(session.connection(), model)
          .statistics(", or name rows by the option 'baseline'");
    }
    Relation relation = Relation.of(session, baseline.get());
    Table table =
        read(session, relation, model, options, job.stage("reading baseline", 0, BEFORE / 2));
    return TableStatistics.of(
        model.predictor(), table, job.stage("gathering statistics", BEFORE / 2, BEFORE));
  }

  private static Table read(
      Session session, Relation relation, LoadedModel model, Options options, Checkpoint stage)
      throws SQLException {
    Table table = RelationData.read(session, relation, Limits.memory(options), stage).table();
    FeatureColumns.of(model.predictor().pipeline().features(), table.names()).all();
    return table;
  }

  private static List<@Nullable Object> predictions(
      Predictor predictor,
      Table table,
      TableStatistics before,
      DriftThresholds thresholds,
      Checkpoint stage) {
    Target target = predictor.target();
    String name = target.task().isSupervised() ? target.name() : "(prediction)";
    if (before.predictions().isEmpty()) {
      return unknown(name, "prediction", "no record of predictions in training");
    }
    ColumnStatistics now;
    try {
      now = PredictionStatistics.of(predictor, table, stage).get(0);
    } catch (MlException e) {
      if (e.error() != MlError.TYPE_DIFFERS) {
        throw e;
      }
      List<@Nullable Object> row = unknown(name, "prediction", String.valueOf(e.getMessage()));
      row.set(row.size() - 2, DriftVerdict.MAJOR.sqlName());
      return row;
    }
    return row(name, "prediction", Drift.between(before.predictions().get(0), now, thresholds));
  }

  private static List<@Nullable Object> row(String feature, String kind, Drift drift) {
    return Arrays.asList(
        feature,
        kind,
        value(drift.stabilityIndex()),
        value(drift.kolmogorovSmirnov()),
        value(drift.pValue()),
        value(drift.jensenShannon()),
        value(drift.chiSquare()),
        drift.missingBefore(),
        drift.missingNow(),
        drift.verdict().sqlName(),
        drift.detail().isEmpty() ? null : drift.detail());
  }

  private static List<@Nullable Object> unknown(String feature, String kind, String detail) {
    return Arrays.asList(feature, kind, null, null, null, null, null, null, null, "none", detail);
  }

  private static @Nullable Double value(OptionalDouble measure) {
    return measure.isPresent() ? measure.getAsDouble() : null;
  }
}
