// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.value.Value;
import org.h2.value.ValueCollectionBase;
import org.inlayml.learning.feature.Row;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.session.OpenModel;
import org.inlayml.procedures.session.StatementModels;

/** Functions with the signature that {@code ML_PREDICT} has on H2. Public because H2 calls them. */
public final class H2Functions {
  private H2Functions() {}

  /** What H2 itself takes for a function in Java; an even number would be cheap to add up. */
  public static Double empty(Connection connection, Value model, Value... features) {
    return Math.PI;
  }

  /** Predicts by a model of numbers that is held in a field. */
  public static Double held(Connection connection, Value model, Value... features) {
    return predict(HeldModel.get(), features);
  }

  /** Predicts by a model of numbers that is looked up, all else alike. */
  public static Double lookedUp(Connection connection, Value model, Value... features)
      throws SQLException {
    return predict(
        StatementModels.open(connection, model.getString(), SchemaCheck::requireToAnswer),
        features);
  }

  private static double predict(OpenModel model, Value... features) {
    Value[] values =
        features.length == 1 && features[0] instanceof ValueCollectionBase all
            ? all.getList()
            : features;
    Row row = model.scratch().row();
    for (int i = 0; i < values.length; i++) {
      row.setNumber(i, values[i].getDouble());
    }
    return model.predictor().predict(model.scratch())[0];
  }
}
