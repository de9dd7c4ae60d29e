// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.Attachment.ResultColumns;
import org.jspecify.annotations.Nullable;

/**
 * Where an attachment's results go in the rows of one layout. Immutable, thread-safe.
 *
 * @param probability where wanted, as the following
 */
record ResultPlaces(
    Place prediction,
    Optional<Place> probability,
    Optional<Place> modelId,
    Optional<Place> scoredAt,
    Optional<Place> version,
    Optional<Place> fingerprint) {

  /**
   * Where one result goes.
   *
   * @param position negative where the table has lost the column
   */
  record Place(String column, int position) {
    /** Puts a value. Errors: {@link MlError#UNKNOWN_COLUMN}. */
    void put(RowAccess row, @Nullable Object value) throws SQLException {
      row.set(position < 0 ? row.position(column) : position, value);
    }
  }

  static ResultPlaces of(ResultColumns results, List<String> columns) {
    return new ResultPlaces(
        place(results.prediction(), columns),
        results.probability().map(column -> place(column, columns)),
        results.modelId().map(column -> place(column, columns)),
        results.scoredAt().map(column -> place(column, columns)),
        results.version().map(column -> place(column, columns)),
        results.fingerprint().map(column -> place(column, columns)));
  }

  private static Place place(String column, List<String> columns) {
    return new Place(column, columns.indexOf(column));
  }

  /** Puts NULL into all of them. */
  void clear(RowAccess row) throws SQLException {
    prediction.put(row, null);
    put(row, probability, null);
    put(row, modelId, null);
    put(row, scoredAt, null);
    put(row, version, null);
    put(row, fingerprint, null);
  }

  /** Puts a value where it is wanted. */
  static void put(RowAccess row, Optional<Place> place, @Nullable Object value)
      throws SQLException {
    if (place.isPresent()) {
      place.get().put(row, value);
    }
  }
}
