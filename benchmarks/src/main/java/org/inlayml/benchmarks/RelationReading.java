// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Session;

/** A function that reads a relation as training does, and nothing more. Public for the engines. */
public final class RelationReading {
  private RelationReading() {}

  /** How many rows were read. */
  public static Long read(Connection connection, String relation) throws SQLException {
    return Session.read(
        connection,
        session ->
            (long)
                RelationData.read(
                        session,
                        Relation.of(session, relation),
                        Runtime.getRuntime().maxMemory(),
                        Checkpoint.NONE)
                    .table()
                    .rows());
  }
}
