// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.training.HeldOut;
import org.inlayml.learning.training.UnseenRows;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.Deployment;
import org.inlayml.store.registry.Deployment.Evidence;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Snapshot;
import org.inlayml.store.registry.Snapshots;
import org.inlayml.store.registry.Versions;

/** How the version to deploy is chosen. */
public enum Strategy {
  /** The newest version that is ready. */
  MOST_RECENT,
  /** The best of all ready versions, scored on rows that none of them has seen. */
  BEST_SCORE,
  /** The version that was live before the live one. */
  ROLLBACK,
  /** The version named. */
  SPECIFIC;

  /** What is chosen, and why. */
  public record Choice(ModelVersion version, String strategy, Evidence evidence, String reason) {}

  /** The strategy of that name; empty where there is none. */
  public static Optional<Strategy> of(String name) {
    for (Strategy strategy : values()) {
      if (strategy.sqlName().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }

  /** As it is written in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Chooses the version.
   *
   * <p>Errors: {@link MlError#NOTHING_TO_DEPLOY}.
   *
   * @param algorithm only versions of that algorithm are looked at; empty for all
   * @param metric of the scores; empty for that of the project
   * @param memory bytes of heap that rows may take
   */
  public Choice choose(
      Session session,
      Project project,
      Optional<String> algorithm,
      Optional<String> metric,
      long memory,
      Checkpoint checkpoint)
      throws SQLException {
    List<ModelVersion> ready = new ArrayList<>(new Versions(session.connection()).of(project));
    ready.removeIf(version -> version.status() != Status.READY || version.model().isEmpty());
    ready.removeIf(
        version -> algorithm.isPresent() && !version.algorithm().equals(algorithm.get()));
    return switch (this) {
      case MOST_RECENT ->
          new Choice(
              first(project, ready), sqlName(), Evidence.none(project.liveVersion()), "newest");
      case BEST_SCORE ->
          best(session, project, first(project, ready), ready, metric, memory, checkpoint);
      case ROLLBACK -> rollback(session, project, ready);
      case SPECIFIC -> throw nothing(project, "name the version's number instead");
    };
  }

  private ModelVersion first(Project project, List<ModelVersion> ready) {
    if (ready.isEmpty()) {
      throw nothing(project, "none is ready");
    }
    return ready.get(0);
  }

  private MlException nothing(Project project, String reason) {
    return MlError.NOTHING_TO_DEPLOY.with(project.name(), sqlName(), reason);
  }

  /** The last deployment before the present one whose version is another. */
  private Choice rollback(Session session, Project project, List<ModelVersion> ready)
      throws SQLException {
    for (Deployment earlier : new Registry(session.connection()).deployments(project.id())) {
      if (earlier.version().isEmpty() || earlier.version().equals(project.liveVersion())) {
        continue;
      }
      int number = earlier.version().getAsInt();
      for (ModelVersion version : ready) {
        if (version.version() == number) {
          return new Choice(
              version,
              sqlName(),
              Evidence.none(project.liveVersion()),
              "live before, from " + earlier.at() + " on");
        }
      }
    }
    throw nothing(project, "no other version that is still ready was live before");
  }

  private Choice best(
      Session session,
      Project project,
      ModelVersion newest,
      List<ModelVersion> ready,
      Optional<String> metric,
      long memory,
      Checkpoint checkpoint)
      throws SQLException {
    Optional<String> by = metric.or(() -> DeployPolicy.of(project).metric()).or(project::metric);
    Optional<UnseenRows> held = HeldOutRows.read(session, project, newest, by, memory, checkpoint);
    if (held.isEmpty()) {
      return bestRecorded(project, ready);
    }
    UnseenRows rows = unseenByAll(session.connection(), held.get(), ready);
    ModelVersion best = null;
    double highest = Double.NEGATIVE_INFINITY;
    OptionalDouble live = OptionalDouble.empty();
    int scored = 0;
    for (ModelVersion version : ready) {
      LoadedModel model = Models.open(session.connection(), project.handle(version.version()));
      checkpoint.reached((double) scored / ready.size());
      if (!rows.suit(model.predictor())) {
        continue;
      }
      double score = rows.score(model.predictor());
      scored++;
      if (project.liveVersion().equals(OptionalInt.of(version.version()))) {
        live = OptionalDouble.of(score);
      }
      if (best == null || score > highest) {
        best = version;
        highest = score;
      }
    }
    if (best == null) {
      return bestRecorded(project, ready);
    }
    String name = rows.metric().sqlName();
    return new Choice(
        best,
        sqlName(),
        new Evidence(
            Optional.of(name),
            OptionalDouble.of(highest),
            project.liveVersion(),
            live,
            OptionalLong.of(rows.count())),
        "best "
            + name
            + ", "
            + highest
            + ", of "
            + scored
            + " versions on the same "
            + rows.count()
            + " rows held out");
  }

  private static UnseenRows unseenByAll(
      Connection connection, UnseenRows held, List<ModelVersion> versions) throws SQLException {
    UnseenRows rows = held;
    for (ModelVersion version : versions) {
      Optional<HeldOut> rule =
          version.snapshot().isEmpty()
              ? Optional.empty()
              : new Snapshots(connection)
                  .find(version.snapshot().getAsLong())
                  .flatMap(Snapshot::heldOut)
                  .map(HeldOut::of);
      rows = rule.flatMap(rows::alsoUnseenBy).filter(left -> left.count() > 0).orElse(rows);
    }
    return rows;
  }

  /** Where the rows cannot be had again. */
  private Choice bestRecorded(Project project, List<ModelVersion> ready) {
    ModelVersion best =
        ready.stream()
            .filter(version -> version.score().isPresent())
            .reduce((a, b) -> b.score().getAsDouble() > a.score().getAsDouble() ? b : a)
            .orElseThrow(() -> nothing(project, "none has a score"));
    return new Choice(
        best,
        sqlName(),
        new Evidence(
            project.metric(),
            best.score(),
            project.liveVersion(),
            OptionalDouble.empty(),
            OptionalLong.empty()),
        "best score at its training, "
            + best.score().getAsDouble()
            + ", each version on its own rows held out, for the rows cannot be read again");
  }
}
