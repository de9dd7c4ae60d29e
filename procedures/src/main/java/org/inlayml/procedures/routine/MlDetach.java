// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.Attachments;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** {@code ML_DETACH(table_name)}. */
@SqlRoutine(
    name = "ML_DETACH",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the table, by its real name",
    doc =
        "Ends the scoring of a table's rows. The columns with predictions stay. Works for a table"
            + " that no longer exists, too.",
    example = "CALL sys.ML_DETACH('PUBLIC.HELP_FLOWER');",
    errors = {MlError.NOT_ATTACHED},
    definesTables = true)
public final class MlDetach {
  private MlDetach() {}

  public static String call(
      Connection connection,
      @Doc("The table: schema.table; of a table that is gone, its name when it was attached.")
          @Nullable String tableName)
      throws SQLException {
    return Session.write(connection, session -> detach(session, tableName));
  }

  private static String detach(Session session, @Nullable String tableName) throws SQLException {
    String written = Arguments.required("table_name", "ML_DETACH", tableName);
    QualifiedName parsed = Relation.parse(session, written);
    QualifiedName table = Relation.find(session, parsed).orElse(parsed);
    Attachments attachments = new Attachments(session);
    Optional<Attachment> attachment = attachments.ofTable(table);
    if (attachment.isEmpty()) {
      throw MlError.NOT_ATTACHED.with(table.text());
    }
    attachments.remove(attachment.get());
    return table.text();
  }
}
