// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.store.registry.Deployment.Evidence;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code ML.PROJECT} and {@code ML.DEPLOYMENT}, within the caller's transaction and with
 * the caller's rights. Not thread-safe.
 *
 * <p>A project's row is what its live version is read from, and the lock that puts all changes of
 * what it answers into an order; the deployments tell how it came to be so.
 */
public final class Registry {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public Registry(Connection connection) {
    sql = new Sql(connection);
  }

  /**
   * Changes nothing, but has the engine lock the table for writing where it locks whole tables; see
   * {@code ModelCatalog.lock}. To be called before that.
   */
  public void lock() throws SQLException {
    sql.update("UPDATE ML.PROJECT SET REVISION = REVISION WHERE PROJECT_ID < ?", List.of(0L));
  }

  /** A project by its name. */
  public Optional<Project> find(String name) throws SQLException {
    return sql
        .query(
            """
            SELECT PROJECT_ID, PROJECT_NAME, TASK, TARGET_COLUMN_NAME, METRIC, OWNER, POLICY,
              LAST_VERSION, LIVE_VERSION, AB_TEST_ID
            FROM ML.PROJECT WHERE PROJECT_NAME = ?
            """,
            List.of(name),
            Registry::project)
        .stream()
        .filter(project -> project.name().equals(name))
        .findFirst();
  }

  /** As {@link #find}. Errors: {@link MlError#PROJECT_NOT_FOUND}. */
  public Project get(String name) throws SQLException {
    Optional<Project> project = find(name);
    if (project.isEmpty()) {
      throw MlError.PROJECT_NOT_FOUND.with(name, Suggestion.nearest(name, names()));
    }
    return project.get();
  }

  /** The names of all projects, in order of creation. */
  public List<String> names() throws SQLException {
    return sql.query(
        "SELECT PROJECT_NAME FROM ML.PROJECT ORDER BY PROJECT_ID",
        List.of(),
        row -> row.getString(1));
  }

  /** Adds a project, unless another session does so at the same time. */
  public Project create(
      String name, String task, Optional<String> target, Optional<String> metric, String owner)
      throws SQLException {
    try {
      sql.update(
          """
          INSERT INTO ML.PROJECT (PROJECT_NAME, TASK, TARGET_COLUMN_NAME, METRIC, OWNER, CREATED_AT,
            REVISION, LAST_VERSION)
          VALUES (?, ?, ?, ?, ?, ?, 0, 0)
          """,
          Arrays.asList(
              name, task, target.orElse(null), metric.orElse(null), owner, Moments.now()));
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
    }
    return get(name);
  }

  /**
   * Locks a project to the end of the transaction, tells the sessions that have its models open to
   * look again, and reads it as it is now.
   *
   * <p>Errors: {@link MlError#PROJECT_NOT_FOUND}.
   */
  public Project change(String name) throws SQLException {
    Project project = get(name);
    sql.update(
        "UPDATE ML.PROJECT SET REVISION = REVISION + 1 WHERE PROJECT_ID = ?",
        List.of(project.id()));
    return get(name);
  }

  /** Takes the next number of a version. The project is locked. */
  public int nextVersion(Project project) throws SQLException {
    int version = project.lastVersion() + 1;
    sql.update(
        "UPDATE ML.PROJECT SET LAST_VERSION = ? WHERE PROJECT_ID = ?",
        List.of(version, project.id()));
    return version;
  }

  /** Replaces the policy. The project is locked. */
  public void setPolicy(Project project, @Nullable String policy) throws SQLException {
    sql.update(
        "UPDATE ML.PROJECT SET POLICY = ? WHERE PROJECT_ID = ?",
        Arrays.asList(policy, project.id()));
  }

  /** Sets the A/B test that runs. The project is locked. */
  public void setTest(Project project, OptionalLong abTest) throws SQLException {
    sql.update(
        "UPDATE ML.PROJECT SET AB_TEST_ID = ? WHERE PROJECT_ID = ?",
        Arrays.asList(abTest.isPresent() ? abTest.getAsLong() : null, project.id()));
  }

  /**
   * Makes a version live and records it; the project is locked.
   *
   * @param version null to have none live
   */
  public void deploy(
      Project project,
      @Nullable ModelVersion version,
      String strategy,
      Evidence evidence,
      String reason,
      String user)
      throws SQLException {
    OffsetDateTime now = after(lastDeployment(project.id()));
    Long model = version == null ? null : (Long) version.model().orElseThrow();
    sql.update(
        """
        UPDATE ML.PROJECT SET LIVE_VERSION = ?, LIVE_MODEL_ID = ?, LIVE_SINCE = ?
        WHERE PROJECT_ID = ?
        """,
        Arrays.asList(
            version == null ? null : version.version(),
            model,
            version == null ? null : now,
            project.id()));
    sql.update(
        """
        INSERT INTO ML.DEPLOYMENT (PROJECT_ID, VERSION, MODEL_UUID, STRATEGY, METRIC, SCORE,
          PREVIOUS_VERSION, PREVIOUS_SCORE, ROWS_COMPARED, REASON, DEPLOYED_AT, DEPLOYED_BY)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Arrays.asList(
            project.id(),
            version == null ? null : version.version(),
            version == null ? null : version.uuid().toString(),
            strategy,
            evidence.metric().orElse(null),
            Nulls.of(evidence.score()),
            Nulls.of(evidence.previousVersion()),
            Nulls.of(evidence.previousScore()),
            Nulls.of(evidence.rows()),
            reason,
            now,
            user));
  }

  /** Now, or where the clock was set back the next microsecond. */
  private static OffsetDateTime after(Optional<Deployment> last) {
    OffsetDateTime now = Moments.now();
    return last.map(deployment -> deployment.at().plus(1, ChronoUnit.MICROS))
        .filter(least -> least.isAfter(now))
        .orElse(now);
  }

  /** The deployment that is in force. */
  public Optional<Deployment> lastDeployment(long project) throws SQLException {
    return sql.first(
        """
        SELECT DEPLOYMENT_ID, VERSION, MODEL_UUID, STRATEGY, METRIC, SCORE, PREVIOUS_VERSION,
          PREVIOUS_SCORE, ROWS_COMPARED, REASON, DEPLOYED_AT, DEPLOYED_BY
        FROM ML.DEPLOYMENT WHERE PROJECT_ID = ?
        ORDER BY PROJECT_ID DESC, DEPLOYMENT_ID DESC FETCH FIRST ROW ONLY
        """,
        List.of(project),
        Registry::deployment);
  }

  /** The deployment that was in force at a time. */
  Optional<Deployment> deploymentAt(long project, OffsetDateTime time) throws SQLException {
    return sql.first(
        """
        SELECT DEPLOYMENT_ID, VERSION, MODEL_UUID, STRATEGY, METRIC, SCORE, PREVIOUS_VERSION,
          PREVIOUS_SCORE, ROWS_COMPARED, REASON, DEPLOYED_AT, DEPLOYED_BY
        FROM ML.DEPLOYMENT WHERE PROJECT_ID = ? AND DEPLOYED_AT <= ?
        ORDER BY PROJECT_ID DESC, DEPLOYMENT_ID DESC FETCH FIRST ROW ONLY
        """,
        List.of(project, time),
        Registry::deployment);
  }

  /** All deployments of a project, the newest first. */
  public List<Deployment> deployments(long project) throws SQLException {
    return sql.query(
        """
        SELECT DEPLOYMENT_ID, VERSION, MODEL_UUID, STRATEGY, METRIC, SCORE, PREVIOUS_VERSION,
          PREVIOUS_SCORE, ROWS_COMPARED, REASON, DEPLOYED_AT, DEPLOYED_BY
        FROM ML.DEPLOYMENT WHERE PROJECT_ID = ? ORDER BY DEPLOYMENT_ID DESC
        """,
        List.of(project),
        Registry::deployment);
  }

  /** Has no version of a project live or tested, without a record of it. */
  public void clear(Project project) throws SQLException {
    sql.update(
        """
        UPDATE ML.PROJECT SET LIVE_VERSION = NULL, LIVE_MODEL_ID = NULL, LIVE_SINCE = NULL,
          AB_TEST_ID = NULL
        WHERE PROJECT_ID = ?
        """,
        List.of(project.id()));
  }

  /** The versions that take part in the A/B test or shadow that runs; none without one. */
  public List<Integer> testedVersions(Project project) throws SQLException {
    List<Integer> versions = new ArrayList<>();
    if (project.abTest().isPresent()) {
      sql.query(
          "SELECT VERSION_A, VERSION_B FROM ML.AB_TEST WHERE AB_TEST_ID = ?",
          List.of(project.abTest().getAsLong()),
          row -> versions.add(row.getInt(1)) && versions.add(row.getInt(2)));
    }
    return versions;
  }

  /** Drops a project with all that belongs to it but the models. */
  public void delete(Project project) throws SQLException {
    sql.update("DELETE FROM ML.PROJECT WHERE PROJECT_ID = ?", List.of(project.id()));
  }

  /** The exception that says which versions there are. */
  public MlException versionNotFound(Project project, int version) throws SQLException {
    List<String> versions =
        sql.query(
            "SELECT VERSION FROM ML.MODEL_VERSION WHERE PROJECT_ID = ? AND STATUS <> 'Dropped'"
                + " ORDER BY VERSION",
            List.of(project.id()),
            row -> row.getString(1));
    return MlError.VERSION_NOT_FOUND.with(
        project.name(), version, versions.isEmpty() ? "none" : String.join(", ", versions));
  }

  private static Project project(ResultSet row) throws SQLException {
    return new Project(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        row.getString(6),
        Optional.ofNullable(row.getString(7)),
        row.getInt(8),
        Nulls.integer(row, 9),
        Nulls.wholeNumber(row, 10));
  }

  private static Deployment deployment(ResultSet row) throws SQLException {
    OptionalInt version = Nulls.integer(row, 2);
    return new Deployment(
        row.getLong(1),
        version,
        Optional.ofNullable(row.getString(3)).map(UUID::fromString),
        row.getString(4),
        new Evidence(
            Optional.ofNullable(row.getString(5)),
            Nulls.number(row, 6),
            Nulls.integer(row, 7),
            Nulls.number(row, 8),
            Nulls.wholeNumber(row, 9)),
        row.getString(10),
        row.getObject(11, OffsetDateTime.class),
        row.getString(12));
  }
}
