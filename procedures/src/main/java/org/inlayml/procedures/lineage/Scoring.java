// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how a row was scored. Immutable, thread-safe.
 *
 * @param model the identity of the model
 * @param at null where nothing tells, as the following
 * @param features as the model saw them, a JSON object
 */
public record Scoring(
    UUID model,
    @Nullable String at,
    @Nullable String prediction,
    @Nullable String fingerprint,
    @Nullable String features) {

  /**
   * The newest logged prediction of a row, by a certain model where one is given; those of shadows
   * do not count.
   *
   * @param table the table's present name, and the one it was attached by
   */
  public static Optional<Scoring> logged(
      Connection connection, List<QualifiedName> table, String key, Optional<UUID> model)
      throws SQLException {
    QualifiedName first = table.get(0);
    QualifiedName last = table.get(table.size() - 1);
    String uuid = model.map(UUID::toString).orElse("");
    return new Sql(connection)
        .first(
            """
            SELECT MODEL_UUID, PREDICTED_AT, PREDICTION, FINGERPRINT, FEATURES
            FROM ML.PREDICTION_LOG
            WHERE ROW_KEY = ? AND TABLE_NAME IN (?, ?) AND SCHEMA_NAME IN (?, ?)
              AND (VARIANT IS NULL OR VARIANT <> 'shadow')
              AND (MODEL_UUID = ? OR CAST(? AS VARCHAR(36)) = '')
            ORDER BY PREDICTION_ID DESC FETCH FIRST ROW ONLY
            """,
            List.of(
                key,
                first.name().name(),
                last.name().name(),
                first.schema().name(),
                last.schema().name(),
                uuid,
                uuid),
            Scoring::read);
  }

  private static Scoring read(ResultSet row) throws SQLException {
    return new Scoring(
        UUID.fromString(row.getString(1)),
        String.valueOf(row.getObject(2, OffsetDateTime.class)),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }

  /** The version that an identity was, such as {@code churn:3}, also when it was dropped. */
  public static Optional<String> version(Connection connection, UUID model) throws SQLException {
    return new Sql(connection)
        .first(
            """
            SELECT P.PROJECT_NAME, V.VERSION FROM ML.MODEL_VERSION V
            JOIN ML.PROJECT P ON P.PROJECT_ID = V.PROJECT_ID WHERE V.MODEL_UUID = ?
            """,
            List.of(model.toString()),
            row -> row.getString(1) + ":" + row.getInt(2));
  }
}
