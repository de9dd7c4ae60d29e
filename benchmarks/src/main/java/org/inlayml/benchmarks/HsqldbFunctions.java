// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.feature.Row;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.StatementModels;

/**
 * Functions with the signature that {@code ML_PREDICT} has on HSQLDB. Public because HSQLDB calls
 * them.
 */
public final class HsqldbFunctions {
  private HsqldbFunctions() {}

  /** What HSQLDB itself takes for a function in Java; an even number would be cheap to add up. */
  public static Double empty(Connection connection, String model, Array features) {
    return Math.PI;
  }

  /** Predicts by a model of numbers that is held in a field. */
  public static Double held(Connection connection, String model, Array features)
      throws SQLException {
    return predict(HeldModel.get(), features);
  }

  /** Predicts by a model of numbers that is looked up, all else alike. */
  public static Double lookedUp(Connection connection, String model, Array features)
      throws SQLException {
    return predict(StatementModels.open(connection, model, SchemaCheck::requireToAnswer), features);
  }

  private static double predict(OpenModel model, Array features) throws SQLException {
    Object[] values = (Object[]) features.getArray();
    Row row = model.scratch().row();
    for (int i = 0; i < values.length; i++) {
      row.setNumber(i, (Double) values[i]);
    }
    return model.predictor().predict(model.scratch())[0];
  }
}
