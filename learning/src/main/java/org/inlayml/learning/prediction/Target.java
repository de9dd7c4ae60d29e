// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import java.util.List;
import java.util.stream.IntStream;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.table.ColumnType;

/**
 * What a model predicts.
 *
 * @param name the column's name; of a task without a column what is predicted
 * @param type the column's type in training, which the predicted column gets again
 * @param classes the labels of the outputs, empty for a regression. In a classification the classes
 *     as text, in their order: numbers are ordered as numbers, booleans false first, texts by code
 *     point; of two classes the second is the positive one. In a clustering the numbers of the
 *     clusters, in an anomaly detection {@link #NORMAL} and {@link #ANOMALY}, in a decomposition
 *     the names of the components.
 */
public record Target(Task task, String name, ColumnType type, List<String> classes) {
  public static final String NORMAL = "normal";
  public static final String ANOMALY = "anomaly";

  /** The cluster of a row that belongs to none. */
  public static final String NOISE = "-1";

  public Target {
    classes = List.copyOf(classes);
    if (task != Task.REGRESSION && classes.isEmpty()) {
      throw new IllegalArgumentException("a " + task.sqlName() + " has labels");
    }
  }

  /** A classification where there are classes, else a regression. */
  public Target(String name, ColumnType type, List<String> classes) {
    this(classes.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION, name, type, classes);
  }

  /** What a model without a truth predicts. */
  public static Target unsupervised(Task task, int outputs) {
    return switch (task) {
      case CLUSTERING ->
          new Target(
              task,
              "cluster",
              ColumnType.INTEGER,
              IntStream.range(0, outputs).mapToObj(Integer::toString).toList());
      case ANOMALY_DETECTION ->
          new Target(task, "is_anomaly", ColumnType.INTEGER, List.of(NORMAL, ANOMALY));
      case DECOMPOSITION ->
          new Target(
              task,
              "components",
              ColumnType.NUMBER,
              IntStream.rangeClosed(1, outputs).mapToObj(i -> "component_" + i).toList());
      case CLASSIFICATION, REGRESSION ->
          throw new IllegalArgumentException("a " + task.sqlName() + " has a column to predict");
    };
  }

  /** How many outputs a model of it gives. */
  public int outputs() {
    return Math.max(1, classes.size());
  }

  public boolean isBinary() {
    return task == Task.CLASSIFICATION && classes.size() == 2;
  }

  /**
   * The label predicted: the most probable one, of equals the first; {@link #NOISE} where a row
   * belongs to no cluster.
   */
  public String label(double[] outputs) {
    int best = Predictor.mostProbable(outputs);
    return task == Task.CLUSTERING && outputs[best] == 0 ? NOISE : classes.get(best);
  }
}
