// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.inlayml.learning.feature.DroppedColumn;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.statistics.RowDrift.Spread;
import org.inlayml.learning.training.ModelCard;
import org.inlayml.learning.training.Training;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.Answers;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.catalog.ModelDescription;
import org.inlayml.store.codec.ModelCodec;
import org.jspecify.annotations.Nullable;

/** What the catalog says of a new model: HeatWave's keys, then ours. */
final class Metadata {
  private static final int IMPORTANCE_DIGITS = 4;
  private static final int DRIFT_DIGITS = 4;

  private Metadata() {}

  static ModelDescription describe(
      Session session,
      Relation relation,
      RelationData data,
      Options options,
      Training training,
      Optional<Spread> drift,
      @Nullable String targetColumn,
      String handle,
      byte[] bytes,
      long startNanoseconds)
      throws SQLException {
    ModelCard card = training.card();
    long now = System.currentTimeMillis() / 1000;
    Target target = training.predictor().target();
    boolean detects = target.task() == Task.ANOMALY_DETECTION;
    Map<String, Object> importance = importance(card.importance());
    Map<String, Object> explanation = Map.of("permutation_importance", importance);
    List<String> notes = notes(data, card);
    StorageNote.of(options, training, bytes.length).ifPresent(notes::add);
    Optional<String> userNotes = options.find(TrainingOptions.NOTES);

    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("task", target.task().sqlName());
    metadata.put("notes", userNotes.orElse(null));
    metadata.put("chunks", ModelCatalog.chunks(bytes.length));
    metadata.put("format", ModelCodec.FORMAT_NAME);
    metadata.put("n_rows", data.table().rows());
    metadata.put("status", "Ready");
    metadata.put("options", effectiveOptions(options, card));
    metadata.put("n_columns", card.columns().size());
    metadata.put("column_names", card.columns());
    metadata.put("contamination", card.hyperparameters().get("contamination"));
    metadata.put("model_quality", quality(card));
    metadata.put("training_time", (System.nanoTime() - startNanoseconds) / 1e9);
    metadata.put("algorithm_name", card.algorithm());
    metadata.put("training_score", number(card.trainingScore()));
    metadata.put("build_timestamp", now);
    metadata.put("hyperparameters", card.hyperparameters());
    metadata.put("n_selected_rows", card.rowsTried());
    metadata.put(
        "training_params",
        detects ? Map.of("anomaly_detection_threshold", Answers.HALF) : Map.of());
    metadata.put("train_table_name", relation.source());
    metadata.put("model_explanation", explanation);
    List<String> selected =
        training.predictor().pipeline().features().stream().map(Feature::name).sorted().toList();
    metadata.put("n_selected_columns", selected.size());
    metadata.put("target_column_name", targetColumn);
    metadata.put("optimization_metric", card.optimizationMetric().orElse(null));
    metadata.put("selected_column_names", selected);
    metadata.put("training_drift_metric", drift.map(Metadata::drift).orElse(null));
    metadata.put("baseline_score", number(card.baselineScore()));
    metadata.put("candidate_scores", card.candidateScores());
    metadata.put("dropped_columns", dropped(card.dropped()));
    metadata.put("classes", target.classes());
    metadata.put("training_notes", notes);
    metadata.put("inlay_version", Version.CURRENT);
    metadata.put(
        "database",
        session.connection().getMetaData().getDatabaseProductName()
            + " "
            + session.connection().getMetaData().getDatabaseProductVersion());
    List<String> texts = new ArrayList<>();
    userNotes.ifPresent(texts::add);
    texts.addAll(notes);
    return new ModelDescription(
        handle,
        card.algorithm(),
        target.task().sqlName(),
        session.dialect().user(session.connection()),
        now,
        targetColumn,
        relation.source(),
        Json.write(card.columns()),
        Json.write(explanation),
        texts.isEmpty() ? null : String.join("\n", texts),
        Json.write(metadata));
  }

  private static Map<String, Object> drift(Spread spread) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("mean", AnswerWriter.round(spread.mean(), DRIFT_DIGITS));
    metric.put("variance", AnswerWriter.round(spread.variance(), DRIFT_DIGITS));
    return metric;
  }

  /** The explanation of a model under the name of the explainer, rounded. */
  static Map<String, Object> importance(Map<String, Double> importance) {
    Map<String, Object> rounded = new LinkedHashMap<>();
    importance.forEach(
        (feature, value) -> rounded.put(feature, AnswerWriter.round(value, IMPORTANCE_DIGITS)));
    return rounded;
  }

  private static List<String> notes(RelationData data, ModelCard card) {
    List<String> notes = new ArrayList<>(card.notes());
    data.unusable()
        .forEach(
            (name, type) ->
                notes.add("column '" + name + "' is not used: type " + type + " is no feature"));
    return notes;
  }

  private static Map<String, String> dropped(List<DroppedColumn> columns) {
    Map<String, String> dropped = new LinkedHashMap<>();
    columns.forEach(column -> dropped.put(column.name(), column.reason()));
    return dropped;
  }

  /** All options in force, with what was chosen where nothing was given. */
  private static Map<String, Object> effectiveOptions(Options options, ModelCard card) {
    Map<String, Object> effective = new LinkedHashMap<>(options.inForce());
    effective.put(
        TrainingOptions.TASK.name(), Task.of(options.get(TrainingOptions.TASK)).sqlName());
    card.optimizationMetric()
        .ifPresent(metric -> effective.put(TrainingOptions.OPTIMIZATION_METRIC.name(), metric));
    effective.put("model_explainer", "permutation_importance");
    effective.put("prediction_explainer", "permutation_importance");
    return effective;
  }

  /** High where the model beats always giving the same answer, else low; null without a score. */
  private static @Nullable String quality(ModelCard card) {
    if (card.trainingScore().isEmpty() || card.baselineScore().isEmpty()) {
      return null;
    }
    return card.trainingScore().getAsDouble() > card.baselineScore().getAsDouble() ? "high" : "low";
  }

  private static @Nullable Double number(OptionalDouble score) {
    return score.isPresent() ? score.getAsDouble() : null;
  }
}
