// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_MODEL_LOAD(model_handle, user)}. */
@SqlRoutine(
    name = "ML_MODEL_LOAD",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "VARCHAR: the model's handle",
    doc =
        "Reads a model into the cache that all sessions share, and checks its golden rows. A model"
            + " need not be loaded to be used; the first use loads it.",
    example = "CALL sys.ML_MODEL_LOAD('iris_model', NULL);")
public final class MlModelLoad {
  private MlModelLoad() {}

  public static String call(
      Connection connection,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("The model's owner; of no account, since handles are unique.") @Nullable String user)
      throws SQLException {
    return Session.read(
        connection,
        session -> {
          String handle = Arguments.required("model_handle", "ML_MODEL_LOAD", modelHandle);
          return Models.open(connection, handle).handle();
        });
  }
}
