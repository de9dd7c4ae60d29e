// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.Privilege;
import org.jspecify.annotations.Nullable;

/** {@code ML_CLASSES(model)}. */
@SqlRoutine(
    name = "ML_CLASSES",
    kind = SqlRoutine.Kind.FUNCTION,
    returns =
        "VARCHAR: a JSON array of the class labels in their order; of two classes the second is"
            + " the positive one",
    doc = "Lists the classes of a model, in the order of ML_PREDICT_PROBA.",
    example = "CALL sys.ML_CLASSES('iris_model');",
    errors = {MlError.NOT_A_CLASSIFIER})
public final class MlClasses {
  private MlClasses() {}

  public static String call(
      Connection connection, @Doc("The model's handle.") @Nullable String model)
      throws SQLException {
    return Session.read(
        connection,
        session -> {
          String handle = Arguments.required("model", "ML_CLASSES", model);
          LoadedModel loaded = Models.open(connection, handle, Privilege.READ);
          return Json.write(PositionalPrediction.classes(loaded, handle, "ML_CLASSES"));
        });
  }
}
