// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FitRules;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.learning.training.ClassLabels;

/** A public data set, split by the protocol of {@code shared/data/README.md}. */
public record ReferenceSet(
    Target target, Table train, TargetVector trainTruth, Table test, TargetVector testTruth) {

  /** The score that scikit-learn has under the same protocol. */
  public static double score(String dataset, String algorithm, String metric) {
    return lines("reference_scores.csv").stream()
        .filter(line -> line.startsWith(dataset + ","))
        .filter(line -> line.contains(algorithm + "(") || line.contains(algorithm + ","))
        .filter(line -> line.contains("," + metric + ","))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** The whole data set with all its columns. */
  static Table all(String dataset) {
    List<String> lines = lines(dataset + ".csv");
    String separator = lines.get(0).indexOf(';') >= 0 ? ";" : ",";
    String[][] cells =
        lines.stream()
            .map(line -> line.replace("\"", "").split(separator, -1))
            .toArray(String[][]::new);
    List<Column> columns =
        IntStream.range(0, cells[0].length)
            .mapToObj(j -> column(cells[0][j], valuesOf(cells, j)))
            .toList();
    return new Table(dataset, cells.length - 1, columns);
  }

  public static ReferenceSet read(String dataset, String targetName, Task task) {
    Table all = all(dataset);
    int rows = all.rows();
    Column truth = all.column(targetName);
    List<String> classes = task == Task.CLASSIFICATION ? ClassLabels.of(truth) : List.of();
    double[] values =
        truth instanceof NumberColumn numbers && task == Task.REGRESSION
            ? numbers.values()
            : ClassLabels.positions(truth, classes);
    TargetVector vector = new TargetVector(values, classes.size());
    Table features = all.without(Set.of(targetName));
    int[] train = IntStream.range(0, rows).filter(ReferenceSet::isTrain).toArray();
    int[] test = IntStream.range(0, rows).filter(row -> !isTrain(row)).toArray();
    return new ReferenceSet(
        new Target(targetName, truth.type(), classes),
        features.select(train),
        vector.select(train),
        features.select(test),
        vector.select(test));
  }

  public ReferenceSet without(String column) {
    Set<String> names = Set.of(column);
    return new ReferenceSet(
        target, train.without(names), trainTruth, test.without(names), testTruth);
  }

  /** Fits with the default hyperparameters, as training does. */
  public Predictor fit(Learner learner) {
    FitRules rules = learner.spec().rules(Set.of(), Set.of());
    Pipeline pipeline = PipelineFitter.fit(train, rules).pipeline();
    Options options = Options.defaults(learner.spec().hyperparameters());
    FitContext context = new FitContext(7, 2, Checkpoint.NONE);
    return new Predictor(
        target, pipeline, learner.fit(pipeline.encode(train), trainTruth, options, context));
  }

  /** Scores on the test rows. */
  public double score(Predictor predictor, Metric metric) {
    double[][] outputs = predictor.predict(test);
    return target.task() == Task.CLASSIFICATION
        ? metric.score(testTruth.values(), outputs)
        : metric.score(testTruth.values(), Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray());
  }

  private static List<String> lines(String file) {
    String folder =
        requireNonNull(
            System.getProperty("inlay.shared.data"),
            "pass -Dinlay.shared.data=<folder of the public data sets>");
    try {
      return Files.readAllLines(Path.of(folder, file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTrain(int row) {
    return (row * 2654435761L & 0xFFFFFFFFL) / 4294967296.0 < 0.8;
  }

  private static String[] valuesOf(String[][] cells, int column) {
    return Arrays.stream(cells).skip(1).map(row -> row[column]).toArray(String[]::new);
  }

  private static Column column(String name, String[] values) {
    if (Arrays.stream(values).allMatch(v -> v.matches("|-?[0-9]+"))) {
      return new NumberColumn(name, ColumnType.INTEGER, numbers(values));
    } else if (Arrays.stream(values).allMatch(v -> v.matches("|-?[0-9.]+([eE][-+]?[0-9]+)?"))) {
      return new NumberColumn(name, ColumnType.NUMBER, numbers(values));
    }
    Map<String, Integer> levels = new LinkedHashMap<>();
    int[] codes = new int[values.length];
    for (int row = 0; row < codes.length; row++) {
      int next = levels.size();
      codes[row] =
          values[row].isEmpty()
              ? TextColumn.MISSING
              : levels.computeIfAbsent(values[row], level -> next);
    }
    return new TextColumn(name, ColumnType.TEXT, codes, levels.keySet().toArray(String[]::new));
  }

  private static double[] numbers(String[] values) {
    return Arrays.stream(values)
        .mapToDouble(v -> v.isEmpty() ? Double.NaN : Double.parseDouble(v))
        .toArray();
  }
}
