// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.catalog;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code ML.MODEL_CATALOG} and {@code ML.MODEL_OBJECT_CATALOG}, read and written within
 * the caller's transaction and with the caller's rights. Not thread-safe.
 *
 * <p>Handles match exactly, whatever the database's collation: case and trailing blanks count.
 */
public final class ModelCatalog {
  /** The length of the column. */
  private static final int CHUNK = 65_536;

  private static final String UNIQUE_VIOLATION = "23505";

  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public ModelCatalog(Connection connection) {
    sql = new Sql(connection);
  }

  /**
   * Adds a model. A failure may leave part of it behind: callers work within a savepoint.
   *
   * <p>Errors: {@link MlError#HANDLE_EXISTS}, also where another session adds it at the same time.
   *
   * @return the new model's identity
   */
  public UUID insert(ModelDescription model, byte[] bytes) throws SQLException {
    UUID uuid = UUID.randomUUID();
    try {
      sql.update(
          """
          INSERT INTO ML.MODEL_CATALOG (MODEL_HANDLE, MODEL_TYPE, TASK, MODEL_OWNER,
            BUILD_TIMESTAMP, TARGET_COLUMN_NAME, TRAIN_TABLE_NAME, COLUMN_NAMES,
            MODEL_EXPLANATION, MODEL_OBJECT_SIZE, NOTES, MODEL_METADATA, MODEL_UUID)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          Arrays.asList(
              model.handle(),
              model.type(),
              model.task(),
              model.owner(),
              model.buildTimestamp(),
              model.targetColumn(),
              model.trainTable(),
              model.columnNames(),
              model.explanation(),
              (long) bytes.length,
              model.notes(),
              model.metadata(),
              uuid.toString()));
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw MlError.HANDLE_EXISTS.causedBy(e, model.handle());
      }
      throw e;
    }
    sql.updateAll(
        """
        INSERT INTO ML.MODEL_OBJECT_CATALOG (CHUNK_ID, MODEL_HANDLE, MODEL_OBJECT)
        VALUES (?, ?, ?)
        """,
        List.of(),
        chunks(model.handle(), bytes));
    return uuid;
  }

  /**
   * Changes nothing, but has the engine lock the table for writing where it locks whole tables, as
   * HSQLDB does in its modes LOCKS and MVLOCKS.
   */
  public void lock() throws SQLException {
    sql.update("UPDATE ML.MODEL_CATALOG SET NOTES = NOTES WHERE MODEL_ID < ?", List.of(0L));
  }

  /** In how many pieces so many bytes are stored. */
  public static int chunks(int bytes) {
    return (bytes + CHUNK - 1) / CHUNK;
  }

  private static List<List<Object>> chunks(String handle, byte[] bytes) {
    List<List<Object>> chunks = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += CHUNK) {
      int to = Math.min(bytes.length, from + CHUNK);
      chunks.add(List.of(chunks.size() + 1, handle, Arrays.copyOfRange(bytes, from, to)));
    }
    return chunks;
  }

  /** The identity of the model that has the handle now. Errors: {@link MlError#MODEL_NOT_FOUND}. */
  public UUID uuid(String handle) throws SQLException {
    for (String[] found :
        sql.query(
            "SELECT MODEL_HANDLE, MODEL_UUID FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?",
            List.of(handle),
            row -> new String[] {row.getString(1), row.getString(2)})) {
      if (found[0].equals(handle)) {
        return UUID.fromString(found[1]);
      }
    }
    throw notFound(handle);
  }

  /** Finds a model by its handle. */
  public Optional<CatalogEntry> find(String handle) throws SQLException {
    return sql
        .query(
            """
            SELECT MODEL_ID, MODEL_UUID, MODEL_OBJECT_SIZE, MODEL_HANDLE, MODEL_TYPE, TASK,
              MODEL_OWNER, BUILD_TIMESTAMP, TARGET_COLUMN_NAME, TRAIN_TABLE_NAME, COLUMN_NAMES,
              MODEL_EXPLANATION, NOTES, MODEL_METADATA
            FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?
            """,
            List.of(handle),
            ModelCatalog::entry)
        .stream()
        .filter(entry -> entry.handle().equals(handle))
        .findFirst();
  }

  /** As {@link #find}. Errors: {@link MlError#MODEL_NOT_FOUND}. */
  public CatalogEntry get(String handle) throws SQLException {
    Optional<CatalogEntry> entry = find(handle);
    if (entry.isEmpty()) {
      throw notFound(handle);
    }
    return entry.get();
  }

  /** All models in order of creation. */
  public List<CatalogEntry> list() throws SQLException {
    return sql.query(
        """
        SELECT MODEL_ID, MODEL_UUID, MODEL_OBJECT_SIZE, MODEL_HANDLE, MODEL_TYPE, TASK,
          MODEL_OWNER, BUILD_TIMESTAMP, TARGET_COLUMN_NAME, TRAIN_TABLE_NAME, COLUMN_NAMES,
          MODEL_EXPLANATION, NOTES, MODEL_METADATA
        FROM ML.MODEL_CATALOG ORDER BY MODEL_ID
        """,
        List.of(),
        ModelCatalog::entry);
  }

  /** All handles in order of creation. */
  public List<String> handles() throws SQLException {
    return sql.query(
        "SELECT MODEL_HANDLE FROM ML.MODEL_CATALOG ORDER BY MODEL_ID",
        List.of(),
        row -> row.getString(1));
  }

  /** The stored bytes of a model; empty where it is not there, or no longer. */
  public byte[] load(UUID uuid) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] chunk :
        sql.query(
            """
            SELECT C.MODEL_OBJECT
            FROM ML.MODEL_CATALOG M
            JOIN ML.MODEL_OBJECT_CATALOG C ON C.MODEL_HANDLE = M.MODEL_HANDLE
            WHERE M.MODEL_UUID = ? ORDER BY C.CHUNK_ID
            """,
            List.of(uuid.toString()),
            row -> row.getBytes(1))) {
      bytes.writeBytes(chunk);
    }
    return bytes.toByteArray();
  }

  /** Drops a model with its bytes. Errors: {@link MlError#MODEL_NOT_FOUND}. */
  public void delete(String handle) throws SQLException {
    requireChanged(
        handle,
        sql.update(
            "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_UUID = ?", List.of(uuid(handle).toString())));
  }

  /** Replaces the explanation, a JSON object. Errors: {@link MlError#MODEL_NOT_FOUND}. */
  public void setExplanation(String handle, @Nullable String explanation) throws SQLException {
    requireChanged(
        handle,
        sql.update(
            "UPDATE ML.MODEL_CATALOG SET MODEL_EXPLANATION = ? WHERE MODEL_UUID = ?",
            Arrays.asList(explanation, uuid(handle).toString())));
  }

  /** Replaces the metadata, a JSON object. Errors: {@link MlError#MODEL_NOT_FOUND}. */
  public void setMetadata(String handle, @Nullable String metadata) throws SQLException {
    requireChanged(
        handle,
        sql.update(
            "UPDATE ML.MODEL_CATALOG SET MODEL_METADATA = ? WHERE MODEL_UUID = ?",
            Arrays.asList(metadata, uuid(handle).toString())));
  }

  /** Replaces the notes. Errors: {@link MlError#MODEL_NOT_FOUND}. */
  public void setNotes(String handle, @Nullable String notes) throws SQLException {
    requireChanged(
        handle,
        sql.update(
            "UPDATE ML.MODEL_CATALOG SET NOTES = ? WHERE MODEL_UUID = ?",
            Arrays.asList(notes, uuid(handle).toString())));
  }

  /** Another session may have dropped the model since it was looked up. */
  private void requireChanged(String handle, int rows) throws SQLException {
    if (rows == 0) {
      throw notFound(handle);
    }
  }

  private MlException notFound(String handle) throws SQLException {
    return MlError.MODEL_NOT_FOUND.with(handle, Suggestion.nearest(handle, handles()));
  }

  private static CatalogEntry entry(ResultSet row) throws SQLException {
    return new CatalogEntry(
        row.getLong(1),
        UUID.fromString(row.getString(2)),
        row.getLong(3),
        new ModelDescription(
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getLong(8),
            row.getString(9),
            row.getString(10),
            row.getString(11),
            row.getString(12),
            row.getString(13),
            row.getString(14)));
  }
}
