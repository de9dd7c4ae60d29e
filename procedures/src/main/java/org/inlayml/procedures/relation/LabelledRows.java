// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.training.ClassLabels;
import org.inlayml.learning.training.NumericTarget;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;

/**
 * Rows whose truth is known, for a model to be measured on; rows with a NULL target are left out.
 *
 * @param features a table that has all of the model's features
 * @param truth per row the value, or the position of the class, -1 where the model does not know it
 */
public record LabelledRows(Table features, double[] truth) {
  /**
   * Reads a relation.
   *
   * <p>Errors: {@link MlError#UNKNOWN_COLUMN}, {@link MlError#COLUMNS_DIFFER}, {@link
   * MlError#NO_ROWS}, {@link MlError#TARGET_NOT_NUMERIC}, {@link MlError#NOT_ENOUGH_MEMORY}.
   */
  public static LabelledRows read(
      Session session,
      Relation relation,
      String targetColumn,
      LoadedModel model,
      long memory,
      Checkpoint checkpoint)
      throws SQLException {
    Table table = RelationData.read(session, relation, memory, checkpoint).table();
    FeatureReader.checkColumns(table, model);
    Column column = table.column(targetColumn);
    int[] known = IntStream.range(0, table.rows()).filter(row -> !column.isMissing(row)).toArray();
    if (known.length == 0) {
      throw MlError.NO_ROWS.with(relation.text(), 1);
    }
    Target target = model.predictor().target();
    Column truth = column.select(known);
    return new LabelledRows(
        known.length == table.rows() ? table : table.select(known),
        target.classes().isEmpty()
            ? NumericTarget.values(truth)
            : ClassLabels.positions(truth, target.classes()));
  }
}
