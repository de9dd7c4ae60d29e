// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.ModelNames;
import org.inlayml.store.registry.ModelReference;
import org.jspecify.annotations.Nullable;

/** {@code ML_MODEL_UNLOAD(model_handle)}. */
@SqlRoutine(
    name = "ML_MODEL_UNLOAD",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "BOOLEAN: whether the model was in the cache",
    doc =
        "Takes a model out of the cache that all sessions share. Works for a handle that does not"
            + " exist, too; the next use of the model loads it again.",
    example = "CALL sys.ML_MODEL_UNLOAD('iris_model');")
public final class MlModelUnload {
  private MlModelUnload() {}

  public static Boolean call(
      Connection connection, @Doc("The model's handle.") @Nullable String modelHandle)
      throws SQLException {
    return Session.read(
        connection,
        session -> {
          String handle = Arguments.required("model_handle", "ML_MODEL_UNLOAD", modelHandle);
          Optional<ModelReference> model = new ModelNames(connection).find(handle);
          return model.isPresent() && ModelStore.shared().cache().remove(model.get().uuid());
        });
  }
}
