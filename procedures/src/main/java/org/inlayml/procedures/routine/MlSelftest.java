// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.FeatureValues;
import org.inlayml.store.ModelStore;
import org.jspecify.annotations.Nullable;

/** {@code ML_SELFTEST()}. */
@SqlRoutine(
    name = "ML_SELFTEST",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: OK, with the versions of Inlay, the database and Java",
    doc =
        "Checks the installation: trains a small model, stores it, reads it back, predicts with it"
            + " and drops it again, all within the caller's transaction.",
    example = "CALL sys.ML_SELFTEST();",
    errors = {MlError.NOT_INSTALLED})
public final class MlSelftest {
  private static final String ROWS =
      "SELECT * FROM (VALUES (1, 3), (2, 5), (3, 7), (5, 11), (8, 17), (9, 19)) AS T (X, Y)";
  private static final String OPTIONS =
      "{\"task\": \"regression\", \"algorithm\": \"linear\", \"validation_split\": 0}";

  private MlSelftest() {}

  public static String call(Connection connection) throws SQLException {
    return Session.write(connection, MlSelftest::test);
  }

  private static String test(Session session) throws SQLException {
    Connection connection = session.connection();
    String handle = "inlay_selftest_" + System.nanoTime();
    MlTrain.train(session, ROWS, "Y", OPTIONS, handle);
    @Nullable Double predicted =
        PositionalPrediction.number(connection, handle, FeatureValues.of(new Object[] {4.0}));
    ModelStore.shared().drop(connection, handle);
    if (predicted == null || Math.abs(predicted - 9) > 1e-6) {
      throw MlError.NOT_INSTALLED.with(
          "a model of y = 2 x + 1 predicts " + predicted + " for x = 4");
    }
    return "OK: Inlay "
        + Version.CURRENT
        + ", "
        + connection.getMetaData().getDatabaseProductName()
        + " "
        + connection.getMetaData().getDatabaseProductVersion()
        + ", Java "
        + Runtime.version();
  }
}
