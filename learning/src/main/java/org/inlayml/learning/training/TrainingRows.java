// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;

/**
 * A table parted into features and truth; rows without a truth are left out where there is one to
 * learn, and so are rows that count nothing.
 *
 * @param features the columns that may become features
 * @param column the target of a supervised task
 * @param notes what the user should know of the parting
 */
record TrainingRows(
    Table features, Optional<Target> column, TargetVector truth, List<String> notes) {
  private static final int MOST_CLASSES = 1_000;
  private static final int FEW_ROWS_OF_A_CLASS = 5;

  /**
   * Parts a table.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN}, {@code NO_ROWS}, {@code ONE_CLASS}, {@code
   * TOO_MANY_CLASSES}, {@code TARGET_NOT_NUMERIC}, {@code INVALID_VALUE}.
   */
  static TrainingRows of(Table table, TrainingRequest request) {
    Optional<Column> target = request.target().map(table::column);
    Optional<Column> weight = request.weighting().column().map(table::column);
    Set<String> left = new HashSet<>();
    target.ifPresent(column -> left.add(column.name()));
    weight.ifPresent(column -> left.add(column.name()));
    request.exclude().forEach(name -> left.add(table.column(name).name()));
    request.include().forEach(table::column);
    List<String> notes = new ArrayList<>();
    double[] weights = weight.map(TrainingRows::weights).orElse(new double[0]);
    int[] used = used(table, request.task(), target, weights, notes);
    boolean all = used.length == table.rows();
    TrainingRows rows =
        parted(table.without(left), target, weights, request, notes)
            .orElseThrow(() -> noRows(table, request.task()));
    if (used.length == 0) {
      throw noRows(table, request.task());
    }
    TrainingRows kept = all ? rows : rows.select(used);
    return kept.weighted(request.weighting());
  }

  private static RuntimeException noRows(Table table, Task task) {
    String which = task.isSupervised() ? " with a target value" : "";
    return MlError.NO_ROWS.with(table.name(), which, 1);
  }

  private static int[] used(
      Table table, Task task, Optional<Column> target, double[] weights, List<String> notes) {
    boolean supervised = task.isSupervised();
    int[] known =
        IntStream.range(0, table.rows())
            .filter(row -> !supervised || !target.orElseThrow().isMissing(row))
            .toArray();
    if (known.length > 0 && known.length < table.rows()) {
      notes.add(
          (table.rows() - known.length)
              + " rows were left out, since their target '"
              + target.orElseThrow().name()
              + "' is NULL");
    }
    int[] counting =
        Arrays.stream(known).filter(row -> weights.length == 0 || weights[row] > 0).toArray();
    if (counting.length < known.length) {
      notes.add((known.length - counting.length) + " rows were left out, since their weight is 0");
    }
    return counting;
  }

  private static Optional<TrainingRows> parted(
      Table features,
      Optional<Column> target,
      double[] weights,
      TrainingRequest request,
      List<String> notes) {
    if (features.rows() == 0) {
      return Optional.empty();
    }
    Task task = request.task();
    return switch (task) {
      case CLASSIFICATION -> {
        Column column = target.orElseThrow();
        if (column.missing() == column.rows()) {
          yield Optional.empty();
        }
        List<String> classes =
            request.previous().map(p -> p.target().classes()).orElseGet(() -> classes(column));
        double[] positions = positions(column, classes, request.previous());
        noteSmallClasses(positions, classes.size(), column, notes);
        yield Optional.of(
            new TrainingRows(
                features,
                Optional.of(new Target(column.name(), column.type(), classes)),
                new TargetVector(task, positions, classes.size(), weights),
                notes));
      }
      case REGRESSION -> {
        Column column = target.orElseThrow();
        if (column.missing() == column.rows()) {
          yield Optional.empty();
        }
        yield Optional.of(
            new TrainingRows(
                features,
                Optional.of(new Target(column.name(), column.type(), List.of())),
                new TargetVector(task, NumericTarget.values(column), 0, weights),
                notes));
      }
      case ANOMALY_DETECTION, CLUSTERING, DECOMPOSITION -> {
        TargetVector unknown = TargetVector.unknown(task, features.rows());
        double[] labels =
            task == Task.ANOMALY_DETECTION
                ? target.map(TrainingRows::labels).orElse(unknown.values())
                : unknown.values();
        yield Optional.of(
            new TrainingRows(
                features, Optional.empty(), new TargetVector(task, labels, 0, weights), notes));
      }
    };
  }

  /** Positions of the classes; a model that is gone on from must know them all. */
  private static double[] positions(
      Column column, List<String> classes, Optional<Predictor> previous) {
    double[] positions = ClassLabels.positions(column, classes);
    for (int row = 0; row < positions.length && previous.isPresent(); row++) {
      if (positions[row] == ClassLabels.UNKNOWN && !column.isMissing(row)) {
        throw MlError.INVALID_VALUE.with(
            column.name(),
            "the classes that the model to go on from knows: " + String.join(", ", classes),
            "another one");
      }
    }
    return positions;
  }

  /** Of a column of 0 and 1. */
  private static double[] labels(Column column) {
    String expected = "1 for an anomaly, 0 for a normal row, or NULL";
    if (!(column instanceof NumberColumn numbers) || column.type().isTemporal()) {
      throw MlError.INVALID_VALUE.with(column.name(), expected, column.type());
    }
    for (double value : numbers.values()) {
      if (value != 0 && value != 1 && !Double.isNaN(value)) {
        throw MlError.INVALID_VALUE.with(column.name(), expected, value);
      }
    }
    return numbers.values();
  }

  private static double[] weights(Column column) {
    if (!(column instanceof NumberColumn numbers) || column.type().isTemporal()) {
      throw MlError.UNSUPPORTED_TYPE.with(column.name(), column.type(), "weight of rows");
    }
    for (double weight : numbers.values()) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw MlError.INVALID_VALUE.with(
            column.name(),
            "weights, numbers of at least 0",
            Double.isNaN(weight) ? "NULL" : weight);
      }
    }
    return numbers.values();
  }

  /** Multiplies the weights of the rows by those of their classes. */
  private TrainingRows weighted(Weighting weighting) {
    if (!weighting.balanced() && weighting.classes().isEmpty()) {
      return this;
    }
    double[] byClass = classWeights(weighting);
    double[] weights = truth.allWeights();
    for (int row = 0; row < weights.length; row++) {
      weights[row] *= byClass[(int) truth.values()[row]];
    }
    TargetVector weighted =
        new TargetVector(truth.task(), truth.values(), truth.classes(), weights);
    return new TrainingRows(features, column, weighted, notes);
  }

  private double[] classWeights(Weighting weighting) {
    Target target = column.orElseThrow();
    double[] byClass = new double[truth.classes()];
    if (weighting.balanced()) {
      double total = 0;
      for (int row = 0; row < truth.rows(); row++) {
        byClass[(int) truth.values()[row]] += truth.weight(row);
        total += truth.weight(row);
      }
      for (int k = 0; k < byClass.length; k++) {
        byClass[k] = byClass[k] > 0 ? total / byClass.length / byClass[k] : 1;
      }
      return byClass;
    }
    Arrays.fill(byClass, 1);
    weighting
        .classes()
        .forEach(
            (label, weight) -> {
              int position = target.classes().indexOf(label);
              if (position < 0) {
                throw MlError.INVALID_OPTION.with(
                    Weighting.CLASS_WEIGHT.name(),
                    "a weight of '" + label + "'",
                    "classes of '" + target.name() + "': " + String.join(", ", target.classes()));
              }
              byClass[position] = weight;
            });
    return byClass;
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
    return new TrainingRows(features.select(rows), column, truth.select(rows), notes);
  }

  int rows() {
    return features.rows();
  }

  Task task() {
    return truth.task();
  }

  /** What a model that was fitted on them predicts. */
  Target target(Model model) {
    return column.orElseGet(() -> Target.unsupervised(task(), model.outputs()));
  }
}
