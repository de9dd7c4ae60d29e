// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.explain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.prediction.Predictor;

/**
 * How much worse a model gets when the values of one feature are shuffled among the rows. Source:
 * Breiman, Random Forests, 2001, section 10, for any model.
 *
 * <p>The measure is ours. Classification: the mean probability given to the true class, before less
 * after, -1 to 1. Regression: the mean squared error after less before, divided by the variance of
 * the truth; 1 is as much as always answering the mean loses. Not above 0: the feature does not
 * help. Where there is no truth, what the model said before is taken for it: clustering and anomaly
 * detection: how much of the outputs moves, 0 to 1; decomposition: the mean squared change as a
 * share of the variance of the components.
 */
public final class PermutationImportance {
  /** Predictions made at most, so that wide tables and large forests stay affordable. */
  private static final int PREDICTIONS = 200_000;

  private static final int ROWS = 2_000;

  private PermutationImportance() {}

  /**
   * Measures all features on rows that have a truth.
   *
   * @return by feature name, in the pipeline's order
   */
  public static Map<String, Double> of(
      Predictor predictor,
      FeatureMatrix features,
      TargetVector truth,
      long seed,
      Checkpoint checkpoint) {
    List<Feature> pipeline = predictor.pipeline().features();
    int count = Math.min(ROWS, Math.max(10, PREDICTIONS / Math.max(1, pipeline.size())));
    int rows = Math.min(features.rows(), count);
    int[] sample = new int[rows];
    for (int i = 0; i < rows; i++) {
      sample[i] = (int) ((long) i * features.rows() / rows);
    }
    FeatureMatrix encoded = features.select(sample);
    TargetVector target = truth.select(sample);
    double[][] said = predictor.predict(encoded);
    double before = quality(said, said, target);
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Double> importance = new LinkedHashMap<>();
    int offset = 0;
    for (int i = 0; i < pipeline.size(); i++) {
      checkpoint.reached((double) i / pipeline.size());
      Feature feature = pipeline.get(i);
      int width = feature.encoding().width();
      FeatureMatrix shuffled = shuffled(encoded, offset, width, random.split());
      importance.put(feature.name(), before - quality(predictor.predict(shuffled), said, target));
      offset += width;
    }
    return importance;
  }

  /** The rows, of which the block of one feature comes from another row. */
  private static FeatureMatrix shuffled(
      FeatureMatrix rows, int offset, int width, SplittableRandom random) {
    int[] from = new int[rows.rows()];
    for (int i = 0; i < from.length; i++) {
      int j = random.nextInt(i + 1);
      from[i] = from[j];
      from[j] = i;
    }
    double[][] columns = rows.columns().clone();
    for (int k = offset; k < offset + width; k++) {
      double[] original = columns[k];
      double[] mixed = new double[from.length];
      for (int i = 0; i < from.length; i++) {
        mixed[i] = original[from[i]];
      }
      columns[k] = mixed;
    }
    return new FeatureMatrix(rows.names(), columns, rows.rows(), rows.categories());
  }

  private static double quality(double[][] outputs, double[][] said, TargetVector truth) {
    double total = 0;
    for (int i = 0; i < outputs.length; i++) {
      double[] row = outputs[i];
      total +=
          switch (truth.task()) {
            case CLASSIFICATION -> row[(int) truth.values()[i]];
            case REGRESSION -> -square(row[0] - truth.values()[i]);
            case CLUSTERING, ANOMALY_DETECTION -> -moved(row, said[i]);
            case DECOMPOSITION -> -squareDistance(row, said[i]);
          };
    }
    double unit =
        switch (truth.task()) {
          case CLASSIFICATION, CLUSTERING, ANOMALY_DETECTION -> 1;
          case REGRESSION -> variance(truth.values());
          case DECOMPOSITION -> variance(said);
        };
    return unit == 0 ? 0 : total / outputs.length / unit;
  }

  private static double square(double value) {
    return value * value;
  }

  private static double moved(double[] outputs, double[] said) {
    double moved = 0;
    for (int k = 0; k < outputs.length; k++) {
      moved += Math.abs(outputs[k] - said[k]) / 2;
    }
    return moved;
  }

  private static double squareDistance(double[] outputs, double[] said) {
    double distance = 0;
    for (int k = 0; k < outputs.length; k++) {
      distance += square(outputs[k] - said[k]);
    }
    return distance;
  }

  private static double variance(double[][] rows) {
    double variance = 0;
    for (int k = 0; k < rows[0].length; k++) {
      int column = k;
      variance += variance(Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
    }
    return variance;
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += square(value - mean) / values.length;
    }
    return variance;
  }
}
