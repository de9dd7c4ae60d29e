// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code ML.SNAPSHOT}, {@code ML.SNAPSHOT_CHUNK} and {@code ML.MODEL_SNAPSHOT}, within
 * the caller's transaction and with the caller's rights. Not thread-safe.
 */
public final class Snapshots {
  /** The length of the column. */
  private static final int CHUNK = 65_536;

  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public Snapshots(Connection connection) {
    sql = new Sql(connection);
  }

  /**
   * Adds a snapshot.
   *
   * @return its number
   */
  public long insert(Snapshot snapshot, String user) throws SQLException {
    return sql.insertReturning(
        """
        INSERT INTO ML.SNAPSHOT (PROJECT_ID, RELATION, TARGET_COLUMN_NAME, TASK, COLUMN_TYPES,
          ROW_COUNT, DATA_HASH, OPTIONS, HELD_OUT, TRAINING_STATISTICS, MATERIALIZED,
          INLAY_VERSION, ENGINE, CREATED_AT, CREATED_BY)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        "SNAPSHOT_ID",
        Arrays.asList(
            snapshot.project().isPresent() ? snapshot.project().getAsLong() : null,
            snapshot.relation(),
            snapshot.target().orElse(null),
            snapshot.task(),
            snapshot.columnTypes(),
            snapshot.rows(),
            snapshot.dataHash(),
            snapshot.options(),
            snapshot.heldOut().orElse(null),
            snapshot.statistics().orElse(null),
            snapshot.materialized(),
            snapshot.version(),
            snapshot.engine(),
            Moments.now(),
            user));
  }

  /** Says that a model was trained on a snapshot. */
  public void link(long model, long snapshot) throws SQLException {
    sql.update(
        "INSERT INTO ML.MODEL_SNAPSHOT (MODEL_ID, SNAPSHOT_ID) VALUES (?, ?)",
        List.of(model, snapshot));
  }

  /** Stores the rows of a snapshot. */
  public void store(long snapshot, byte[] rows) throws SQLException {
    List<List<Object>> chunks = new ArrayList<>();
    for (int from = 0; from < rows.length; from += CHUNK) {
      int to = Math.min(rows.length, from + CHUNK);
      chunks.add(List.of(snapshot, chunks.size() + 1, Arrays.copyOfRange(rows, from, to)));
    }
    sql.updateAll(
        "INSERT INTO ML.SNAPSHOT_CHUNK (SNAPSHOT_ID, CHUNK_ID, CHUNK) VALUES (?, ?, ?)",
        List.of(),
        chunks);
  }

  /** The stored rows of a snapshot; empty where it is not materialized. */
  public byte[] load(long snapshot) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] chunk :
        sql.query(
            "SELECT CHUNK FROM ML.SNAPSHOT_CHUNK WHERE SNAPSHOT_ID = ? ORDER BY CHUNK_ID",
            List.of(snapshot),
            row -> row.getBytes(1))) {
      bytes.writeBytes(chunk);
    }
    return bytes.toByteArray();
  }

  /** A snapshot by its number. */
  public Optional<Snapshot> find(long snapshot) throws SQLException {
    return sql.first(
        """
        SELECT PROJECT_ID, RELATION, TARGET_COLUMN_NAME, TASK, COLUMN_TYPES, ROW_COUNT, DATA_HASH,
          OPTIONS, HELD_OUT, TRAINING_STATISTICS, MATERIALIZED, INLAY_VERSION, ENGINE
        FROM ML.SNAPSHOT WHERE SNAPSHOT_ID = ?
        """,
        List.of(snapshot),
        Snapshots::read);
  }

  /** The number of the snapshot that a model was trained on. */
  public OptionalLong ofModel(long model) throws SQLException {
    return number(
        sql.first(
            "SELECT SNAPSHOT_ID FROM ML.MODEL_SNAPSHOT WHERE MODEL_ID = ?",
            List.of(model),
            row -> row.getLong(1)));
  }

  /** The newest snapshot of a project. */
  public OptionalLong lastOf(long project) throws SQLException {
    return number(
        sql.first(
            "SELECT MAX(SNAPSHOT_ID) FROM ML.SNAPSHOT WHERE PROJECT_ID = ? HAVING COUNT(*) > 0",
            List.of(project),
            row -> row.getLong(1)));
  }

  private static OptionalLong number(Optional<Long> found) {
    return found.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** Drops a snapshot with its rows, unless a model was trained on it that is still there. */
  public void deleteUnused(long snapshot) throws SQLException {
    sql.update(
        """
        DELETE FROM ML.SNAPSHOT WHERE SNAPSHOT_ID = ? AND SNAPSHOT_ID NOT IN
          (SELECT SNAPSHOT_ID FROM ML.MODEL_SNAPSHOT WHERE SNAPSHOT_ID = ?)
        """,
        List.of(snapshot, snapshot));
  }

  private static Snapshot read(ResultSet row) throws SQLException {
    long project = row.getLong(1);
    OptionalLong ofProject = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(project);
    return new Snapshot(
        ofProject,
        row.getString(2),
        optional(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getString(7),
        row.getString(8),
        optional(row.getString(9)),
        optional(row.getString(10)),
        row.getBoolean(11),
        row.getString(12),
        row.getString(13));
  }

  private static Optional<String> optional(@Nullable String text) {
    return Optional.ofNullable(text);
  }
}
