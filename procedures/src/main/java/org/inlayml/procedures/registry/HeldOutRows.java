// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.SQLException;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.training.HeldOut;
import org.inlayml.learning.training.Trainer;
import org.inlayml.learning.training.UnseenRows;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Snapshot;
import org.inlayml.store.registry.Snapshots;

/**
 * The rows that a version was not trained on, read again from the relation that it was trained on.
 * Stateless, thread-safe.
 */
final class HeldOutRows {
  private HeldOutRows() {}

  /**
   * Reads the rows.
   *
   * @param metric by which they are to score; empty for that of the task
   * @param memory bytes of heap that the rows may take
   * @return empty where none were held out, or the relation is no longer there or has other columns
   */
  static Optional<UnseenRows> read(
      Session session,
      Project project,
      ModelVersion version,
      Optional<String> metric,
      long memory,
      Checkpoint checkpoint)
      throws SQLException {
    Optional<Snapshot> found =
        version.snapshot().isEmpty()
            ? Optional.empty()
            : new Snapshots(session.connection()).find(version.snapshot().getAsLong());
    if (found.isEmpty()
        || found.get().heldOut().isEmpty()
        || found.get().target().isEmpty()
        || version.model().isEmpty()) {
      return Optional.empty();
    }
    Snapshot snapshot = found.get();
    Task task = Task.of(project.task());
    int classes =
        Models.open(session.connection(), project.handle(version.version()))
            .predictor()
            .target()
            .classes()
            .size();
    Metric by =
        metric.or(project::metric).isPresent()
            ? Metric.of(metric.or(project::metric).get(), task, classes)
            : Trainer.standardMetric(task);
    Optional<Table> table = table(session, snapshot, memory, checkpoint);
    HeldOut rule = HeldOut.of(snapshot.heldOut().get());
    return table.isEmpty()
        ? Optional.empty()
        : UnseenRows.of(table.get(), task, snapshot.target().get(), rule, by);
  }

  private static Optional<Table> table(
      Session session, Snapshot snapshot, long memory, Checkpoint checkpoint) throws SQLException {
    try {
      Relation relation = Relation.of(session, snapshot.relation());
      Table table = RelationData.read(session, relation, memory, checkpoint).table();
      return table.find(snapshot.target().orElseThrow()).map(target -> table);
    } catch (MlException e) {
      if (e.error() != MlError.TABLE_NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
