// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.drift;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.statistics.Significance;
import org.inlayml.learning.statistics.Significance.Interval;
import org.inlayml.procedures.drift.DailyAccuracy.Day;
import org.inlayml.procedures.drift.DailyAccuracy.Sums;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.catalog.CatalogEntry;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What is recorded of how good models were, over time. Not thread-safe. */
public final class MetricHistory {
  private static final double CONFIDENCE = 0.95;

  private final Session session;
  private final Sql sql;

  public MetricHistory(Session session) {
    this.session = session;
    sql = new Sql(session.connection());
  }

  /**
   * A score of a version at a time.
   *
   * @param version null for a model without a project
   * @param comparedWith what it has to beat
   * @param rows how many it is of
   */
  public record Measured(
      @Nullable Integer version,
      String event,
      @Nullable String metric,
      @Nullable Double score,
      @Nullable Double comparedWith,
      @Nullable Long rows,
      OffsetDateTime at,
      String detail) {

    /** The values in the order of the columns. */
    public List<@Nullable Object> row() {
      return Arrays.asList(
          version == null ? null : version.longValue(),
          event,
          metric,
          score,
          comparedWith,
          rows,
          at,
          detail);
    }
  }

  /** A project and the version that was asked for; null for all. */
  private record Scope(
      long projectId,
      String project,
      String task,
      @Nullable String metric,
      @Nullable Integer version) {
    boolean has(int other) {
      return version == null || version == other;
    }
  }

  /**
   * Finds all of a model, or of a project. Errors: {@link MlError#MODEL_NOT_FOUND}, {@link
   * MlError#NOT_PERMITTED}.
   */
  public List<Measured> of(String name) throws SQLException {
    ModelCatalog catalog = new ModelCatalog(session.connection());
    Optional<CatalogEntry> model = catalog.find(name);
    Optional<Scope> scope = model.isPresent() ? scope(model.get()) : project(name);
    if (scope.isPresent()) {
      Registry registry = new Registry(session.connection());
      Rights.require(session.connection(), registry.get(scope.get().project()), Privilege.READ);
    }
    List<Measured> found = new ArrayList<>();
    if (scope.isEmpty()) {
      // a model without a project, or an error that names the nearest
      catalog.uuid(name);
      found.addAll(training(null, model.orElseThrow()));
      return found;
    }
    found.addAll(trainings(scope.get(), catalog));
    found.addAll(deployments(scope.get()));
    found.addAll(production(scope.get()));
    return found;
  }

  private Optional<Scope> scope(CatalogEntry model) throws SQLException {
    return sql.first(
        """
        SELECT P.PROJECT_ID, P.PROJECT_NAME, P.TASK, P.METRIC, V.VERSION
        FROM ML.MODEL_VERSION V JOIN ML.PROJECT P ON P.PROJECT_ID = V.PROJECT_ID
        WHERE V.MODEL_ID = ?
        """,
        List.of(model.id()),
        row -> scope(row, row.getInt(5)));
  }

  private Optional<Scope> project(String name) throws SQLException {
    return sql
        .query(
            "SELECT PROJECT_ID, PROJECT_NAME, TASK, METRIC FROM ML.PROJECT WHERE PROJECT_NAME = ?",
            List.of(name),
            row -> scope(row, null))
        .stream()
        .filter(scope -> scope.project().equals(name))
        .findFirst();
  }

  private static Scope scope(ResultSet row, @Nullable Integer version) throws SQLException {
    return new Scope(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), version);
  }

  /** A version of a project as it was trained. */
  private record Trained(
      int version,
      @Nullable String handle,
      String algorithm,
      @Nullable Double score,
      OffsetDateTime at) {}

  private List<Measured> trainings(Scope scope, ModelCatalog catalog) throws SQLException {
    List<Measured> found = new ArrayList<>();
    for (Trained trained :
        sql.query(
            """
            SELECT V.VERSION, M.MODEL_HANDLE, V.ALGORITHM, V.SCORE, V.CREATED_AT
            FROM ML.MODEL_VERSION V LEFT JOIN ML.MODEL_CATALOG M ON M.MODEL_ID = V.MODEL_ID
            WHERE V.PROJECT_ID = ? ORDER BY V.VERSION
            """,
            List.of(scope.projectId()),
            row ->
                new Trained(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    number(row, 4),
                    row.getObject(5, OffsetDateTime.class)))) {
      if (scope.has(trained.version())) {
        Optional<CatalogEntry> model =
            trained.handle() == null ? Optional.empty() : catalog.find(trained.handle());
        if (model.isPresent()) {
          found.addAll(training(trained.version(), model.get()));
        } else {
          found.add(
              new Measured(
                  trained.version(),
                  "training",
                  scope.metric(),
                  trained.score(),
                  null,
                  null,
                  trained.at(),
                  trained.algorithm() + "; dropped since"));
        }
      }
    }
    return found;
  }

  /** The score of the model, then those of the algorithms that it was chosen from. */
  private static List<Measured> training(@Nullable Integer version, CatalogEntry model) {
    @Nullable String json = model.description().metadata();
    Map<String, @Nullable Object> metadata = json == null ? Map.of() : Json.parseObject(json);
    OffsetDateTime at =
        Instant.ofEpochSecond(model.description().buildTimestamp()).atOffset(ZoneOffset.UTC);
    @Nullable String metric =
        metadata.get("optimization_metric") instanceof String text ? text : null;
    @Nullable Double rows = number(metadata.get("n_rows"));
    List<Measured> found = new ArrayList<>();
    found.add(
        new Measured(
            version,
            "training",
            metric,
            number(metadata.get("training_score")),
            number(metadata.get("baseline_score")),
            rows == null ? null : rows.longValue(),
            at,
            String.valueOf(model.description().type())));
    if (metadata.get("candidate_scores") instanceof Map<?, ?> candidates && candidates.size() > 1) {
      candidates.forEach(
          (algorithm, score) ->
              found.add(
                  new Measured(
                      version,
                      "candidate",
                      metric,
                      number(score),
                      number(metadata.get("baseline_score")),
                      null,
                      at,
                      String.valueOf(algorithm))));
    }
    return found;
  }

  private List<Measured> deployments(Scope scope) throws SQLException {
    List<Measured> found = new ArrayList<>();
    for (Measured deployment :
        sql.query(
            """
            SELECT VERSION, METRIC, SCORE, PREVIOUS_SCORE, ROWS_COMPARED, DEPLOYED_AT, STRATEGY,
              REASON
            FROM ML.DEPLOYMENT WHERE PROJECT_ID = ? AND VERSION IS NOT NULL ORDER BY DEPLOYMENT_ID
            """,
            List.of(scope.projectId()),
            MetricHistory::deployment)) {
      if (deployment.version() != null && scope.has(deployment.version())) {
        found.add(deployment);
      }
    }
    return found;
  }

  private static Measured deployment(ResultSet row) throws SQLException {
    long compared = row.getLong(5);
    @Nullable Long rows = row.wasNull() ? null : compared;
    return new Measured(
        row.getInt(1),
        "deployment",
        row.getString(2),
        number(row, 3),
        number(row, 4),
        rows,
        row.getObject(6, OffsetDateTime.class),
        row.getString(7) + ": " + row.getString(8));
  }

  /** The log may be closed to a user, who then is told so. */
  private List<Measured> production(Scope scope) throws SQLException {
    boolean numeric = scope.task().equals("regression");
    List<Measured> found = new ArrayList<>();
    try {
      DailyAccuracy.of(session, scope.projectId(), scope.project(), numeric)
          .forEach(
              (day, sums) -> {
                if (scope.has(day.version()) && sums.rows() > 0) {
                  found.add(measured(day, sums, numeric));
                }
              });
    } catch (SQLException e) {
      found.add(
          new Measured(
              scope.version(),
              "production",
              null,
              null,
              null,
              null,
              OffsetDateTime.now(ZoneOffset.UTC),
              "not to be read by this user: " + e.getMessage()));
    }
    return found;
  }

  private static Measured measured(Day day, Sums sums, boolean numeric) {
    Interval interval = Significance.proportion(sums.right(), sums.rows(), CONFIDENCE);
    return new Measured(
        day.version(),
        "production",
        numeric ? "mean_absolute_error" : "accuracy",
        (numeric ? sums.error() : (double) sums.right()) / sums.rows(),
        null,
        sums.rows(),
        day.date().atStartOfDay().atOffset(ZoneOffset.UTC),
        numeric
            ? "of the predictions of the day whose actuals are known"
            : String.format(
                Locale.ROOT,
                "with 95 %% confidence between %.3f and %.3f",
                interval.low(),
                interval.high()));
  }

  private static @Nullable Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : null;
  }
}
