// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;

/** Made-up rows of numbers, the same for every program, and models that ours learn from them. */
final class EvaluatorSample {
  static final int WIDTH = 16;
  static final int TRAINED = 20_000;
  static final int TREES = 100;
  static final int LEAVES = 31;
  static final int DEPTH = 15;

  /** How many rows a batch has. */
  static final int BATCH = 10_000;

  private final FeatureMatrix features;

  /**
   * @param width how many numbers a row has
   */
  EvaluatorSample(int width) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] columns = new double[width][];
    for (int j = 0; j < width; j++) {
      columns[j] = random.doubles(TRAINED).toArray();
    }
    List<String> names = IntStream.range(0, width).mapToObj(j -> "F" + j).toList();
    features = new FeatureMatrix(names, columns, TRAINED);
  }

  FeatureMatrix features() {
    return features;
  }

  /** Rows × features. */
  double[][] rows() {
    return features.toRows();
  }

  TargetVector numbers() {
    double[][] x = features.columns();
    SplittableRandom random = new SplittableRandom(2);
    double[] values = new double[TRAINED];
    for (int i = 0; i < TRAINED; i++) {
      values[i] = x[0][i] * x[1][i] + x[2][i] + 0.5 * random.nextDouble();
    }
    return new TargetVector(values, 0);
  }

  TargetVector labels() {
    double[] labels = Arrays.stream(numbers().values()).map(v -> v > 1 ? 1 : 0).toArray();
    return new TargetVector(labels, 2);
  }

  /** Learns a model and puts a pipeline before it that scales where the learner wants it. */
  Predictor predictor(Learner learner, TargetVector target, Map<String, ?> options) {
    Model model =
        learner.fit(
            features,
            target,
            Options.check(learner.spec().name(), learner.spec().hyperparameters(), options),
            new FitContext(0, 1, FitContext.Checkpoint.NONE));
    double scale = learner.spec().has(Trait.SCALED) ? 0.5 : 1;
    List<Feature> raw =
        features.names().stream()
            .map(name -> new Feature(name, ColumnType.NUMBER, new NumberEncoding(0, 0, scale)))
            .toList();
    List<String> classes = target.classes() == 0 ? List.of() : List.of("no", "yes");
    ColumnType type = target.classes() == 0 ? ColumnType.NUMBER : ColumnType.TEXT;
    return new Predictor(new Target("y", type, classes), new Pipeline(raw), model);
  }
}
