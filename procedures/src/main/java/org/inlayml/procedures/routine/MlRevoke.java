// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.Granting;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_REVOKE(project, grantee, privilege)}. */
@SqlRoutine(
    name = "ML_REVOKE",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of the grantee",
    doc =
        "Takes back what ML_GRANT gave, for all sessions from their next statement on. What the"
            + " grantee has by another grant, to PUBLIC or to a role, stays. Belongs to the caller's"
            + " transaction.",
    example = "CALL sys.ML_REVOKE('help_retired', 'PUBLIC', 'read');",
    errors = {MlError.PROJECT_NOT_FOUND, MlError.NOT_PERMITTED, MlError.NOT_GRANTED})
public final class MlRevoke {
  private MlRevoke() {}

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc("A user, a role, or PUBLIC.") @Nullable String grantee,
      @Doc("train, deploy, predict, read or own.") @Nullable String privilege)
      throws SQLException {
    return Session.write(
        connection,
        session ->
            new Granting(session)
                .revoke(
                    Arguments.required("project", "ML_REVOKE", project),
                    Arguments.required("grantee", "ML_REVOKE", grantee),
                    Arguments.required("privilege", "ML_REVOKE", privilege)));
  }
}
