// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.Experiment;
import org.inlayml.procedures.registry.Experiment.Outcome;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.jspecify.annotations.Nullable;

/** {@code ML_AB_END(project, outcome)}. */
@SqlRoutine(
    name = "ML_AB_END",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of the version that is live now, project:number",
    doc =
        "Ends the A/B test or shadow of a project: 'a' and 'b' have that version live from now on,"
            + " 'abort' leaves the live one. A version that was not live is deployed as ML_DEPLOY"
            + " does it: policy and tests of the project hold, and where one fails, the test goes"
            + " on. Belongs to the caller's transaction.",
    example = "CALL sys.ML_AB_END('help_ended', 'b');",
    errors = {
      MlError.PROJECT_NOT_FOUND,
      MlError.AB_TEST_MISSING,
      MlError.VERSION_NOT_READY,
      MlError.DEPLOY_REFUSED,
      MlError.TEST_FAILED,
      MlError.INVALID_ARGUMENT,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.CANCELLED
    })
public final class MlAbEnd {
  private MlAbEnd() {}

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc("The outcome: a, b, or abort.") @Nullable String outcome)
      throws SQLException {
    return Session.write(connection, session -> end(session, project, outcome));
  }

  private static String end(
      Session session, @Nullable String projectName, @Nullable String outcomeName)
      throws SQLException {
    String name = Arguments.required("project", "ML_AB_END", projectName);
    String given = Arguments.required("outcome", "ML_AB_END", outcomeName);
    Outcome outcome =
        Outcome.of(given)
            .orElseThrow(
                () ->
                    MlError.INVALID_ARGUMENT.with(
                        "outcome", "ML_AB_END", "'" + given + "'", "a, b, or abort"));
    Options options = Options.defaults(List.of(Limits.MAX_SECONDS, Limits.MAX_MEMORY_MB));
    return Job.run(
        session,
        "ML_AB_END",
        null,
        name,
        options,
        job -> {
          Connection connection = session.connection();
          ModelStore.shared().lock(connection);
          Project project = Rights.change(connection, name, Privilege.DEPLOY);
          int live =
              new Experiment(session)
                  .end(
                      project,
                      outcome,
                      Limits.memory(options),
                      job.stage("checking the policy", 0, 1));
          return project.handle(live);
        });
  }
}
