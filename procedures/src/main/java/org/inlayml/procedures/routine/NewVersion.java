// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.HeldOut;
import org.inlayml.learning.training.Training;
import org.inlayml.learning.training.TrainingRequest.HoldOut;
import org.inlayml.learning.training.UnseenRows;
import org.inlayml.procedures.registry.Challenge;
import org.inlayml.procedures.registry.DeployPolicy;
import org.inlayml.procedures.registry.Deployer;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Moments;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Snapshot;
import org.inlayml.store.registry.Snapshots;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/**
 * The version that a training adds to a project: made or checked before, numbered once the project
 * is locked, deployed if it is better. One a call; not thread-safe.
 */
final class NewVersion {
  private static final int LONGEST_NAME = 240;

  private final Session session;
  private final Options options;
  private final String name;
  private final Optional<String> target;
  private final HoldOut holdOut;
  private final Registry registry;
  private @Nullable Project begun;
  private int number;

  private NewVersion(
      Session session, Options options, String name, Optional<String> target, HoldOut holdOut) {
    this.session = session;
    this.options = options;
    this.name = name;
    this.target = target;
    this.holdOut = holdOut;
    registry = new Registry(session.connection());
  }

  /**
   * Makes ready to train a version where the option asks for it.
   *
   * <p>Errors: {@link MlError#CONFLICTING_OPTIONS}, {@link MlError#HANDLE_INVALID}, {@link
   * MlError#PROJECT_DIFFERS}, {@link MlError#NOT_PERMITTED}.
   */
  static Optional<NewVersion> of(
      Session session, Options options, @Nullable String target, @Nullable String modelHandle)
      throws SQLException {
    Optional<String> name = options.find(TrainingOptions.PROJECT);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (modelHandle != null) {
      throw MlError.INVALID_ARGUMENT.with(
          "model_handle",
          "ML_TRAIN",
          "'" + modelHandle + "'",
          "NULL beside the option 'project', since versions are called project:number");
    }
    // while it trains, others may deploy
    Optional<HeldOut> heldOut =
        session
            .dialect()
            .glance(session.connection(), () -> heldOut(session, options, name.get(), target));
    return Optional.of(
        new NewVersion(
            session, options, name.get(), Optional.ofNullable(target), new HoldOut(true, heldOut)));
  }

  private static Optional<HeldOut> heldOut(
      Session session, Options options, String name, @Nullable String target) throws SQLException {
    checkName(session, name);
    Optional<Project> known = new Registry(session.connection()).find(name);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    checkRights(session, known.get(), options);
    checkSame(known.get(), options, Optional.ofNullable(target));
    return heldOutByLive(session, known.get());
  }

  private static void checkName(Session session, String name) throws SQLException {
    Handles.checkText(name);
    if (name.length() > LONGEST_NAME) {
      throw MlError.HANDLE_INVALID.with(
          name, "it has " + name.length() + " characters, more than " + LONGEST_NAME);
    }
    if (name.indexOf('@') >= 0) {
      throw MlError.HANDLE_INVALID.with(name, "@ parts a project from a time");
    }
    if (new ModelCatalog(session.connection()).find(name).isPresent()) {
      throw MlError.HANDLE_INVALID.with(name, "a model has that name");
    }
  }

  /** Who may train and no more leaves the new version for others to deploy. */
  private static void checkRights(Session session, Project project, Options options)
      throws SQLException {
    Rights.require(session.connection(), project, Privilege.TRAIN);
    if (options.isGiven(TrainingOptions.DEPLOY)
        && !options.get(TrainingOptions.DEPLOY).equals("never")) {
      Rights.require(session.connection(), project, Privilege.DEPLOY);
    }
  }

  private static void checkSame(Project project, Options options, Optional<String> target) {
    Task task = Task.of(options.get(TrainingOptions.TASK));
    if (!project.task().equals(task.sqlName())) {
      throw MlError.PROJECT_DIFFERS.with(
          project.name(), "the task", project.task(), task.sqlName());
    }
    String known = project.target().orElse("");
    if (task.isSupervised() && !known.equalsIgnoreCase(target.orElse(""))) {
      throw MlError.PROJECT_DIFFERS.with(project.name(), "the target", known, target.orElse(""));
    }
  }

  private static Optional<HeldOut> heldOutByLive(Session session, Project project)
      throws SQLException {
    if (project.liveVersion().isEmpty()) {
      return Optional.empty();
    }
    ModelVersion live =
        new Versions(session.connection()).get(project, project.liveVersion().getAsInt());
    return live.snapshot().isEmpty()
        ? Optional.empty()
        : new Snapshots(session.connection())
            .find(live.snapshot().getAsLong())
            .flatMap(Snapshot::heldOut)
            .map(HeldOut::of);
  }

  /** As the live version's, so that both can be compared. */
  HoldOut holdOut() {
    return holdOut;
  }

  /** The project, once the version has begun. */
  private Project project() {
    return Objects.requireNonNull(begun, "begin comes first");
  }

  long projectId() {
    return project().id();
  }

  /**
   * Makes the project where it does not exist, locks it and takes the next number.
   *
   * @return the handle of the model to be stored
   */
  String begin(Training training) throws SQLException {
    if (registry.find(name).isEmpty()) {
      registry.create(
          name,
          Task.of(options.get(TrainingOptions.TASK)).sqlName(),
          target,
          training.card().optimizationMetric(),
          session.dialect().user(session.connection()));
    }
    Project project = registry.change(name);
    checkRights(session, project, options);
    checkSame(project, options, target);
    number = registry.nextVersion(project);
    begun = project;
    return project.handle(number);
  }

  /** Records the version, whose model is stored, and deploys it where it is to be. */
  void finish(Training training, long model, UUID uuid, long snapshot, long bytes)
      throws SQLException {
    Project project = project();
    Connection connection = session.connection();
    String user = session.dialect().user(connection);
    Versions versions = new Versions(connection);
    ModelVersion version =
        new ModelVersion(
            project.id(),
            number,
            OptionalLong.of(model),
            uuid,
            OptionalLong.of(snapshot),
            training.card().algorithm(),
            score(project, training),
            Status.READY,
            "",
            Moments.now(),
            user);
    versions.insert(version);
    DeployPolicy policy = DeployPolicy.of(project);
    String reason = deploy(version, training, policy, bytes);
    versions.setReason(version, reason);
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("handle", project.handle(number));
    detail.put("algorithm", version.algorithm());
    detail.put("score", orNull(version.score()));
    detail.put("reason", reason);
    new Audit(connection, user).record("ML_TRAIN", project.name(), OptionalInt.of(number), detail);
    policy.retain(session, project);
  }

  /** By the metric of the project, whatever the version was chosen by. */
  private static OptionalDouble score(Project project, Training training) {
    if (training.unseen().isEmpty() || training.card().trainingScore().isEmpty()) {
      return OptionalDouble.empty();
    }
    UnseenRows rows = training.unseen().get();
    Optional<String> metric = project.metric();
    if (metric.isEmpty() || metric.get().equals(rows.metric().sqlName())) {
      return training.card().trainingScore();
    }
    try {
      Metric by = Metric.of(metric.get(), Task.of(project.task()), rows.classes());
      return OptionalDouble.of(rows.by(by).score(training.predictor()));
    } catch (MlException e) {
      if (e.error() != MlError.SCORE_NOT_COMPUTABLE && e.error() != MlError.UNKNOWN_METRIC) {
        throw e;
      }
      return OptionalDouble.empty();
    }
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** Returns why it was deployed, or was not. */
  private String deploy(ModelVersion version, Training training, DeployPolicy policy, long bytes)
      throws SQLException {
    String rule =
        options.isGiven(TrainingOptions.DEPLOY)
            ? options.get(TrainingOptions.DEPLOY)
            : policy.deploy().orElse(options.get(TrainingOptions.DEPLOY));
    if (rule.equals("never")) {
      return "not deployed, as the rule 'never' says";
    }
    if (!Rights.has(session.connection(), project(), Privilege.DEPLOY)) {
      return "not deployed: its trainer lacks the privilege 'deploy'";
    }
    if (project().abTest().isPresent()) {
      return "not deployed, as an A/B test of the project runs";
    }
    Challenge challenge = Challenge.of(session, project(), training, policy);
    if (rule.equals("better") && !challenge.isWon()) {
      return "not deployed: " + challenge.reason();
    }
    String reason = rule.equals("always") ? "deployed, as the rule 'always' says; " : "deployed: ";
    Project project = project();
    Connection connection = session.connection();
    Savepoint before = connection.setSavepoint();
    try {
      policy.check(project, version, training.predictor(), training.unseen(), bytes);
      new Deployer(session)
          .deploy(project, version, "new_score", challenge.evidence(), reason + challenge.reason());
      return reason + challenge.reason();
    } catch (MlException e) {
      if (e.error() != MlError.DEPLOY_REFUSED && e.error() != MlError.TEST_FAILED) {
        throw e;
      }
      connection.rollback(before);
      return "not deployed: " + e.getMessage();
    }
  }
}
