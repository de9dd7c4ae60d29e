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

/** {@code ML_GRANT(project, grantee, privilege)}. */
@SqlRoutine(
    name = "ML_GRANT",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of the grantee",
    doc =
        "Gives a user, a role, or PUBLIC a privilege on a project. A new project is its owner's and"
            + " administrators' alone. predict implies read; train and deploy imply predict, but"
            + " not each other; own implies all, and granting. Belongs to the caller's"
            + " transaction.",
    example = "CALL sys.ML_GRANT('iris_project', 'PUBLIC', 'predict');",
    errors = {MlError.PROJECT_NOT_FOUND, MlError.NOT_PERMITTED, MlError.GRANTEE_NOT_FOUND})
public final class MlGrant {
  private MlGrant() {}

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
                .grant(
                    Arguments.required("project", "ML_GRANT", project),
                    Arguments.required("grantee", "ML_GRANT", grantee),
                    Arguments.required("privilege", "ML_GRANT", privilege)));
  }
}
