// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The inner products of centred features, weighted by row, with one another and with the centred
 * target: all that methods need that take features up one by one. Those of the features with one
 * another are reckoned at once where most will be needed, else when they are asked for: a method
 * that takes up few of many features never needs them all. Not thread-safe.
 */
final class InnerProducts {
  private final CentredFeatures features;
  private final FeatureProducts products;
  private final double[] target;
  private final double[] vector;
  private final double targetMean;
  private final double[] withTarget;
  private final double[][] all;

  private InnerProducts(
      CentredFeatures features, double[] target, boolean atOnce, FeatureProducts products) {
    this.features = features;
    this.products = products;
    targetMean = features.targetMean(target);
    this.target = new double[target.length];
    vector = new double[target.length];
    for (int i = 0; i < target.length; i++) {
      this.target[i] = target[i] - targetMean;
    }
    withTarget = Arrays.copyOf(with(this.target), features.varying());
    all = atOnce ? new double[products.size()][products.size()] : new double[0][];
    if (atOnce) {
      products.gram(features.weights(), all);
    }
  }

  /**
   * Prepares the products.
   *
   * @param taken how many features will be asked for, at most
   */
  static InnerProducts of(
      CentredFeatures features, double[] target, int taken, Checkpoint checkpoint) {
    FeatureProducts products = new FeatureProducts(features, () -> checkpoint.reached(0));
    boolean atOnce = atOnce(features.rows(), features.varying(), taken);
    return new InnerProducts(features, target, atOnce, products);
  }

  private static boolean atOnce(long rows, long width, long taken) {
    return rows > width && taken > width / 3;
  }

  /**
   * Bytes that these need.
   *
   * @param taken how many features are asked for
   */
  static long memory(long rows, int width, long taken) {
    return 8 * (2 * rows + 4L * width)
        + FeatureProducts.memory(rows, atOnce(rows, width, taken) ? width : 0)
        + 8 * (width + 3L) * (atOnce(rows, width, taken) ? width + 1L : Math.min(rows, taken));
  }

  /** How many features. */
  int width() {
    return features.varying();
  }

  double targetMean() {
    return targetMean;
  }

  /** Of every feature with the target; not to be changed. */
  double[] withTarget() {
    return withTarget;
  }

  /** Of the target with itself. */
  double targetSquare() {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += weight(i) * target[i] * target[i];
    }
    return sum;
  }

  /** Of every feature with itself. */
  double[] squares() {
    double[] squares = new double[width()];
    for (int j = 0; j < squares.length; j++) {
      if (all.length > 0) {
        squares[j] = all[j][j];
      } else {
        for (int i = 0; i < target.length; i++) {
          double value = features.columns()[j][i] - features.means()[j];
          squares[j] += weight(i) * value * value;
        }
      }
    }
    return squares;
  }

  /** Of every feature with the given one; not to be changed. May be longer than the width. */
  double[] withFeature(int feature) {
    if (all.length > 0) {
      return all[feature];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = features.columns()[feature][i] - features.means()[feature];
    }
    return with(vector);
  }

  /** Of every feature with so many numbers. */
  private double[] with(double[] numbers) {
    double[] weighted = numbers;
    if (features.isWeighted()) {
      weighted = vector;
      for (int i = 0; i < vector.length; i++) {
        vector[i] = weight(i) * numbers[i];
      }
    }
    double[] into = new double[products.size()];
    products.products(weighted, into);
    return into;
  }

  private double weight(int row) {
    return features.isWeighted() ? features.weights()[row] : 1;
  }
}
