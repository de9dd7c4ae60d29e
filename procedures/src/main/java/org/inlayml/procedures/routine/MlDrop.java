// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.Attachments;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.ModelCatalog;
import org.jspecify.annotations.Nullable;

/** {@code ML_DROP(model, behavior)}. */
@SqlRoutine(
    name = "ML_DROP",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the handle of the model dropped",
    doc =
        "Drops a model. With RESTRICT, the default, a model that is attached to a table is not"
            + " dropped; with CASCADE it is detached first, which commits. Belongs to the caller's"
            + " transaction otherwise.",
    example = "CALL sys.ML_DROP('help_dropped', 'RESTRICT');",
    errors = {MlError.MODEL_IN_USE, MlError.INVALID_ARGUMENT})
public final class MlDrop {
  private MlDrop() {}

  public static String call(
      Connection connection, @Doc("The model's handle.") @Nullable String model)
      throws SQLException {
    return call(connection, model, null);
  }

  public static String call(
      Connection connection,
      @Doc("The model's handle.") @Nullable String model,
      @Doc("'RESTRICT', 'CASCADE', or NULL for RESTRICT.") @Nullable String behavior)
      throws SQLException {
    return Session.write(connection, session -> drop(session, model, behavior));
  }

  private static String drop(Session session, @Nullable String model, @Nullable String behavior)
      throws SQLException {
    String handle = Arguments.required("model", "ML_DROP", model);
    boolean cascade =
        switch (behavior == null ? "RESTRICT" : behavior.toUpperCase(Locale.ROOT)) {
          case "RESTRICT" -> false;
          case "CASCADE" -> true;
          default ->
              throw MlError.INVALID_ARGUMENT.with(
                  "behavior", "ML_DROP", "'" + behavior + "'", "'RESTRICT', 'CASCADE' or NULL");
        };
    ModelStore.shared().lock(session.connection());
    new ModelCatalog(session.connection()).uuid(handle); // an unknown handle is refused first
    Attachments attachments = new Attachments(session);
    List<Attachment> users = attachments.ofModel(handle);
    if (!users.isEmpty() && !cascade) {
      throw MlError.MODEL_IN_USE.with(
          handle, String.join(", ", users.stream().map(a -> a.table().text()).toList()));
    }
    for (Attachment attachment : users) {
      attachments.remove(attachment);
    }
    ModelStore.shared().drop(session.connection(), handle);
    return handle;
  }
}
