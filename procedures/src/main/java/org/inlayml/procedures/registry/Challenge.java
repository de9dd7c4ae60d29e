// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.training.HeldOut;
import org.inlayml.learning.training.Training;
import org.inlayml.learning.training.UnseenRows;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.Deployment.Evidence;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Snapshot;
import org.inlayml.store.registry.Snapshots;
import org.inlayml.store.registry.Versions;

/**
 * Whether a new version beats the live one: both are scored on the same rows, which neither has
 * seen. Immutable, thread-safe.
 *
 * @param isWon whether the new version is to take the place of the live one
 * @param reason in words, with both scores
 */
public record Challenge(boolean isWon, Evidence evidence, String reason) {
  /**
   * Scores both.
   *
   * @param training of the new version
   * @param policy how much better it must be, and by which metric
   */
  public static Challenge of(
      Session session, Project project, Training training, DeployPolicy policy)
      throws SQLException {
    if (project.liveVersion().isEmpty()) {
      return won(project, training, "no version was live");
    }
    int version = project.liveVersion().getAsInt();
    if (training.unseen().isEmpty()) {
      return won(project, training, "no rows were held out to compare it with version " + version);
    }
    Connection connection = session.connection();
    LoadedModel live = Models.open(connection, project.handle(version));
    UnseenRows held = by(policy.metric().or(project::metric), project, training.unseen().get());
    if (!held.suit(live.predictor())) {
      return won(
          project,
          training,
          "version " + version + " cannot be scored on the new rows, whose columns are others");
    }
    Optional<UnseenRows> unseen =
        rule(connection, project, version).flatMap(held::alsoUnseenBy).filter(r -> r.count() > 0);
    UnseenRows rows = unseen.orElse(held);
    String caution =
        unseen.isPresent()
            ? ""
            : ", some of which version " + version + " may have been trained on";
    return decide(project, version, training, live, rows, policy.minimumImprovement(), caution);
  }

  private static Challenge decide(
      Project project,
      int version,
      Training training,
      LoadedModel live,
      UnseenRows rows,
      double least,
      String caution) {
    String metric = rows.metric().sqlName();
    try {
      double ours = rows.score(training.predictor());
      double theirs = rows.score(live.predictor());
      boolean better = ours - theirs > least || (least == 0 && ours == theirs);
      String reason =
          metric
              + " "
              + ours
              + (better ? " is at least " : " does not reach ")
              + theirs
              + (least > 0 ? " + " + least : "")
              + " of version "
              + version
              + " on the same "
              + rows.count()
              + " rows held out"
              + caution;
      return new Challenge(
          better,
          new Evidence(
              Optional.of(metric),
              OptionalDouble.of(ours),
              OptionalInt.of(version),
              OptionalDouble.of(theirs),
              OptionalLong.of(rows.count())),
          reason);
    } catch (MlException e) {
      if (e.error() != MlError.SCORE_NOT_COMPUTABLE) {
        throw e;
      }
      return won(project, training, "the versions could not be compared: " + e.getMessage());
    }
  }

  private static Challenge won(Project project, Training training, String reason) {
    Evidence none = Evidence.none(project.liveVersion());
    return new Challenge(
        true,
        new Evidence(
            training.card().optimizationMetric(),
            training.card().trainingScore(),
            none.previousVersion(),
            none.previousScore(),
            none.rows()),
        reason);
  }

  private static UnseenRows by(Optional<String> metric, Project project, UnseenRows rows) {
    return metric.isEmpty()
        ? rows
        : rows.by(Metric.of(metric.get(), Task.of(project.task()), rows.classes()));
  }

  private static Optional<HeldOut> rule(Connection connection, Project project, int version)
      throws SQLException {
    ModelVersion live = new Versions(connection).get(project, version);
    return live.snapshot().isEmpty()
        ? Optional.empty()
        : new Snapshots(connection)
            .find(live.snapshot().getAsLong())
            .flatMap(Snapshot::heldOut)
            .map(HeldOut::of);
  }
}
