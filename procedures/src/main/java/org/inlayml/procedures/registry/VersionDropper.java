// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.Attachments;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Snapshots;
import org.inlayml.store.registry.Versions;

/** Drops models of versions, and whole projects. Not thread-safe. */
public final class VersionDropper {
  private final Session session;
  private final Connection connection;

  public VersionDropper(Session session) {
    this.session = session;
    connection = session.connection();
  }

  /**
   * Drops the model of a version; what is recorded of the version stays.
   *
   * <p>Errors: {@link MlError#VERSION_IS_LIVE}, {@link MlError#VERSION_NOT_FOUND}.
   *
   * @param project locked
   */
  public void drop(Project project, int number) throws SQLException {
    ModelVersion version = new Versions(connection).get(project, number);
    if (project.liveVersion().equals(OptionalInt.of(number))) {
      throw MlError.VERSION_IS_LIVE.with(project.handle(number), "");
    }
    if (isTested(project, number)) {
      throw MlError.VERSION_IS_LIVE.with(project.handle(number), " in an A/B test");
    }
    if (version.status() == Status.DROPPED) {
      throw new Registry(connection).versionNotFound(project, number);
    }
    delete(project.handle(number), version);
  }

  private boolean isTested(Project project, int number) throws SQLException {
    return new Registry(connection).testedVersions(project).contains(number);
  }

  /** As {@link #drop}, but leaves a version in use as it is. */
  void dropUnused(String projectName, ModelVersion version) throws SQLException {
    Project project = new Registry(connection).get(projectName);
    boolean used =
        project.liveVersion().equals(OptionalInt.of(version.version()))
            || isTested(project, version.version())
            || !new Attachments(session).ofModel(project.handle(version.version())).isEmpty();
    if (!used) {
      delete(project.handle(version.version()), version);
      new Audit(connection, session.dialect().user(connection))
          .record(
              "ML_DROP",
              projectName,
              OptionalInt.of(version.version()),
              Map.of("reason", "retention"));
    }
  }

  private void delete(String handle, ModelVersion version) throws SQLException {
    new Versions(connection).setStatus(version, Status.DROPPED);
    new ModelCatalog(connection).delete(handle);
    if (version.snapshot().isPresent()) {
      new Snapshots(connection).deleteUnused(version.snapshot().getAsLong());
    }
  }

  /**
   * Drops a project with its versions, deployments and all that belongs to it.
   *
   * <p>Errors: {@link MlError#PROJECT_IN_USE}.
   *
   * @param cascade whether what depends on it goes, too; detaching tables commits
   */
  public void drop(Project project, boolean cascade) throws SQLException {
    Attachments attachments = new Attachments(session);
    Versions versions = new Versions(connection);
    List<ModelVersion> present = new ArrayList<>(versions.of(project));
    present.removeIf(version -> version.status() == Status.DROPPED);
    List<Attachment> users = new ArrayList<>(attachments.ofModel(project.name()));
    for (ModelVersion version : present) {
      users.addAll(attachments.ofModel(project.handle(version.version())));
    }
    if (!cascade && !(users.isEmpty() && present.isEmpty())) {
      throw MlError.PROJECT_IN_USE.with(
          project.name(),
          present.size()
              + " version(s)"
              + (users.isEmpty()
                  ? ""
                  : " and is attached to "
                      + String.join(", ", users.stream().map(a -> a.table().text()).toList())));
    }
    for (Attachment attachment : users) {
      attachments.remove(attachment);
    }
    new Registry(connection).clear(project);
    for (ModelVersion version : present) {
      delete(project.handle(version.version()), version);
    }
    new Registry(connection).delete(project);
  }
}
