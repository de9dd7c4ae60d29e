// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import java.sql.SQLException;

/** Changes what is recorded of the training rows of models. */
final class Recorded {
  private Recorded() {}

  /** Makes a model one of an Inlay that recorded nothing. */
  static void none(SampleDatabase sample, String handle) throws SQLException {
    sample.run("DELETE FROM ML.MODEL_SNAPSHOT WHERE MODEL_ID = " + id(handle));
  }

  /** Gives a model these statistics, a JSON object. */
  static void statistics(SampleDatabase sample, String handle, String json) throws SQLException {
    none(sample, handle);
    sample.run(
        """
        INSERT INTO ML.SNAPSHOT (RELATION, TASK, COLUMN_TYPES, ROW_COUNT, DATA_HASH, OPTIONS,
          TRAINING_STATISTICS, MATERIALIZED, INLAY_VERSION, ENGINE, CREATED_AT, CREATED_BY)
        VALUES ('PUBLIC.HOUSE', 'regression', '{}', 100, '%s', '{}', '%s', FALSE, '0', 'x',
          CURRENT_TIMESTAMP, 'SA')
        """
            .formatted(handle, json),
        """
        INSERT INTO ML.MODEL_SNAPSHOT (MODEL_ID, SNAPSHOT_ID)
        VALUES (%s, (SELECT MAX(SNAPSHOT_ID) FROM ML.SNAPSHOT WHERE DATA_HASH = '%s'))
        """
            .formatted(id(handle), handle));
  }

  private static String id(String handle) {
    return "(SELECT MODEL_ID FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = '" + handle + "')";
  }
}
