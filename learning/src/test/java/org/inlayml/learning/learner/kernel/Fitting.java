// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Options;

/** What the tests of this package share: made-up rows that Python makes alike, and fitting. */
final class Fitting {
  static final int ROWS = 90;

  private Fitting() {}

  /** {@code ((i*i*7 + i*37 + j*53 + i*j*11) % 101) / 50 - 1}, four features. */
  static FeatureMatrix features() {
    double[][] columns = new double[4][ROWS];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < ROWS; i++) {
        columns[j][i] = (i * i * 7 + i * 37 + j * 53 + i * j * 11) % 101 / 50.0 - 1;
      }
    }
    return features(columns);
  }

  static FeatureMatrix features(double[]... columns) {
    return new FeatureMatrix(
        IntStream.range(0, columns.length).mapToObj(j -> "F" + j).toList(),
        columns,
        columns[0].length);
  }

  /** {@code 2 x0 - x1 x2 + ((i*29) % 17) / 10}. */
  static double[] numbers() {
    double[][] x = features().columns();
    return IntStream.range(0, ROWS)
        .mapToDouble(i -> 2 * x[0][i] - x[1][i] * x[2][i] + i * 29 % 17 / 10.0)
        .toArray();
  }

  /** {@code 1 + i % 3}. */
  static double[] weights() {
    return IntStream.range(0, ROWS).mapToDouble(i -> 1 + i % 3).toArray();
  }

  static TargetVector regression(boolean weighted) {
    return new TargetVector(Task.REGRESSION, numbers(), 0, weighted ? weights() : new double[0]);
  }

  /** As many classes of equal size, by the numbers. */
  static TargetVector classification(int classes, boolean weighted) {
    double[] values = numbers();
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      while (labels[i] < classes - 1
          && values[i] > sorted[((int) labels[i] + 1) * ROWS / classes - 1]) {
        labels[i]++;
      }
    }
    return new TargetVector(
        Task.CLASSIFICATION, labels, classes, weighted ? weights() : new double[0]);
  }

  static TargetVector unknown(boolean weighted) {
    double[] nothing = new double[ROWS];
    Arrays.fill(nothing, Double.NaN);
    return new TargetVector(
        Task.ANOMALY_DETECTION, nothing, 0, weighted ? weights() : new double[0]);
  }

  static Options options(Learner learner, Map<String, ?> values) {
    return Options.check(learner.spec().name(), learner.spec().hyperparameters(), values);
  }

  static Model fit(
      Learner learner, FeatureMatrix rows, TargetVector target, Map<String, ?> values) {
    return learner.fit(
        rows, target, options(learner, values), new FitContext(7, 1, Checkpoint.NONE));
  }

  static Model fit(Learner learner, TargetVector target, Map<String, ?> values) {
    return fit(learner, features(), target, values);
  }

  /** The scores below the calibration, where there is one. */
  static Model scores(Model model) {
    return model instanceof Calibrated calibrated ? calibrated.scores() : model;
  }

  /** All outputs of the first rows, one row after another. */
  static double[] first(Model model, int rows) {
    FeatureMatrix features = features().select(IntStream.range(0, rows).toArray());
    return Arrays.stream(model.predict(features)).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Features and weights as repeated rows. */
  static int[] repeated() {
    double[] weights = weights();
    return IntStream.range(0, ROWS)
        .flatMap(i -> IntStream.range(0, (int) weights[i]).map(k -> i))
        .toArray();
  }
}
