// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Options;

/** The 150 rows of iris as they are, of which other programs know what to make. */
public final class Iris {
  private static final int ROWS = 150;

  private Iris() {}

  public static FeatureMatrix features() {
    List<String> lines;
    try {
      String folder = requireNonNull(System.getProperty("inlay.shared.data"));
      lines = Files.readAllLines(Path.of(folder, "iris.csv"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    double[][] columns = new double[4][ROWS];
    for (int i = 0; i < ROWS; i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = Double.parseDouble(cells[j]);
      }
    }
    return matrix(columns);
  }

  public static FeatureMatrix matrix(double[]... columns) {
    return new FeatureMatrix(
        IntStream.range(0, columns.length).mapToObj(j -> "F" + j).toList(),
        columns,
        columns[0].length);
  }

  /** Fifty of each class in turn. */
  public static TargetVector classes() {
    return new TargetVector(
        IntStream.range(0, ROWS).map(i -> i / 50).asDoubleStream().toArray(), 3);
  }

  /** Weights 1, 2, 3, 4, 1, ... */
  public static TargetVector weighted() {
    return weighted(classes());
  }

  public static TargetVector weighted(TargetVector target) {
    double[] weights = IntStream.range(0, target.rows()).mapToDouble(i -> 1 + i % 4).toArray();
    return new TargetVector(target.task(), target.values(), target.classes(), weights);
  }

  public static TargetVector unknown(Task task) {
    return TargetVector.unknown(task, ROWS);
  }

  /** Rows as often as their weights say. */
  public static int[] repeated() {
    return IntStream.range(0, ROWS)
        .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 4))
        .toArray();
  }

  public static Model fit(
      Learner learner, FeatureMatrix features, TargetVector target, Map<String, ?> options) {
    return fit(learner, features, target, options, new FitContext(7, 1, Checkpoint.NONE));
  }

  public static Model fit(
      Learner learner,
      FeatureMatrix features,
      TargetVector target,
      Map<String, ?> options,
      FitContext context) {
    Options checked =
        Options.check(learner.spec().name(), learner.spec().hyperparameters(), options);
    return learner.fit(features, target, checked, context);
  }

  /** What a model gives for rows 0, 70 and 133. */
  public static double[][] outputs(Model model) {
    FeatureMatrix rows = features().select(new int[] {0, 70, 133});
    return model.predict(rows);
  }
}
