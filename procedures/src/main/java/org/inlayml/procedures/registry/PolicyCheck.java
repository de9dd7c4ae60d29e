// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.SQLException;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.training.UnseenRows;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.ModelVersion.Status;
import org.inlayml.store.registry.Project;

/** Holds stored versions to the policy of their project. Not thread-safe. */
public final class PolicyCheck {
  private final Session session;
  private final Project project;

  public PolicyCheck(Session session, Project project) {
    this.session = session;
    this.project = project;
  }

  /**
   * Checks a version, on the rows it has not seen where the policy needs rows.
   *
   * <p>Errors: {@link MlError#DEPLOY_REFUSED}.
   *
   * @param memory bytes of heap that the rows may take
   */
  public void check(ModelVersion version, long memory, Checkpoint checkpoint) throws SQLException {
    DeployPolicy policy = DeployPolicy.of(project);
    if (project.policy().isEmpty()
        || version.status() != Status.READY
        || version.model().isEmpty()) {
      return; // what is not ready is refused later
    }
    String handle = project.handle(version.version());
    Optional<UnseenRows> rows =
        policy.needsRows()
            ? HeldOutRows.read(session, project, version, policy.metric(), memory, checkpoint)
            : Optional.empty();
    LoadedModel model = Models.open(session.connection(), handle);
    long bytes = new ModelCatalog(session.connection()).get(handle).size();
    policy.check(project, version, model.predictor(), rows, bytes);
  }
}
