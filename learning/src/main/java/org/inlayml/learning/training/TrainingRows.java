// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.Table;

/**
 * A table parted into features and truth; rows without a truth are left out.
 *
 * @param features the columns that may become features
 * @param notes what the user should know of the parting
 */
record TrainingRows(Table features, Target target, TargetVector truth, List<String> notes) {
  private static final int MOST_CLASSES = 1_000;
  private static final int FEW_ROWS_OF_A_CLASS = 5;

  /**
   * Parts a table.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN}, {@code NO_ROWS}, {@code ONE_CLASS}, {@code
   * TOO_MANY_CLASSES}, {@code TARGET_NOT_NUMERIC}.
   */
  static TrainingRows of(Table table, TrainingRequest request) {
    Column column = table.column(request.target());
    Set<String> left = new HashSet<>();
    left.add(column.name());
    request.exclude().forEach(name -> left.add(table.column(name).name()));
    request.include().forEach(table::column);
    List<String> notes = new ArrayList<>();
    int[] known = IntStream.range(0, table.rows()).filter(row -> !column.isMissing(row)).toArray();
    if (known.length == 0) {
      throw MlError.NO_ROWS.with(table.name(), 1);
    }
    boolean all = known.length == table.rows();
    if (!all) {
      notes.add(
          (table.rows() - known.length)
              + " rows were left out, since their target '"
              + column.name()
              + "' is NULL");
    }
    Table features = table.without(left);
    return switch (request.task()) {
      case CLASSIFICATION -> {
        List<String> classes = classes(column);
        double[] positions = ClassLabels.positions(column, classes);
        TargetVector truth = new TargetVector(positions, classes.size());
        noteSmallClasses(positions, classes.size(), column, notes);
        yield new TrainingRows(
            all ? features : features.select(known),
            new Target(column.name(), column.type(), classes),
            all ? truth : truth.select(known),
            notes);
      }
      case REGRESSION -> {
        TargetVector truth = new TargetVector(NumericTarget.values(column), 0);
        yield new TrainingRows(
            all ? features : features.select(known),
            new Target(column.name(), column.type(), List.of()),
            all ? truth : truth.select(known),
            notes);
      }
    };
  }

  private static List<String> classes(Column column) {
    List<String> classes = ClassLabels.of(column);
    if (classes.size() < 2) {
      throw MlError.ONE_CLASS.with(column.name(), classes.size());
    }
    if (classes.size() > MOST_CLASSES) {
      throw MlError.TOO_MANY_CLASSES.with(column.name(), classes.size(), MOST_CLASSES);
    }
    return classes;
  }

  private static void noteSmallClasses(
      double[] positions, int classes, Column column, List<String> notes) {
    int[] sizes = new int[classes];
    for (double position : positions) {
      if (position != ClassLabels.UNKNOWN) {
        sizes[(int) position]++;
      }
    }
    long small = Arrays.stream(sizes).filter(size -> size < FEW_ROWS_OF_A_CLASS).count();
    if (small > 0) {
      notes.add(
          small
              + " of "
              + classes
              + " classes of '"
              + column.name()
              + "' have fewer than "
              + FEW_ROWS_OF_A_CLASS
              + " rows and are hard to learn");
    }
  }

  TrainingRows select(int[] rows) {
    return new TrainingRows(features.select(rows), target, truth.select(rows), notes);
  }

  int rows() {
    return features.rows();
  }

  Task task() {
    return target.task();
  }
}
