// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.training.UnseenRows;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/**
 * What the policy of a project asks of a version that is to be deployed. Immutable, thread-safe.
 */
public final class DeployPolicy {
  public static final Option<String> METRIC =
      Option.text("metric").doc("The metric by which versions are compared.");
  public static final Option<String> DEPLOY =
      Option.choice("deploy", "better", "always", "never")
          .doc("What ML_TRAIN does with a new version where its own option deploy is not given.");
  public static final Option<Double> MINIMUM_IMPROVEMENT =
      Option.number("minimum_improvement", 0, 1e300)
          .defaultsTo(0.0)
          .doc("By how much a new version must be better than the live one; 0 lets a tie win.");
  public static final Option<List<Floor>> FLOORS =
      Option.checked(
              "floors",
              "a list of objects with metric, at_least and perhaps column and value, such as"
                  + " [{\"column\": \"region\", \"value\": \"north\", \"metric\":"
                  + " \"accuracy\", \"at_least\": 0.8}]",
              Floor::list)
          .doc(
              "Scores on the rows held out, below which a version is not deployed: of all rows, or"
                  + " of the slice where a feature has a value.");
  public static final Option<Long> MAX_BYTES =
      Option.wholeNumber("max_bytes").doc("The largest stored size of a model.");
  public static final Option<Double> MAX_MICROSECONDS =
      Option.number("max_microseconds", 1e-6, 1e12)
          .doc("The longest time of a prediction, measured on the rows held out, in one thread.");
  public static final Option<Integer> RETAIN =
      Option.integer("retain", 1, Integer.MAX_VALUE)
          .doc(
              "How many versions keep their models: after each training older ones are dropped, but"
                  + " never the live one. Without it all are kept.");

  public static final List<Option<?>> OPTIONS =
      List.of(METRIC, DEPLOY, MINIMUM_IMPROVEMENT, FLOORS, MAX_BYTES, MAX_MICROSECONDS, RETAIN);

  private static final int MOST_ROUNDS = 20;
  private static final double NANOSECONDS_IN_MICROSECOND = 1_000;

  private final Options options;

  private DeployPolicy(Options options) {
    this.options = options;
  }

  /** The policy of a project. */
  public static DeployPolicy of(Project project) {
    return of(project.policy().orElse(null));
  }

  /** A policy as ML_POLICY is given it. Errors: those of {@link JsonOptions#parse}. */
  public static DeployPolicy of(@Nullable String json) {
    return new DeployPolicy(JsonOptions.parse("ML_POLICY", OPTIONS, json));
  }

  public Optional<String> metric() {
    return options.find(METRIC);
  }

  /** What becomes of new versions; empty where training decides. */
  public Optional<String> deploy() {
    return options.find(DEPLOY);
  }

  public double minimumImprovement() {
    return options.get(MINIMUM_IMPROVEMENT);
  }

  /**
   * Checks that the metrics named can score what the project does.
   *
   * <p>Errors: {@link MlError#UNKNOWN_METRIC}.
   *
   * @param classes how many classes there are
   */
  public void checkMetrics(Task task, int classes) {
    metric().ifPresent(metric -> Metric.of(metric, task, classes));
    options
        .find(FLOORS)
        .orElse(List.of())
        .forEach(floor -> Metric.of(floor.metric(), task, classes));
  }

  /** Whether rows are needed to check a version. */
  public boolean needsRows() {
    return options.isGiven(FLOORS) || options.isGiven(MAX_MICROSECONDS);
  }

  /**
   * Checks a version.
   *
   * <p>Errors: {@link MlError#DEPLOY_REFUSED}.
   *
   * @param rows that it has not seen; empty where there are none
   * @param bytes its stored size
   */
  public void check(
      Project project,
      ModelVersion version,
      Predictor predictor,
      Optional<UnseenRows> rows,
      long bytes) {
    String name = project.handle(version.version());
    Optional<Long> most = options.find(MAX_BYTES);
    if (most.isPresent() && bytes > most.get()) {
      throw refused(name, "it has " + bytes + " bytes, but the policy allows " + most.get());
    }
    if (needsRows() && rows.isEmpty()) {
      throw refused(name, "the policy needs rows held out to check it on, and there are none");
    }
    for (Floor floor : options.find(FLOORS).orElse(List.of())) {
      floor
          .problem(project, predictor, rows.orElseThrow())
          .ifPresent(
              problem -> {
                throw refused(name, problem);
              });
    }
    Optional<Double> longest = options.find(MAX_MICROSECONDS);
    if (longest.isPresent()) {
      double measured = microseconds(predictor, rows.orElseThrow());
      if (measured > longest.get()) {
        throw refused(
            name,
            String.format(
                Locale.ROOT,
                "a prediction takes %.3f microseconds, but the policy allows %s",
                measured,
                longest.get()));
      }
    }
  }

  private static RuntimeException refused(String version, String reason) {
    return MlError.DEPLOY_REFUSED.with(version, reason);
  }

  /** The least of some rounds, since the first ones run in code not yet compiled. */
  private static double microseconds(Predictor predictor, UnseenRows rows) {
    double least = Double.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      long start = System.nanoTime();
      predictor.predict(rows.features());
      least = Math.min(least, (double) (System.nanoTime() - start) / rows.count());
    }
    return least / NANOSECONDS_IN_MICROSECOND;
  }

  /** Drops the models of versions beyond those that are to be kept. */
  public void retain(Session session, Project project) throws SQLException {
    Optional<Integer> kept = options.find(RETAIN);
    if (kept.isEmpty()) {
      return;
    }
    Versions versions = new Versions(session.connection());
    List<ModelVersion> present = new ArrayList<>(versions.of(project));
    present.removeIf(version -> version.status() == Status.DROPPED);
    VersionDropper dropper = new VersionDropper(session);
    for (ModelVersion old : present.subList(Math.min(kept.get(), present.size()), present.size())) {
      dropper.dropUnused(project.name(), old);
    }
  }
}
