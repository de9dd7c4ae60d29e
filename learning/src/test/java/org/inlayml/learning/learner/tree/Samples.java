// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.family.MedianTrees;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Options;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;

/** Made-up rows, and the same rows for Smile. */
final class Samples {
  static final Formula FORMULA = Formula.lhs("target");
  static final FitContext ONE_THREAD = new FitContext(7, 1, FitContext.Checkpoint.NONE);

  private Samples() {}

  /** Columns from 0 to 1, all values distinct. */
  static FeatureMatrix features(long seed, int rows, int width) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] columns = new double[width][];
    for (int j = 0; j < width; j++) {
      columns[j] = random.doubles(rows).toArray();
    }
    return matrix(columns);
  }

  static FeatureMatrix matrix(double[]... columns) {
    List<String> names = IntStream.range(0, columns.length).mapToObj(j -> "F" + j).toList();
    return new FeatureMatrix(names, columns, columns[0].length);
  }

  /** A smooth function of the first three features with noise. */
  static TargetVector numbers(FeatureMatrix features, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[features.rows()];
    for (int i = 0; i < values.length; i++) {
      double[][] x = features.columns();
      values[i] = 10 * x[0][i] * x[1][i] + 5 * (x[2][i] - 0.5) * (x[2][i] - 0.5);
      values[i] += random.nextDouble();
    }
    return new TargetVector(values, 0);
  }

  /** The numbers cut into classes of about equal size. */
  static TargetVector labels(FeatureMatrix features, long seed, int classes) {
    double[] numbers = numbers(features, seed).values();
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double[] labels = new double[numbers.length];
    for (int i = 0; i < labels.length; i++) {
      for (int k = 1; k < classes; k++) {
        labels[i] += numbers[i] >= sorted[k * sorted.length / classes] ? 1 : 0;
      }
    }
    return new TargetVector(labels, classes);
  }

  static DataFrame frame(FeatureMatrix features, TargetVector target) {
    BaseVector<?, ?, ?>[] vectors = new BaseVector<?, ?, ?>[features.width() + 1];
    for (int j = 0; j < features.width(); j++) {
      vectors[j] = DoubleVector.of(features.names().get(j), features.columns()[j]);
    }
    vectors[features.width()] =
        target.classes() == 0
            ? DoubleVector.of("target", target.values())
            : IntVector.of("target", target.labels());
    return DataFrame.of(vectors);
  }

  static Options options(Learner learner, Map<String, ?> values) {
    return Options.check(learner.spec().name(), learner.spec().hyperparameters(), values);
  }

  static Trees fit(
      Learner learner, FeatureMatrix features, TargetVector target, Map<String, ?> options) {
    return trees(fitAny(learner, features, target, options));
  }

  static Model fitAny(
      Learner learner, FeatureMatrix features, TargetVector target, Map<String, ?> options) {
    return learner.fit(features, target, options(learner, options), ONE_THREAD);
  }

  /** The trees of a model. */
  static Trees trees(Model model) {
    return model instanceof MedianTrees median ? median.trees() : (Trees) model;
  }
}
