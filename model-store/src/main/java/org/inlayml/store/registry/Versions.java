// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.sql.Sql;

/**
 * The table {@code ML.MODEL_VERSION}, within the caller's transaction and with the caller's rights.
 * Not thread-safe.
 */
public final class Versions {
  private final Connection connection;
  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public Versions(Connection connection) {
    this.connection = connection;
    sql = new Sql(connection);
  }

  /** Adds a version, whose model is stored already. */
  public void insert(ModelVersion version) throws SQLException {
    sql.update(
        """
        INSERT INTO ML.MODEL_VERSION (PROJECT_ID, VERSION, MODEL_ID, MODEL_UUID, SNAPSHOT_ID,
          ALGORITHM, SCORE, STATUS, REASON, CREATED_AT, CREATED_BY)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Arrays.asList(
            version.project(),
            version.version(),
            Nulls.of(version.model()),
            version.uuid().toString(),
            Nulls.of(version.snapshot()),
            version.algorithm(),
            Nulls.of(version.score()),
            version.status().text(),
            version.reason(),
            version.createdAt(),
            version.createdBy()));
  }

  /** Errors: {@link MlError#VERSION_NOT_FOUND}. */
  public ModelVersion get(Project project, int version) throws SQLException {
    Optional<ModelVersion> found = find(project, version);
    if (found.isEmpty()) {
      throw new Registry(connection).versionNotFound(project, version);
    }
    return found.get();
  }

  /** A version by its number. */
  public Optional<ModelVersion> find(Project project, int version) throws SQLException {
    return sql.first(
        """
        SELECT PROJECT_ID, VERSION, MODEL_ID, MODEL_UUID, SNAPSHOT_ID, ALGORITHM, SCORE, STATUS,
          REASON, CREATED_AT, CREATED_BY
        FROM ML.MODEL_VERSION WHERE PROJECT_ID = ? AND VERSION = ?
        """,
        List.of(project.id(), version),
        Versions::read);
  }

  /** All versions of a project, dropped ones included, the newest first. */
  public List<ModelVersion> of(Project project) throws SQLException {
    return sql.query(
        """
        SELECT PROJECT_ID, VERSION, MODEL_ID, MODEL_UUID, SNAPSHOT_ID, ALGORITHM, SCORE, STATUS,
          REASON, CREATED_AT, CREATED_BY
        FROM ML.MODEL_VERSION WHERE PROJECT_ID = ? ORDER BY VERSION DESC
        """,
        List.of(project.id()),
        Versions::read);
  }

  /** Says what is to become of a version. */
  public void setStatus(ModelVersion version, Status status) throws SQLException {
    sql.update(
        "UPDATE ML.MODEL_VERSION SET STATUS = ? WHERE PROJECT_ID = ? AND VERSION = ?",
        List.of(status.text(), version.project(), version.version()));
  }

  /** Says why a version was deployed, or was not. */
  public void setReason(ModelVersion version, String reason) throws SQLException {
    sql.update(
        "UPDATE ML.MODEL_VERSION SET REASON = ? WHERE PROJECT_ID = ? AND VERSION = ?",
        List.of(reason, version.project(), version.version()));
  }

  private static ModelVersion read(ResultSet row) throws SQLException {
    return new ModelVersion(
        row.getLong(1),
        row.getInt(2),
        Nulls.wholeNumber(row, 3),
        UUID.fromString(row.getString(4)),
        Nulls.wholeNumber(row, 5),
        row.getString(6),
        Nulls.number(row, 7),
        Status.of(row.getString(8)),
        row.getString(9),
        row.getObject(10, OffsetDateTime.class),
        row.getString(11));
  }
}
