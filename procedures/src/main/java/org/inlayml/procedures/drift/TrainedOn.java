// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.drift;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.statistics.TableStatistics;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of the rows that a model was trained on. Immutable, thread-safe.
 *
 * @param model its handle, for messages
 * @param relation table, view or query; empty for a model from elsewhere
 * @param target the column that was learnt
 * @param columns the names of all columns that there were; empty where no snapshot tells
 * @param statisticsJson of the features and predictions; empty where none were kept
 */
public record TrainedOn(
    String model,
    Optional<String> relation,
    Optional<String> target,
    Set<String> columns,
    Optional<String> statisticsJson) {

  /** Looks it up, by one small query. */
  public static TrainedOn find(Connection connection, LoadedModel model) throws SQLException {
    String handle = model.handle();
    return new Sql(connection)
        .first(
            """
            SELECT M.TRAIN_TABLE_NAME, M.TARGET_COLUMN_NAME, S.RELATION, S.COLUMN_TYPES,
              S.TRAINING_STATISTICS
            FROM ML.MODEL_CATALOG M
            LEFT JOIN ML.MODEL_SNAPSHOT L ON L.MODEL_ID = M.MODEL_ID
            LEFT JOIN ML.SNAPSHOT S ON S.SNAPSHOT_ID = L.SNAPSHOT_ID
            WHERE M.MODEL_HANDLE = ? AND M.MODEL_UUID = ?
            """,
            List.of(handle, model.uuid().toString()),
            row -> read(handle, row))
        .orElse(
            new TrainedOn(handle, Optional.empty(), Optional.empty(), Set.of(), Optional.empty()));
  }

  private static TrainedOn read(String handle, ResultSet row) throws SQLException {
    @Nullable String relation = row.getString(3);
    @Nullable String columnTypes = row.getString(4);
    return new TrainedOn(
        handle,
        relation == null ? Optional.ofNullable(row.getString(1)) : Optional.of(relation),
        Optional.ofNullable(row.getString(2)),
        columnTypes == null ? Set.of() : Json.parseObject(columnTypes).keySet(),
        Optional.ofNullable(row.getString(5)));
  }

  /**
   * The statistics of the training rows.
   *
   * <p>Errors: {@link MlError#NO_STATISTICS}.
   *
   * @param otherwise what else can be done, as it follows in the message
   */
  public TableStatistics statistics(String otherwise) {
    return TableStatistics.fromJson(
        statisticsJson.orElseThrow(() -> MlError.NO_STATISTICS.with(model, otherwise)));
  }
}
