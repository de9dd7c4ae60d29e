// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Options;

/** What the tests of this package share: fitting in one line, and made-up data. */
final class Fitting {
  private Fitting() {}

  static Linear fit(
      Learner learner, FeatureMatrix features, TargetVector target, Map<String, ?> values) {
    return fit(learner, features, target, values, new FitContext(7, 1, Checkpoint.NONE));
  }

  static Linear fit(
      Learner learner,
      FeatureMatrix features,
      TargetVector target,
      Map<String, ?> values,
      FitContext context) {
    return (Linear) learner.fit(features, target, options(learner, values), context);
  }

  static Options options(Learner learner, Map<String, ?> values) {
    return Options.check(learner.spec().name(), learner.spec().hyperparameters(), values);
  }

  static FeatureMatrix features(double[]... columns) {
    return new FeatureMatrix(
        IntStream.range(0, columns.length).mapToObj(j -> "F" + j).toList(),
        columns,
        columns[0].length);
  }

  static TargetVector numbers(double... values) {
    return new TargetVector(values, 0);
  }

  static double[] row(double... values) {
    return values;
  }

  /** Predictions, rows × outputs. */
  static double[][] predict(Model model, FeatureMatrix features) {
    double[][] outputs = new double[features.rows()][model.outputs()];
    double[][] rows = features.toRows();
    for (int i = 0; i < outputs.length; i++) {
      model.predict(rows[i], outputs[i]);
    }
    return outputs;
  }

  /** The first output of every row. */
  static double[] values(Model model, FeatureMatrix features) {
    double[][] outputs = predict(model, features);
    return IntStream.range(0, outputs.length).mapToDouble(i -> outputs[i][0]).toArray();
  }

  /** Features of many scales, some flags, every fifth column twice the one before. */
  static FeatureMatrix madeUpFeatures(int rows, int width, long seed) {
    Random random = new Random(seed);
    double[][] columns = new double[width][rows];
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < rows; i++) {
        columns[j][i] =
            switch (j % 5) {
              case 3 -> random.nextInt(3) == 0 ? 1 : 0;
              case 4 -> 2 * columns[j - 1][i];
              default -> 5 * j + (1 + j % 3) * random.nextGaussian();
            };
      }
    }
    return features(columns);
  }

  static TargetVector madeUpNumbers(FeatureMatrix features, long seed) {
    double[] values = madeUpSums(features, seed);
    return numbers(values);
  }

  static TargetVector madeUpClasses(FeatureMatrix features, int classes, long seed) {
    double[] values = madeUpSums(features, seed);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      int label = 0;
      while (label < classes - 1 && value > sorted[(label + 1) * sorted.length / classes]) {
        label++;
      }
      values[i] = label;
    }
    return new TargetVector(values, classes);
  }

  private static double[] madeUpSums(FeatureMatrix features, long seed) {
    Random random = new Random(seed);
    double[] sums = new double[features.rows()];
    for (int j = 0; j < features.width(); j++) {
      double weight = random.nextGaussian();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * features.columns()[j][i];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += 2 * random.nextGaussian();
    }
    return sums;
  }
}
