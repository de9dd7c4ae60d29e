// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.training.ClassLabels;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;

/**
 * Rows that a model without a truth is measured on.
 *
 * @param features a table that has all of the model's features
 * @param groups per row the number of the group that it is known to be of; all alike where none is
 */
public record GroupedRows(Table features, int[] groups) {
  /**
   * Reads a relation; rows whose group is NULL are left out.
   *
   * <p>Errors: {@link MlError#UNKNOWN_COLUMN}, {@link MlError#COLUMNS_DIFFER}, {@link
   * MlError#NO_ROWS}, {@link MlError#NOT_ENOUGH_MEMORY}.
   *
   * @param groupColumn what tells the groups, if anything does
   */
  public static GroupedRows read(
      Session session,
      Relation relation,
      Optional<String> groupColumn,
      LoadedModel model,
      long memory,
      Checkpoint checkpoint)
      throws SQLException {
    Table table = RelationData.read(session, relation, memory, checkpoint).table();
    FeatureReader.checkColumns(table, model);
    GroupedRows rows =
        groupColumn.isEmpty()
            ? new GroupedRows(table, new int[table.rows()])
            : grouped(table, table.column(groupColumn.get()));
    if (rows.features.rows() == 0) {
      throw MlError.NO_ROWS.with(relation.text(), "", 1);
    }
    return rows;
  }

  private static GroupedRows grouped(Table table, Column column) {
    int[] known = IntStream.range(0, table.rows()).filter(row -> !column.isMissing(row)).toArray();
    Column kept = column.select(known);
    double[] positions = ClassLabels.positions(kept, ClassLabels.of(kept));
    return new GroupedRows(
        table.select(known), Arrays.stream(positions).mapToInt(p -> (int) p).toArray());
  }
}
