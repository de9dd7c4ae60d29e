// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inlayml.procedures.lineage.LoggedPrediction.TestPart;
import org.inlayml.store.registry.ModelReference;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code ML.PREDICTION_LOG}, to which rows are only added, in the caller's transaction.
 * Not thread-safe.
 */
public final class PredictionLog {
  private static final QualifiedName TABLE = QualifiedName.of("ML", "PREDICTION_LOG");
  private static final List<String> COLUMNS =
      List.of(
          "SCHEMA_NAME",
          "TABLE_NAME",
          "MODEL_HANDLE",
          "MODEL_UUID",
          "FEATURES",
          "PREDICTION",
          "PROBABILITY",
          "PREDICTED_AT",
          "PROJECT_NAME",
          "VERSION",
          "ROW_KEY",
          "FINGERPRINT",
          "AB_TEST_ID",
          "VARIANT");

  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public PredictionLog(Connection connection) {
    sql = new Sql(connection);
  }

  /** Logs one prediction. */
  public void write(LoggedPrediction prediction) throws SQLException {
    sql.update(
        """
        INSERT INTO ML.PREDICTION_LOG (SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, MODEL_UUID, FEATURES,
          PREDICTION, PROBABILITY, PREDICTED_AT, PROJECT_NAME, VERSION, ROW_KEY, FINGERPRINT,
          AB_TEST_ID, VARIANT)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Arrays.asList(values(prediction)));
  }

  /** Hands over predictions to be logged. */
  @FunctionalInterface
  public interface Source {
    void writeTo(Writer writer) throws SQLException;
  }

  /** Takes predictions. */
  @FunctionalInterface
  public interface Writer {
    void write(List<LoggedPrediction> predictions) throws SQLException;
  }

  /** Logs many predictions, several by one statement. */
  public void writeAll(Source source) throws SQLException {
    sql.insertRows(TABLE, COLUMNS, rows -> source.writeTo(some -> write(some, rows)));
  }

  private static void write(List<LoggedPrediction> predictions, Sql.RowsWriter rows)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[predictions.size() * COLUMNS.size()];
    for (int row = 0; row < predictions.size(); row++) {
      System.arraycopy(
          values(predictions.get(row)), 0, values, row * COLUMNS.size(), COLUMNS.size());
    }
    rows.write(values, predictions.size());
  }

  private static @Nullable Object[] values(LoggedPrediction prediction) {
    Optional<ModelReference.Version> version = prediction.model().version();
    Optional<TestPart> test = prediction.test();
    return new @Nullable Object[] {
      prediction.table().schema().name(),
      prediction.table().name().name(),
      prediction.model().handle(),
      prediction.model().uuid().toString(),
      prediction.features(),
      prediction.prediction().toString(),
      prediction.probability(),
      prediction.at(),
      version.map(ModelReference.Version::project).orElse(null),
      version.map(ModelReference.Version::version).orElse(null),
      prediction.key(),
      prediction.fingerprint(),
      test.map(TestPart::test).orElse(null),
      test.map(TestPart::variant).orElse(null)
    };
  }
}
