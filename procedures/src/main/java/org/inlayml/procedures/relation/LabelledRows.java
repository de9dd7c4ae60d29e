// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;
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
 */
public record LabelledRows(Table features, TargetVector truth) {
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
      throw MlError.NO_ROWS.with(relation.text(), " with a target value", 1);
    }
    Column truth = column.select(known);
    return new LabelledRows(
        known.length == table.rows() ? table : table.select(known),
        truth(truth, model.predictor().target()));
  }

  private static TargetVector truth(Column column, Target target) {
    if (target.classes().isEmpty()) {
      return new TargetVector(NumericTarget.values(column), 0);
    }
    double[] positions = ClassLabels.positions(column, target.classes());
    for (double position : positions) {
      if (position == ClassLabels.UNKNOWN) {
        throw MlError.SCORE_NOT_COMPUTABLE.with(
            "column '" + column.name() + "' holds a class that the model does not know");
      }
    }
    return new TargetVector(positions, target.classes().size());
  }

  /**
   * Reads a relation for a model whose task has no truth.
   *
   * <p>Errors: {@link MlError#COLUMNS_DIFFER}, {@link MlError#NO_ROWS}, {@link
   * MlError#NOT_ENOUGH_MEMORY}.
   */
  public static LabelledRows unlabelled(
      Session session, Relation relation, LoadedModel model, long memory, Checkpoint checkpoint)
      throws SQLException {
    Table table = RelationData.read(session, relation, memory, checkpoint).table();
    FeatureReader.checkColumns(table, model);
    if (table.rows() == 0) {
      throw MlError.NO_ROWS.with(relation.text(), "", 1);
    }
    return new LabelledRows(
        table, TargetVector.unknown(model.predictor().target().task(), table.rows()));
  }
}
