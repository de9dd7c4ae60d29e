// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the catalog holds. */
final class StoredModels {
  private StoredModels() {}

  /**
   * The handles of the models. Fails where a model has not exactly its bytes, where bytes have no
   * model, or where a model cannot be loaded.
   */
  static List<String> whole(Connection connection) throws SQLException {
    List<String> handles = new ArrayList<>();
    for (List<Object> model :
        rows(
            connection,
            "SELECT M.MODEL_HANDLE, M.MODEL_OBJECT_SIZE, SUM(OCTET_LENGTH(C.MODEL_OBJECT)),"
                + " COUNT(C.CHUNK_ID), MAX(C.CHUNK_ID)"
                + " FROM ML.MODEL_CATALOG M LEFT JOIN ML.MODEL_OBJECT_CATALOG C"
                + " ON C.MODEL_HANDLE = M.MODEL_HANDLE"
                + " GROUP BY M.MODEL_HANDLE, M.MODEL_OBJECT_SIZE")) {
      String handle = String.valueOf(model.get(0));
      assertThat(asLong(model.get(2))).as("bytes of %s", handle).isEqualTo(asLong(model.get(1)));
      assertThat(asLong(model.get(3))).as("pieces of %s", handle).isEqualTo(asLong(model.get(4)));
      run(connection, "CALL sys.ML_MODEL_UNLOAD('%s')".formatted(handle));
      run(connection, "CALL sys.ML_MODEL_LOAD('%s', NULL)".formatted(handle));
      handles.add(handle);
    }
    assertThat(
            number(
                connection,
                "SELECT COUNT(*) FROM ML.MODEL_OBJECT_CATALOG WHERE MODEL_HANDLE NOT IN"
                    + " (SELECT MODEL_HANDLE FROM ML.MODEL_CATALOG)"))
        .as("pieces without a model")
        .isEqualTo(0);
    return handles;
  }

  private static long asLong(Object number) {
    return ((Number) number).longValue();
  }
}
