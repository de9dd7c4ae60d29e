// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.Jobs;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_CANCEL(job)}. */
@SqlRoutine(
    name = "ML_CANCEL",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "BOOLEAN: whether there was such a job",
    doc =
        "Ends a long routine that another session runs, which gets the error ML120 and keeps"
            + " nothing of what it did. A user may end his own jobs, an administrator all.",
    example = "CALL sys.ML_CANCEL(7);",
    errors = MlError.NOT_ADMINISTRATOR)
public final class MlCancel {
  private MlCancel() {}

  public static Boolean call(Connection connection, @Doc("JOB_ID of ML_JOBS.") @Nullable Long job)
      throws SQLException {
    return Session.read(
        connection, session -> cancel(session, Arguments.required("job", "ML_CANCEL", job)));
  }

  private static boolean cancel(Session session, long id) throws SQLException {
    Optional<Job> job = Jobs.shared().find(session, id);
    if (job.isEmpty()) {
      return false;
    }
    String user = session.dialect().user(session.connection());
    if (!job.get().user().equals(user)
        && !session.dialect().isAdministrator(session.connection())) {
      throw MlError.NOT_ADMINISTRATOR.with("cancelling the job of another user", user);
    }
    return job.get().cancel();
  }
}
