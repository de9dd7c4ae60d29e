// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.Trial;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.AbTest;
import org.inlayml.store.registry.AbTests;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.Deployment.Evidence;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** Begins and ends A/B tests and shadows, in the caller's transaction. Not thread-safe. */
public final class Experiment {
  private final Session session;
  private final Connection connection;
  private final Registry registry;
  private final AbTests tests;
  private final String user;

  /** How a test ends. */
  public enum Outcome {
    /** Version a goes on, or is deployed where another one is live. */
    A,
    /** Version b is deployed. */
    B,
    /** The live version stays. */
    ABORT;

    /** The outcome of that name; empty where there is none. */
    public static Optional<Outcome> of(String name) {
      for (Outcome outcome : values()) {
        if (outcome.sqlName().equals(name.strip().toLowerCase(Locale.ROOT))) {
          return Optional.of(outcome);
        }
      }
      return Optional.empty();
    }

    String sqlName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Experiment(Session session) throws SQLException {
    this.session = session;
    connection = session.connection();
    registry = new Registry(connection);
    tests = new AbTests(connection);
    user = session.dialect().user(connection);
  }

  /** Errors: {@link MlError#AB_TEST_RUNS}. */
  public void refuseRunning(Project project) throws SQLException {
    Optional<AbTest> running = running(project);
    if (running.isPresent()) {
      throw MlError.AB_TEST_RUNS.with(project.name(), running.get().name());
    }
  }

  private Optional<AbTest> running(Project project) throws SQLException {
    return project.abTest().isEmpty() ? Optional.empty() : tests.find(project.abTest().getAsLong());
  }

  /** The test that began last, whether it runs or not. Errors: {@link MlError#AB_TEST_MISSING}. */
  public AbTest last(Project project) throws SQLException {
    Optional<AbTest> test = tests.newest(project);
    if (test.isEmpty()) {
      throw MlError.AB_TEST_MISSING.with(project.name(), "");
    }
    return test.get();
  }

  /**
   * Begins a test.
   *
   * <p>Errors: {@link MlError#AB_TEST_RUNS}, {@link MlError#VERSION_NOT_FOUND}, {@link
   * MlError#VERSION_NOT_READY}, {@link MlError#INVALID_OPTION}.
   *
   * @param project locked
   * @param test its id does not count
   */
  public AbTest begin(Project project, AbTest test) throws SQLException {
    refuseRunning(project);
    if (test.versionA() == test.versionB()) {
      throw MlError.INVALID_OPTION.with("b", test.versionB(), "another version than a");
    }
    LoadedModel a = ready(project, test.versionA());
    LoadedModel b = ready(project, test.versionB());
    if (!Trial.isAlike(a, b)) {
      throw MlError.INVALID_OPTION.with(
          "b",
          test.versionB(),
          "a version that has the features of version "
              + test.versionA()
              + ", of the same types and in the same order; see ML_FEATURES");
    }
    AbTest begun = tests.begin(project, test, user);
    registry.setTest(project, OptionalLong.of(begun.id()));
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("name", test.name());
    detail.put("kind", test.kind().text());
    detail.put("a", test.versionA());
    detail.put("b", test.versionB());
    detail.put("split", test.split());
    detail.put("key", test.key().orElse(null));
    audit("ML_AB_TEST", project, OptionalInt.empty(), detail);
    return begun;
  }

  private LoadedModel ready(Project project, int number) throws SQLException {
    ModelVersion version = new Versions(connection).get(project, number);
    if (version.status() != Status.READY || version.model().isEmpty()) {
      throw MlError.VERSION_NOT_READY.with(
          project.handle(number), version.status().text().toLowerCase(Locale.ROOT));
    }
    return Models.open(connection, project.handle(number));
  }

  /**
   * Ends the test that runs, and deploys the version that won, if it is not live.
   *
   * <p>Errors: {@link MlError#AB_TEST_MISSING}, {@link MlError#DEPLOY_REFUSED}, {@link
   * MlError#TEST_FAILED}.
   *
   * @param project locked
   * @param memory bytes of heap that rows may take
   * @return the version that is live now
   */
  public int end(Project project, Outcome outcome, long memory, Checkpoint checkpoint)
      throws SQLException {
    AbTest test =
        running(project)
            .orElseThrow(() -> MlError.AB_TEST_MISSING.with(project.name(), " running"));
    tests.end(test, outcome.sqlName(), user);
    registry.setTest(project, OptionalLong.empty());
    OptionalInt winner =
        switch (outcome) {
          case A -> OptionalInt.of(test.versionA());
          case B -> OptionalInt.of(test.versionB());
          case ABORT -> OptionalInt.empty();
        };
    audit("ML_AB_END", project, winner, Map.of("name", test.name(), "outcome", outcome.sqlName()));
    if (winner.isPresent() && !winner.equals(project.liveVersion())) {
      ModelVersion version = new Versions(connection).get(project, winner.getAsInt());
      new PolicyCheck(session, project).check(version, memory, checkpoint);
      new Deployer(session)
          .deploy(
              project,
              version,
              "ab_test",
              Evidence.none(project.liveVersion()),
              "outcome " + outcome.sqlName() + " of the A/B test '" + test.name() + "'");
      return version.version();
    }
    return project.liveVersion().orElseThrow(); // it cannot be retired while a test runs
  }

  private void audit(
      String routine,
      Project project,
      OptionalInt version,
      Map<String, ? extends @Nullable Object> detail)
      throws SQLException {
    new Audit(connection, user).record(routine, project.name(), version, detail);
  }
}
