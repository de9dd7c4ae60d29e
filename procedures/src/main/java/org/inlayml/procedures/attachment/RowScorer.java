// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.attachment.Attachment.ResultColumns;
import org.inlayml.procedures.session.StatementModels;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.procedures.value.SqlType;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Scores rows for one attachment; each engine's trigger holds one. Thread-safe: sessions may insert
 * at once.
 */
public final class RowScorer {
  private final long id;
  private volatile @Nullable Attachment attachment;

  /**
   * @param attachment the attachment's id, see {@link Attachment#idOf}
   */
  public RowScorer(long attachment) {
    id = attachment;
  }

  /**
   * Fills the result columns of a row that is being inserted or updated; does nothing where an
   * update touches no feature. Runs in the inserting session's transaction and sees the model that
   * this transaction sees.
   *
   * <p>Errors, unless the attachment says otherwise: {@link MlError#ATTACHED_MODEL_MISSING}, {@link
   * MlError#COLUMNS_DIFFER}, {@link MlError#INVALID_VALUE}, and those of reading a model.
   *
   * @param before the row as it was, null for an insert
   * @param after the row as it will be
   */
  public void score(Connection connection, @Nullable RowAccess before, RowAccess after)
      throws SQLException {
    Attachment known = attachment(connection);
    try {
      LoadedModel model = open(connection, known);
      if (before == null || touched(model, before, after)) {
        score(connection, known, model, after);
      }
    } catch (MlException e) {
      switch (known.onError()) {
        case FAIL -> throw e;
        case NULL -> clear(known, after);
        case QUARANTINE -> {
          clear(known, after);
          quarantine(connection, known, after, e);
        }
      }
    }
  }

  /** Never changes: it is made, and ends, together with the trigger. */
  private Attachment attachment(Connection connection) throws SQLException {
    Attachment known = attachment;
    if (known == null) {
      known = Attachments.byId(connection, id);
      attachment = known;
    }
    return known;
  }

  private static boolean touched(LoadedModel model, RowAccess before, RowAccess after)
      throws SQLException {
    List<String> columns = after.columns();
    for (Feature feature : model.predictor().pipeline().features()) {
      String name = feature.name();
      if (columns.contains(name)
          && !Objects.equals(PlainValue.of(before.get(name)), PlainValue.of(after.get(name)))) {
        return true;
      }
    }
    return false;
  }

  private static void score(
      Connection connection, Attachment attachment, LoadedModel model, RowAccess row)
      throws SQLException {
    Predictor predictor = model.predictor();
    Predictor.Scratch scratch = predictor.scratch();
    List<Feature> features = predictor.pipeline().features();
    List<String> columns = row.columns();
    for (int i = 0; i < features.size(); i++) {
      String name = features.get(i).name();
      if (!columns.contains(name)) {
        List<String> trained = features.stream().map(Feature::name).toList();
        List<String> missing = trained.stream().filter(n -> !columns.contains(n)).toList();
        throw MlError.COLUMNS_DIFFER.with(columns, trained, missing);
      }
      FeatureValue.put(scratch.row(), i, features.get(i), row.get(name));
    }
    double[] outputs = predictor.predict(scratch);
    Target target = predictor.target();
    Object prediction = SqlType.prediction(target, outputs);
    @Nullable Double probability =
        target.classes().isEmpty() ? null : outputs[Predictor.mostProbable(outputs)];
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    ResultColumns results = attachment.columns();
    row.set(results.prediction(), prediction);
    set(row, results.probability(), probability);
    set(row, results.modelId(), model.uuid().toString());
    set(row, results.scoredAt(), now);
    if (attachment.log()) {
      log(connection, attachment, model, row, prediction, probability, now);
    }
  }

  private static LoadedModel open(Connection connection, Attachment attachment)
      throws SQLException {
    try {
      return StatementModels.open(connection, attachment.model());
    } catch (MlException e) {
      if (e.error() == MlError.MODEL_NOT_FOUND) {
        throw MlError.ATTACHED_MODEL_MISSING.causedBy(
            e, attachment.table().text(), attachment.model());
      }
      throw e;
    }
  }

  private static void set(RowAccess row, Optional<String> column, @Nullable Object value)
      throws SQLException {
    if (column.isPresent()) {
      row.set(column.get(), value);
    }
  }

  private static void clear(Attachment attachment, RowAccess row) throws SQLException {
    ResultColumns results = attachment.columns();
    row.set(results.prediction(), null);
    set(row, results.probability(), null);
    set(row, results.modelId(), null);
    set(row, results.scoredAt(), null);
  }

  private static void log(
      Connection connection,
      Attachment attachment,
      LoadedModel model,
      RowAccess row,
      Object prediction,
      @Nullable Double probability,
      OffsetDateTime now)
      throws SQLException {
    List<String> features =
        model.predictor().pipeline().features().stream().map(Feature::name).toList();
    new Sql(connection)
        .update(
            """
            INSERT INTO ML.PREDICTION_LOG (SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, MODEL_UUID,
              FEATURES, PREDICTION, PROBABILITY, PREDICTED_AT)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            Arrays.asList(
                attachment.table().schema().name(),
                attachment.table().name().name(),
                attachment.model(),
                model.uuid().toString(),
                json(row, features),
                prediction.toString(),
                probability,
                now));
  }

  private static void quarantine(
      Connection connection, Attachment attachment, RowAccess row, MlException failure)
      throws SQLException {
    new Sql(connection)
        .update(
            """
            INSERT INTO ML.QUARANTINE (SCHEMA_NAME, TABLE_NAME, ROW_VALUES, ERROR, QUARANTINED_AT)
            VALUES (?, ?, ?, ?, ?)
            """,
            List.of(
                attachment.table().schema().name(),
                attachment.table().name().name(),
                json(row, row.columns()),
                String.valueOf(failure.getMessage()),
                OffsetDateTime.now(ZoneOffset.UTC)));
  }

  private static String json(RowAccess row, List<String> columns) throws SQLException {
    JsonWriter json = new JsonWriter().beginObject();
    for (String column : columns) {
      json.name(column).any(PlainValue.of(row.get(column)));
    }
    return json.endObject().toString();
  }
}
