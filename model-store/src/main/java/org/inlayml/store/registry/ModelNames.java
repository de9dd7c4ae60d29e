// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.sql.RowReader;
import org.inlayml.store.sql.Sql;

/**
 * Finds the model that a name stands for: a handle; {@code project:version}, which is the handle of
 * that version's model; a project, for its live version; or {@code project@time}, for the version
 * that was live then. A handle goes before a project of the same name. Reads within the caller's
 * transaction and with the caller's rights. Not thread-safe.
 */
public final class ModelNames {
  private static final char AT = '@';

  private final Connection connection;
  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public ModelNames(Connection connection) {
    this.connection = connection;
    sql = new Sql(connection);
  }

  /** The part of a name that may be a project's. */
  public static String project(String name) {
    int at = name.lastIndexOf(AT);
    return at > 0
        ? name.substring(0, at)
        : VersionName.of(name).map(VersionName::project).orElse(name);
  }

  /** The name of what was live in a project at a time. */
  public static String asOf(String project, OffsetDateTime time) {
    return project + AT + time;
  }

  /**
   * Finds a model.
   *
   * <p>Errors: {@link MlError#MODEL_NOT_FOUND}, {@link MlError#PROJECT_NOT_LIVE}, {@link
   * MlError#VERSION_NOT_FOUND}.
   */
  public ModelReference resolve(String name) throws SQLException {
    Optional<ModelReference> model = find(name);
    if (model.isEmpty()) {
      throw notFound(name);
    }
    return model.get();
  }

  /** Finds a model; empty where nothing has the name. Errors: {@link MlError#PROJECT_NOT_LIVE}. */
  public Optional<ModelReference> find(String name) throws SQLException {
    Optional<ModelReference> model = byHandle(name);
    if (model.isEmpty()) {
      model = live(name);
    }
    int at = name.lastIndexOf(AT);
    if (model.isEmpty() && at > 0) {
      Optional<OffsetDateTime> time = time(name.substring(at + 1));
      if (time.isPresent()) {
        model = liveAt(name.substring(0, at), time.get());
      }
    }
    return model;
  }

  /**
   * The model of an identity, be it that of a project's live version or not.
   *
   * @param name what it is called where it is no longer there
   */
  public ModelReference identified(String name, UUID uuid) throws SQLException {
    return find(uuid).orElseGet(() -> new ModelReference(name, uuid, Optional.empty()));
  }

  /** The model of an identity; empty where it was dropped. */
  public Optional<ModelReference> find(UUID uuid) throws SQLException {
    return sql.first(
        """
        SELECT M.MODEL_HANDLE, M.MODEL_UUID, P.PROJECT_ID, P.PROJECT_NAME, V.VERSION, P.OWNER,
          P.AB_TEST_ID
        FROM ML.MODEL_CATALOG M
        LEFT JOIN ML.MODEL_VERSION V ON V.MODEL_ID = M.MODEL_ID
        LEFT JOIN ML.PROJECT P ON P.PROJECT_ID = V.PROJECT_ID
        WHERE M.MODEL_UUID = ?
        """,
        List.of(uuid.toString()),
        REFERENCE);
  }

  /** Reads a time as SQL or ISO 8601 writes it; without an offset it is UTC. */
  public static Optional<OffsetDateTime> time(String text) {
    String iso = text.strip().replaceFirst("^([0-9-]{10}) ", "$1T").replace(" ", "");
    iso = iso.replaceFirst("([+-][0-9]{2})$", "$1:00");
    try {
      return Optional.of(
          iso.endsWith("Z") || iso.matches(".*T.*[+-].*")
              ? OffsetDateTime.parse(iso)
              : LocalDateTime.parse(iso.contains("T") ? iso : iso + "T00:00:00")
                  .atOffset(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<ModelReference> byHandle(String name) throws SQLException {
    Optional<VersionName> version = VersionName.of(name);
    if (version.isEmpty()) {
      return exact(
          name,
          sql.query(
              "SELECT MODEL_HANDLE, MODEL_UUID FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?",
              List.of(name),
              row ->
                  new ModelReference(
                      row.getString(1), UUID.fromString(row.getString(2)), Optional.empty())));
    }
    return exact(
        name,
        sql.query(
            """
            SELECT M.MODEL_HANDLE, M.MODEL_UUID, P.PROJECT_ID, P.PROJECT_NAME, V.VERSION, P.OWNER,
              CAST(NULL AS BIGINT)
            FROM ML.MODEL_CATALOG M
            LEFT JOIN ML.MODEL_VERSION V ON V.MODEL_ID = M.MODEL_ID
            LEFT JOIN ML.PROJECT P ON P.PROJECT_ID = V.PROJECT_ID
            WHERE M.MODEL_HANDLE = ?
            """,
            List.of(name),
            REFERENCE));
  }

  /** Collations may take other names for equal. */
  private static Optional<ModelReference> exact(String name, List<ModelReference> found) {
    return found.stream().filter(model -> model.handle().equals(name)).findFirst();
  }

  private static final RowReader<ModelReference> REFERENCE = ModelNames::reference;

  private static ModelReference reference(ResultSet row) throws SQLException {
    String handle = row.getString(1);
    UUID uuid = UUID.fromString(row.getString(2));
    long project = row.getLong(3);
    if (row.wasNull()) {
      return new ModelReference(handle, uuid, Optional.empty());
    }
    long test = row.getLong(7);
    Optional<Long> abTest = row.wasNull() ? Optional.empty() : Optional.of(test);
    return new ModelReference(
        handle,
        uuid,
        Optional.of(
            new ModelReference.Version(
                project, row.getString(4), row.getInt(5), row.getString(6), abTest)));
  }

  private Optional<ModelReference> live(String project) throws SQLException {
    return ofProject(
        project,
        sql.query(
            """
            SELECT M.MODEL_HANDLE, M.MODEL_UUID, P.PROJECT_ID, P.PROJECT_NAME, P.LIVE_VERSION,
              P.OWNER, P.AB_TEST_ID
            FROM ML.PROJECT P JOIN ML.MODEL_CATALOG M ON M.MODEL_ID = P.LIVE_MODEL_ID
            WHERE P.PROJECT_NAME = ?
            """,
            List.of(project),
            REFERENCE));
  }

  private static Optional<ModelReference> ofProject(String project, List<ModelReference> found) {
    return found.stream()
        .filter(model -> model.version().orElseThrow().project().equals(project))
        .findFirst();
  }

  private Optional<ModelReference> liveAt(String project, OffsetDateTime time) throws SQLException {
    Registry registry = new Registry(connection);
    Optional<Project> found = registry.find(project);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<Deployment> deployment = registry.deploymentAt(found.get().id(), time);
    if (deployment.isEmpty() || deployment.get().version().isEmpty()) {
      throw MlError.PROJECT_NOT_LIVE.with(project, " at " + time);
    }
    int version = deployment.get().version().getAsInt();
    Optional<ModelReference> model = byHandle(found.get().handle(version));
    if (model.isEmpty()) {
      throw MlError.PROJECT_NOT_LIVE.with(
          project,
          " at " + time + " whose model is still there: version " + version + " was dropped");
    }
    return model;
  }

  private MlException notFound(String name) throws SQLException {
    Registry registry = new Registry(connection);
    if (registry.find(name).isPresent()) {
      return MlError.PROJECT_NOT_LIVE.with(name, "");
    }
    Optional<VersionName> version = VersionName.of(name);
    Optional<Project> project =
        version.isPresent() ? registry.find(version.get().project()) : Optional.empty();
    if (project.isPresent()) {
      return registry.versionNotFound(project.get(), version.orElseThrow().version());
    }
    List<String> names = new ArrayList<>(new ModelCatalog(connection).handles());
    names.addAll(registry.names());
    return MlError.MODEL_NOT_FOUND.with(name, Suggestion.nearest(name, names));
  }
}
