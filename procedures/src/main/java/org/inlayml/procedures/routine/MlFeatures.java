// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.json.Json;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/** {@code ML_FEATURES(model)}. */
@SqlRoutine(
    name = "ML_FEATURES",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "VARCHAR: a JSON array of the feature names in order",
    doc = "Lists the features of a model, in the order that ML_PREDICT and its kin take values.",
    example = "CALL sys.ML_FEATURES('iris_model');")
public final class MlFeatures {
  private MlFeatures() {}

  public static String call(
      Connection connection, @Doc("The model's handle.") @Nullable String model)
      throws SQLException {
    return Session.read(
        connection,
        session -> {
          String handle = Arguments.required("model", "ML_FEATURES", model);
          LoadedModel loaded = Models.open(connection, handle);
          return Json.write(
              loaded.predictor().pipeline().features().stream().map(Feature::name).toList());
        });
  }
}
