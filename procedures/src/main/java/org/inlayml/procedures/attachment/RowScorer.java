// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.lineage.LoggedPrediction;
import org.inlayml.procedures.lineage.LoggedPrediction.TestPart;
import org.inlayml.procedures.lineage.PredictionLog;
import org.inlayml.procedures.lineage.RowKey;
import org.inlayml.procedures.relation.FeatureColumns;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.StatementModels;
import org.inlayml.procedures.session.Trial;
import org.inlayml.procedures.value.KeyText;
import org.inlayml.procedures.value.PlainValue;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.Moments;
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
  private volatile @Nullable RowPlan plan;
  private volatile List<String> modelName = List.of();

  /** Of version b of an A/B test. */
  private volatile @Nullable RowPlan otherPlan;

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
      OpenModel model = open(connection, known);
      RowPlan rows = plan(known, model.predictor(), after);
      if (before == null || rows.isTouched(before, after)) {
        score(connection, known, model, rows, after);
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
      case NULL -> ResultPlaces.of(attachment.columns(), row.columns()).clear(row);
      case QUARANTINE -> {
        ResultPlaces.of(attachment.columns(), row.columns()).clear(row);
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

  /** Made again only when the model or the table is another. */
  private RowPlan plan(Attachment attachment, Predictor predictor, RowAccess row) {
    RowPlan known = plan;
    if (known == null || !known.fits(predictor, row)) {
      known = new RowPlan(attachment, predictor, row.columns());
      plan = known;
    }
    return known;
  }

  private RowPlan otherPlan(Attachment attachment, OpenModel b, RowAccess row) {
    RowPlan known = otherPlan;
    if (known == null || !known.fits(b.predictor(), row)) {
      known = new RowPlan(attachment, b.predictor(), row.columns());
      otherPlan = known;
    }
    return known;
  }

  private void score(
      Connection connection, Attachment attachment, OpenModel open, RowPlan plan, RowAccess row)
      throws SQLException {
    plan.read(row, open.scratch().row());
    @Nullable Trial trial = open.trial();
    @Nullable String key = trial == null ? null : key(trial, row);
    OpenModel answering = open.answering(key);
    RowPlan answers = answering == open ? plan : otherPlan(attachment, answering, row);
    double[] outputs = answering.predictor().predict(answering.scratch());
    Object prediction = answers.prediction(outputs);
    LoadedModel model = answering.model();
    ResultPlaces results = plan.results();
    boolean isLogged = attachment.log();
    @Nullable Double probability =
        isLogged || results.probability().isPresent() ? answers.probability(outputs) : null;
    @Nullable String fingerprint =
        isLogged || results.fingerprint().isPresent()
            ? plan.fingerprint(open.scratch().row())
            : null;
    @Nullable OffsetDateTime now =
        isLogged || results.scoredAt().isPresent() ? Moments.now() : null;
    results.prediction().put(row, prediction);
    ResultPlaces.put(row, results.probability(), probability);
    if (results.modelId().isPresent()) {
      ResultPlaces.put(row, results.modelId(), model.uuid().toString());
    }
    ResultPlaces.put(row, results.scoredAt(), now);
    if (results.version().isPresent()) {
      ResultPlaces.put(
          row, results.version(), model.version().map(version -> version.version()).orElse(null));
    }
    ResultPlaces.put(row, results.fingerprint(), fingerprint);
    if (fingerprint != null && now != null && isLogged) {
      @Nullable String rowKey = key(row);
      LoggedPrediction logged =
          new LoggedPrediction(
              attachment.table(),
              model,
              rowKey == null ? key : rowKey,
              json(row, plan.names(), plan.positions()),
              fingerprint,
              prediction,
              probability,
              now,
              trial == null
                  ? Optional.empty()
                  : Optional.of(new TestPart(trial.test().id(), answering == open ? "a" : "b")));
      new PredictionLog(connection).write(logged);
      shadow(connection, attachment, open.shadowing(key), row, logged);
    }
  }

  /** Version b of a shadow computes the row, too; what it fails at is not the row's matter. */
  private void shadow(
      Connection connection,
      Attachment attachment,
      @Nullable OpenModel b,
      RowAccess row,
      LoggedPrediction logged)
      throws SQLException {
    if (b == null) {
      return;
    }
    Object prediction;
    @Nullable Double probability;
    try {
      RowPlan answers = otherPlan(attachment, b, row);
      double[] outputs = b.predictor().predict(b.scratch());
      prediction = answers.prediction(outputs);
      probability = answers.probability(outputs);
    } catch (RuntimeException e) {
      return;
    }
    new PredictionLog(connection).write(logged.shadowedBy(b.model(), prediction, probability));
  }

  /** The text of the value that decides who answers; null where the row has none. */
  private static @Nullable String key(Trial trial, RowAccess row) throws SQLException {
    Optional<String> column =
        trial.test().key().flatMap(key -> FeatureColumns.find(key, row.columns()));
    return column.isEmpty() ? null : KeyText.of(row.get(row.columns().indexOf(column.get())));
  }

  private static @Nullable String key(RowAccess row) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int position : row.key()) {
      values.add(PlainValue.of(row.get(position)));
    }
    return RowKey.of(values);
  }

  /** The same object each time. */
  private List<String> modelName(Attachment attachment) {
    List<String> known = modelName;
    if (known.isEmpty()) {
      known = List.of(attachment.model());
      modelName = known;
    }
    return known;
  }

  private OpenModel open(Connection connection, Attachment attachment) throws SQLException {
    try {
      return StatementModels.openAttached(
          connection, modelName(attachment), SchemaCheck::requireToAnswer);
    } catch (MlException e) {
      if (e.error() == MlError.MODEL_NOT_FOUND) {
        throw MlError.ATTACHED_MODEL_MISSING.causedBy(
            e, attachment.table().text(), attachment.model());
      }
      throw e;
    }
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
                json(row, row.columns(), IntStream.range(0, row.columns().size()).toArray()),
                String.valueOf(failure.getMessage()),
                Moments.now()));
  }

  private static String json(RowAccess row, List<String> names, int[] positions)
      throws SQLException {
    JsonWriter json = new JsonWriter().beginObject();
    for (int i = 0; i < positions.length; i++) {
      json.name(names.get(i)).any(PlainValue.of(row.get(positions[i])));
    }
    return json.endObject().toString();
  }
}
