// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.Deployer;
import org.inlayml.procedures.registry.Experiment;
import org.inlayml.procedures.registry.PolicyCheck;
import org.inlayml.procedures.registry.Strategy;
import org.inlayml.procedures.registry.Strategy.Choice;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.Deployment.Evidence;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** {@code ML_DEPLOY(project, version, options)}. */
@SqlRoutine(
    name = "ML_DEPLOY",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of the version that is live now, project:number",
    doc =
        "Makes a version of a project live. It belongs to the caller's transaction: the caller's"
            + " session uses it at once, others after commit, and nobody after a rollback. The"
            + " project's tests run within it on the new version; where one fails, or the policy is"
            + " not met, the old version stays live. Refused while an A/B test runs. Each deployment is a row of"
            + " ML.DEPLOYMENT.",
    example = "CALL sys.ML_DEPLOY('iris_project', 'most_recent', NULL);",
    errors = {
      MlError.PROJECT_NOT_FOUND,
      MlError.NOT_PERMITTED,
      MlError.VERSION_NOT_FOUND,
      MlError.VERSION_NOT_READY,
      MlError.MODEL_BROKEN,
      MlError.NOTHING_TO_DEPLOY,
      MlError.AB_TEST_RUNS,
      MlError.DEPLOY_REFUSED,
      MlError.TEST_FAILED,
      MlError.UNKNOWN_METRIC,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    })
public final class MlDeploy {
  static final Option<String> ALGORITHM =
      Option.text("algorithm").doc("Only versions of that algorithm are chosen from.");
  static final Option<String> METRIC =
      Option.text("metric")
          .doc("The metric of best_score; without it that of the policy, else of the project.");

  static final List<Option<?>> OPTIONS =
      List.of(ALGORITHM, METRIC, Limits.MAX_SECONDS, Limits.MAX_MEMORY_MB);

  private MlDeploy() {}

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc(
              "The number of the version; or most_recent, the newest; best_score, the best of all on"
                  + " rows that none of them has seen; rollback, the one live before.")
          @Nullable String version)
      throws SQLException {
    return call(connection, project, version, null);
  }

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc(
              "The number of the version; or most_recent, the newest; best_score, the best of all on"
                  + " rows that none of them has seen; rollback, the one live before.")
          @Nullable String version,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(connection, session -> deploy(session, project, version, options));
  }

  static String deploy(
      Session session,
      @Nullable String project,
      @Nullable String version,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_DEPLOY", OPTIONS, optionsJson);
    String name = Arguments.required("project", "ML_DEPLOY", project);
    String wanted = Arguments.required("version", "ML_DEPLOY", version).strip();
    return Job.run(
        session,
        "ML_DEPLOY",
        null,
        name,
        options,
        job -> deploy(session, name, wanted, options, job));
  }

  private static String deploy(
      Session session, String name, String wanted, Options options, Job job) throws SQLException {
    Connection connection = session.connection();
    ModelStore.shared().lock(connection);
    Project project = Rights.change(connection, name, Privilege.DEPLOY);
    new Experiment(session).refuseRunning(project);
    Choice choice = choice(session, project, wanted, options, job);
    new PolicyCheck(session, project)
        .check(choice.version(), Limits.memory(options), job.stage("checking the policy", 0.5, 1));
    new Deployer(session)
        .deploy(project, choice.version(), choice.strategy(), choice.evidence(), choice.reason());
    return project.handle(choice.version().version());
  }

  private static Choice choice(
      Session session, Project project, String wanted, Options options, Job job)
      throws SQLException {
    OptionalInt number = number(wanted);
    if (number.isPresent()) {
      return new Choice(
          new Versions(session.connection()).get(project, number.getAsInt()),
          Strategy.SPECIFIC.sqlName(),
          Evidence.none(project.liveVersion()),
          "named");
    }
    Strategy strategy =
        Strategy.of(wanted)
            .filter(known -> known != Strategy.SPECIFIC)
            .orElseThrow(
                () ->
                    MlError.INVALID_ARGUMENT.with(
                        "version",
                        "ML_DEPLOY",
                        "'" + wanted + "'",
                        "a number, or one of most_recent, best_score and rollback"));
    return strategy.choose(
        session,
        project,
        options.find(ALGORITHM),
        options.find(METRIC),
        Limits.memory(options),
        job.stage("choosing", 0, 0.5));
  }

  private static OptionalInt number(String text) {
    return text.matches("[1-9][0-9]{0,8}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
