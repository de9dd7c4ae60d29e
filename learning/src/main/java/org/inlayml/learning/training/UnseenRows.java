// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Table;

/**
 * Rows with their truth that a training held out for good: what any model of the same target can be
 * scored on. Immutable, thread-safe.
 */
public final class UnseenRows {
  private final TrainingRows rows;
  private final Metric metric;
  private final HeldOut rule;

  UnseenRows(TrainingRows rows, Metric metric, HeldOut rule) {
    this.rows = rows;
    this.metric = metric;
    this.rule = rule;
  }

  /**
   * The rows of a table that a rule holds out.
   *
   * <p>Errors: those of a table that cannot be trained on.
   *
   * @param target the column that models of it predict
   * @return empty where the table lacks columns of the rule, or no row is held out
   */
  public static Optional<UnseenRows> of(
      Table table, Task task, String target, HeldOut rule, Metric metric) {
    TrainingRows all = TrainingRows.of(table, TrainingRequest.toScore(task, target));
    if (!rule.fits(all.features())) {
      return Optional.empty();
    }
    UnseenRows every = new UnseenRows(all, metric, rule);
    return every.alsoUnseenBy(rule).filter(rows -> rows.count() > 0);
  }

  /** How many there are. */
  public int count() {
    return rows.rows();
  }

  /** The rule by which they were held out. */
  public HeldOut rule() {
    return rule;
  }

  public Metric metric() {
    return metric;
  }

  /** The number of classes, 0 where the target is a number. */
  public int classes() {
    return rows.truth().classes();
  }

  /** The features of the rows. */
  public Table features() {
    return rows.features();
  }

  /** The same rows, scored by another metric. */
  public UnseenRows by(Metric other) {
    return new UnseenRows(rows, other, rule);
  }

  /** Those of the rows. */
  public UnseenRows select(int[] positions) {
    return new UnseenRows(rows.select(positions), metric, rule);
  }

  /**
   * Those of the rows that another model of the target has not seen either.
   *
   * @param other the rule by which that one's were held out; empty where it cannot be told of the
   *     rows
   */
  public Optional<UnseenRows> alsoUnseenBy(HeldOut other) {
    return other.fits(rows.features())
        ? Optional.of(select(other.unseen(rows.features(), labels())))
        : Optional.empty();
  }

  private Optional<List<String>> labels() {
    Target target = rows.column().orElseThrow();
    if (target.classes().isEmpty()) {
      return Optional.empty();
    }
    List<String> labels = new ArrayList<>();
    for (double position : rows.truth().values()) {
      labels.add(target.classes().get((int) position));
    }
    return Optional.of(labels);
  }

  /** Whether a model has all its features among the columns, of a fitting kind. */
  public boolean suit(Predictor predictor) {
    for (Feature feature : predictor.pipeline().features()) {
      boolean fits =
          rows.features()
              .find(feature.name())
              .filter(column -> column.type().isNumeric() == feature.type().isNumeric())
              .isPresent();
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /**
   * Scores a model; a class that it does not know counts as wrong.
   *
   * <p>Errors: {@link MlError#SCORE_NOT_COMPUTABLE}.
   */
  public double score(Predictor predictor) {
    double[][] outputs = predictor.predict(rows.features());
    Target known = predictor.target();
    if (known.classes().isEmpty()) {
      return metric.score(
          rows.truth().values(), Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray());
    }
    List<String> classes = rows.column().orElseThrow().classes();
    double[] truth =
        Arrays.stream(rows.truth().values())
            .map(position -> position(known, classes.get((int) position)))
            .toArray();
    return metric.score(truth, outputs);
  }

  private static double position(Target known, String label) {
    int position = known.classes().indexOf(label);
    return position < 0 ? ClassLabels.UNKNOWN : position;
  }
}
