// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The inner products of centred features, weighted by row, with one another and with the centred
 * target: all that methods need that take features up one by one. Those of the features with one
 * another are reckoned at once where there are more rows than features, else when they are asked
 * for: a method that takes up few of many features never needs them all.
 */
final class InnerProducts {
  private final CentredFeatures features;
  private final FeatureProducts products;
  private final double[] target;
  private final double targetMean;
  private final double[] withTarget;
  private final double[][] all;

  private InnerProducts(CentredFeatures features, double[] target, FeatureProducts products) {
    this.features = features;
    this.products = products;
    targetMean = features.targetMean(target);
    this.target = new double[target.length];
    for (int i = 0; i < target.length; i++) {
      this.target[i] = target[i] - targetMean;
    }
    withTarget = with(this.target);
    boolean atOnce = features.rows() > features.varying();
    all = atOnce ? new double[products.size()][products.size()] : new double[0][];
    if (atOnce) {
      products.gram(features.weights(), all);
    }
  }

  static InnerProducts of(CentredFeatures features, double[] target, Checkpoint checkpoint) {
    return new InnerProducts(
        features, target, new FeatureProducts(features, () -> checkpoint.reached(0)));
  }

  /**
   * Bytes that these need.
   *
   * @param taken how many features are asked for
   */
  static long memory(long rows, int width, long taken) {
    return 8 * (3 * rows + 2L * width)
        + FeatureProducts.memory(width)
        + 8 * (width + 3L) * (rows > width ? width + 1L : Math.min(rows, taken));
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
    double[] column = new double[features.rows()];
    for (int i = 0; i < column.length; i++) {
      column[i] = features.columns()[feature][i] - features.means()[feature];
    }
    return with(column);
  }

  private double[] with(double[] vector) {
    double[] weighted = vector;
    if (features.isWeighted()) {
      weighted = new double[vector.length];
      for (int i = 0; i < vector.length; i++) {
        weighted[i] = weight(i) * vector[i];
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
