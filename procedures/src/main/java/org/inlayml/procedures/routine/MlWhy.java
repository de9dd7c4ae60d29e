// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.Attachment.ResultColumns;
import org.inlayml.procedures.attachment.Attachments;
import org.inlayml.procedures.lineage.Fingerprint;
import org.inlayml.procedures.lineage.Scoring;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.FeatureColumns;
import org.inlayml.procedures.relation.KeyedRow;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.store.registry.ModelReference;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** {@code ML_WHY(table_name, key)}. */
@SqlRoutine(
    name = "ML_WHY",
    kind = SqlRoutine.Kind.FUNCTION,
    returns =
        "VARCHAR: a JSON object of table, key, model, project, version, model_id, scored_at,"
            + " prediction, inputs, inputs_changed, and explanation, which is ML_EXPLAIN_ROW's",
    doc =
        "Tells which model scored a row, on what, and why it predicted what it did. The model is"
            + " the one named by the row's own model_id column, where the table has a model"
            + " attached with that option; else that of the row's newest entry in"
            + " ML.PREDICTION_LOG, which needs the right to read it. Inputs are those that were"
            + " logged, else those of the row as it is now; inputs_changed says whether the row's"
            + " features are others now, by their fingerprint, and is null where none was kept.",
    example = "SELECT sys.ML_WHY('PUBLIC.HELP_SCORED', '7') FROM (VALUES(0));",
    errors = {
      MlError.TABLE_NOT_FOUND,
      MlError.ROW_NOT_FOUND,
      MlError.ROW_NOT_SCORED,
      MlError.SCORER_DROPPED
    })
public final class MlWhy {
  private MlWhy() {}

  public static String call(
      Connection connection,
      @Doc("The table: schema.table.") @Nullable String tableName,
      @Doc("The row's key: the values of its primary key, with commas.") @Nullable String key)
      throws SQLException {
    return Session.read(
        connection, session -> why(session, tableName, Arguments.required("key", "ML_WHY", key)));
  }

  private static String why(Session session, @Nullable String tableName, String key)
      throws SQLException {
    QualifiedName table =
        Relation.of(session, tableName)
            .name()
            .orElseThrow(
                () ->
                    MlError.INVALID_ARGUMENT.with(
                        "table_name", "ML_WHY", "a query", "the name of a table"));
    Optional<KeyedRow> row = KeyedRow.find(session, table, key);
    Connection connection = session.connection();
    Optional<Attachment> attachment = new Attachments(session).ofTable(table);
    List<QualifiedName> names = List.of(table, attachment.map(Attachment::table).orElse(table));
    Optional<Scoring> own =
        row.isPresent() && attachment.isPresent()
            ? own(row.get(), attachment.get().columns())
            : Optional.empty();
    Optional<Scoring> scoring =
        own.isPresent() ? own : Scoring.logged(connection, names, key, Optional.empty());
    if (scoring.isEmpty()) {
      throw MlError.ROW_NOT_SCORED.with(key, table.text());
    }
    UUID model = scoring.get().model();
    Optional<OpenModel> open = Models.identified(connection, model);
    if (open.isEmpty()) {
      throw MlError.SCORER_DROPPED.with(
          key,
          table.text(),
          model,
          Scoring.version(connection, model).map(name -> " (" + name + ")").orElse(""));
    }
    Optional<String> present =
        row.isPresent() ? fingerprint(open.get(), row.get()) : Optional.empty();
    Scoring known = scoring.get();
    if (own.isPresent() && !present.equals(Optional.ofNullable(known.fingerprint()))) {
      known = merged(known, Scoring.logged(connection, names, key, Optional.of(model)));
    }
    return json(table, key, open.get(), known, row, present);
  }

  /** What the row itself says; empty where it names no model. */
  private static Optional<Scoring> own(KeyedRow row, ResultColumns columns) {
    return row.text(columns.modelId())
        .map(
            model ->
                new Scoring(
                    UUID.fromString(model.strip()),
                    row.text(columns.scoredAt()).orElse(null),
                    row.text(Optional.of(columns.prediction())).orElse(null),
                    row.text(columns.fingerprint()).orElse(null),
                    null));
  }

  private static Scoring merged(Scoring own, Optional<Scoring> logged) {
    return logged
        .map(
            log ->
                new Scoring(
                    own.model(),
                    own.at() == null ? log.at() : own.at(),
                    own.prediction() == null ? log.prediction() : own.prediction(),
                    own.fingerprint() == null ? log.fingerprint() : own.fingerprint(),
                    log.features()))
        .orElse(own);
  }

  /** The fingerprint of the row as it is now; empty where it lacks features. */
  private static Optional<String> fingerprint(OpenModel open, KeyedRow row) throws SQLException {
    List<Feature> features = open.predictor().pipeline().features();
    List<Optional<String>> columns = FeatureColumns.of(features, row.columns()).found();
    Row values = new Row(features.size());
    for (int i = 0; i < features.size(); i++) {
      if (columns.get(i).isEmpty()) {
        return Optional.empty();
      }
      FeatureValue.put(values, i, features.get(i), row.values().get(columns.get(i).get()));
    }
    return Optional.of(new Fingerprint(features).of(values));
  }

  private static String json(
      QualifiedName table,
      String key,
      OpenModel open,
      Scoring scoring,
      Optional<KeyedRow> row,
      Optional<String> present)
      throws SQLException {
    Optional<ModelReference.Version> version = open.model().version();
    JsonWriter json = new JsonWriter().beginObject();
    json.name("table").value(table.text());
    json.name("key").value(key);
    json.name("model").value(open.model().handle());
    json.name("project").any(version.map(ModelReference.Version::project).orElse(null));
    json.name("version").any(version.map(ModelReference.Version::version).orElse(null));
    json.name("model_id").value(scoring.model().toString());
    json.name("scored_at").any(scoring.at());
    json.name("prediction").any(scoring.prediction());
    @Nullable String inputs = scoring.features();
    if (inputs == null) {
      inputs = inputs(open, row.orElseThrow());
    }
    json.name("inputs").raw(inputs);
    json.name("inputs_changed")
        .any(
            scoring.fingerprint() == null || present.isEmpty()
                ? null
                : (Object) !present.get().equals(scoring.fingerprint()));
    json.name("explanation").raw(MlExplainRow.explain(open, inputs, false));
    return json.endObject().toString();
  }

  /** The features of the row as it is now. */
  private static String inputs(OpenModel open, KeyedRow row) {
    List<Feature> features = open.predictor().pipeline().features();
    List<String> columns = FeatureColumns.of(features, row.columns()).all();
    JsonWriter json = new JsonWriter().beginObject();
    for (int i = 0; i < features.size(); i++) {
      json.name(features.get(i).name()).any(row.values().get(columns.get(i)));
    }
    return json.endObject().toString();
  }
}
