// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.learning.training.ClassLabels;

/**
 * A public data set, split and encoded by the protocol of its reference scores: the same matrix for
 * every algorithm. Without a truth to learn all rows are both trained and tested on.
 *
 * @param name as in {@code reference_scores.csv}
 * @param groups per test row the number of its class or group
 */
record ProtocolSet(
    String name,
    Task task,
    Table trainTable,
    Table testTable,
    FeatureMatrix train,
    FeatureMatrix test,
    TargetVector truth,
    TargetVector testTruth,
    int[] groups) {

  /**
   * Reads a set.
   *
   * @param name perhaps with a remark in parentheses
   */
  static ProtocolSet read(String name, Task task, String target, Set<String> dropped)
      throws IOException {
    Table all = DataSet.read(name.replaceAll(" .*", "") + ".csv").table(name);
    Column truth = all.column(target);
    int[] known = IntStream.range(0, all.rows()).filter(row -> !truth.isMissing(row)).toArray();
    List<String> left = new ArrayList<>(dropped);
    left.add(target);
    Table features = all.without(left);
    if (task == Task.CLUSTERING) {
      features =
          new Table(
              name,
              all.rows(),
              features.columns().stream().filter(NumberColumn.class::isInstance).toList());
    }
    boolean split = task.isSupervised();
    int[] train = Arrays.stream(known).filter(row -> !split || DataSet.isTrain(row)).toArray();
    int[] test = Arrays.stream(known).filter(row -> !split || !DataSet.isTrain(row)).toArray();
    List<String> classes = task == Task.REGRESSION ? List.of() : ClassLabels.of(truth);
    TargetVector values =
        task == Task.REGRESSION
            ? new TargetVector(((NumberColumn) truth).values(), 0)
            : new TargetVector(ClassLabels.positions(truth, classes), classes.size());
    Table trainTable = features.select(train);
    Table testTable = features.select(test);
    return new ProtocolSet(
        name,
        task,
        trainTable,
        testTable,
        encode(trainTable, trainTable),
        encode(trainTable, testTable),
        split ? values.select(train) : TargetVector.unknown(task, train.length),
        values.select(test),
        task == Task.REGRESSION ? new int[test.length] : values.select(test).labels());
  }

  /** How many classes or groups. */
  int count() {
    return (int) Arrays.stream(groups).distinct().count();
  }

  private static FeatureMatrix encode(Table fitted, Table rows) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (Column column : fitted.columns()) {
      Column encoded = rows.column(column.name());
      if (column instanceof NumberColumn numbers) {
        columns.put(column.name(), standardised(numbers, (NumberColumn) encoded));
      } else {
        oneHot((TextColumn) column, (TextColumn) encoded, columns);
      }
    }
    return new FeatureMatrix(
        List.copyOf(columns.keySet()), columns.values().toArray(double[][]::new), rows.rows());
  }

  private static double[] standardised(NumberColumn fitted, NumberColumn rows) {
    double[] present =
        Arrays.stream(fitted.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double median = (present[(present.length - 1) / 2] + present[present.length / 2]) / 2;
    double[] filled =
        Arrays.stream(fitted.values()).map(v -> Double.isNaN(v) ? median : v).toArray();
    double mean = Arrays.stream(filled).average().orElseThrow();
    double variance =
        Arrays.stream(filled).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double scale = variance == 0 ? 1 : Math.sqrt(variance);
    return Arrays.stream(rows.values())
        .map(v -> ((Double.isNaN(v) ? median : v) - mean) / scale)
        .toArray();
  }

  private static void oneHot(TextColumn fitted, TextColumn rows, Map<String, double[]> columns) {
    Set<String> levels = new TreeSet<>();
    for (int row = 0; row < fitted.rows(); row++) {
      levels.add(text(fitted, row));
    }
    for (String level : levels) {
      double[] indicator = new double[rows.rows()];
      for (int row = 0; row < indicator.length; row++) {
        indicator[row] = text(rows, row).equals(level) ? 1 : 0;
      }
      columns.put(fitted.name() + "=" + level, indicator);
    }
  }

  private static String text(TextColumn column, int row) {
    int code = column.codes()[row];
    return code == TextColumn.MISSING ? "(missing)" : column.levels()[code];
  }
}
