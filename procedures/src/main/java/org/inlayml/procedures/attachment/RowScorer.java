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
  private static final String H2_NOT_ENOUGH_RIGHTS = "90096";

  private final long id;
  private volatile @Nullable Attachment attachment;
  private volatile @Nullable FeatureColumns featureColumns;

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
   * MlError#COLUMNS_DIFFER}, {@link MlError#INVALID_VALUE}, those of reading a model, and the
   * engine's where a prediction does not fit its column or the log may not be written.
   *
   * @param before the row as it was, null for an insert
   * @param after the row as it will be
   */
  public void score(Connection connection, @Nullable RowAccess before, RowAccess after)
      throws SQLException {
    Attachment known = attachment(connection);
    try {
      LoadedModel model = open(connection, known);
      FeatureColumns features = features(model, after);
      if (before == null || touched(features, before, after)) {
        score(connection, known, model, features, after);
      }
    } catch (MlException e) {
      setAside(connection, known, after, e);
    } catch (SQLException e) {
      if (!isOfTheRow(e)) {
        throw e;
      }
      setAside(connection, known, after, e);
    }
  }

  /**
   * Whether the value or a right is at fault: class 22, and 42 or H2's number for rights. Where the
   * engine has ended the transaction or the statement, the row must not go on.
   */
  private static boolean isOfTheRow(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("22") || state.startsWith("42") || state.equals(H2_NOT_ENOUGH_RIGHTS);
  }

  private static <E extends Exception> void setAside(
      Connection connection, Attachment attachment, RowAccess row, E failure)
      throws E, SQLException {
    switch (attachment.onError()) {
      case FAIL -> throw failure;
      case NULL -> clear(attachment, row);
      case QUARANTINE -> {
        clear(attachment, row);
        quarantine(connection, attachment, row, failure);
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

  /** Found again only when the model or the table is another: rows give the same lists. */
  private FeatureColumns features(LoadedModel model, RowAccess row) {
    List<Feature> features = model.predictor().pipeline().features();
    FeatureColumns known = featureColumns;
    if (known == null
        || !known.features().equals(features)
        || !known.columns().equals(row.columns())) {
      known = FeatureColumns.of(features, row.columns());
      featureColumns = known;
    }
    return known;
  }

  private static boolean touched(FeatureColumns features, RowAccess before, RowAccess after)
      throws SQLException {
    for (Optional<String> column : features.found()) {
      if (column.isPresent() && differs(column.get(), before, after)) {
        return true;
      }
    }
    return false;
  }

  private static boolean differs(String column, RowAccess before, RowAccess after)
      throws SQLException {
    return !Objects.equals(PlainValue.of(before.get(column)), PlainValue.of(after.get(column)));
  }

  private static void score(
      Connection connection,
      Attachment attachment,
      LoadedModel model,
      FeatureColumns features,
      RowAccess row)
      throws SQLException {
    Predictor predictor = model.predictor();
    Predictor.Scratch scratch = predictor.scratch();
    List<String> columns = features.all();
    for (int i = 0; i < columns.size(); i++) {
      FeatureValue.put(scratch.row(), i, features.features().get(i), row.get(columns.get(i)));
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
      String values = json(row, features.names(), columns);
      log(connection, attachment, model, values, prediction, probability, now);
    }
  }

  private static LoadedModel open(Connection connection, Attachment attachment)
      throws SQLException {
    try {
      return StatementModels.open(connection, attachment.model()).model();
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
      String features,
      Object prediction,
      @Nullable Double probability,
      OffsetDateTime now)
      throws SQLException {
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
                features,
                prediction.toString(),
                probability,
                now));
  }

  private static void quarantine(
      Connection connection, Attachment attachment, RowAccess row, Exception failure)
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
                json(row, row.columns(), row.columns()),
                String.valueOf(failure.getMessage()),
                OffsetDateTime.now(ZoneOffset.UTC)));
  }

  private static String json(RowAccess row, List<String> names, List<String> columns)
      throws SQLException {
    JsonWriter json = new JsonWriter().beginObject();
    for (int i = 0; i < columns.size(); i++) {
      json.name(names.get(i)).any(PlainValue.of(row.get(columns.get(i))));
    }
    return json.endObject().toString();
  }
}
