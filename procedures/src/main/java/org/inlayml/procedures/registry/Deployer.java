// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.Deployment.Evidence;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.jspecify.annotations.Nullable;

/** Makes versions live, in the caller's transaction. Not thread-safe. */
public final class Deployer {
  private final Session session;
  private final Registry registry;
  private final String user;

  public Deployer(Session session) throws SQLException {
    this.session = session;
    registry = new Registry(session.connection());
    user = session.dialect().user(session.connection());
  }

  /**
   * Makes a version live and runs the project's tests on it, which see it so. A failure may leave
   * it live: callers undo to a savepoint.
   *
   * <p>Errors: {@link MlError#VERSION_NOT_READY}, {@link MlError#MODEL_BROKEN}, {@link
   * MlError#TEST_FAILED}.
   *
   * @param project locked
   */
  public void deploy(
      Project project, ModelVersion version, String strategy, Evidence evidence, String reason)
      throws SQLException {
    if (version.status() != Status.READY || version.model().isEmpty()) {
      throw MlError.VERSION_NOT_READY.with(
          project.handle(version.version()), version.status().text().toLowerCase(Locale.ROOT));
    }
    SchemaCheck.require(
        session, Models.open(session.connection(), project.handle(version.version())));
    registry.deploy(project, version, strategy, evidence, reason, user);
    new Assertions(session).check(project, version);
    audit("ML_DEPLOY", project, OptionalInt.of(version.version()), strategy, evidence, reason);
  }

  /** Leaves a project without a live version. */
  public void retire(Project project, String reason) throws SQLException {
    Evidence evidence = Evidence.none(project.liveVersion());
    registry.deploy(project, null, "retire", evidence, reason, user);
    audit("ML_RETIRE", project, OptionalInt.empty(), "retire", evidence, reason);
  }

  private void audit(
      String routine,
      Project project,
      OptionalInt version,
      String strategy,
      Evidence evidence,
      String reason)
      throws SQLException {
    Connection connection = session.connection();
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("strategy", strategy);
    detail.put("metric", evidence.metric().orElse(null));
    detail.put("score", orNull(evidence.score()));
    detail.put("previous_version", orNull(evidence.previousVersion()));
    detail.put("previous_score", orNull(evidence.previousScore()));
    detail.put("reason", reason);
    new Audit(connection, user).record(routine, project.name(), version, detail);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
