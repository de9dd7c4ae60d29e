// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.stream.IntStream;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * The model to which most rows are near, among those shown so far; of equals the one that explains
 * these rows better. Not thread-safe.
 *
 * <p>Source: Fischler, Bolles, Random Sample Consensus, 1981; ties as in scikit-learn.
 */
final class Consensus {
  private final CentredFeatures features;
  private final FeatureProducts products;
  private final double[] target;
  private final double threshold;
  private final boolean squared;
  private final double[] sums;
  private boolean[] near;
  private boolean[] nearBest;
  private int count = 1;
  private double score = Double.NEGATIVE_INFINITY;
  private boolean found;

  /**
   * Without any model yet.
   *
   * @param squared whether the threshold is one of squares
   */
  Consensus(
      FeatureMatrix features,
      double[] target,
      double threshold,
      boolean squared,
      Checkpoint checkpoint) {
    this.features = CentredFeatures.of(features, false);
    this.target = target;
    this.threshold = threshold;
    this.squared = squared;
    products = new FeatureProducts(this.features, () -> checkpoint.reached(0));
    sums = new double[target.length];
    near = new boolean[target.length];
    nearBest = new boolean[target.length];
  }

  /** Takes the model if it is better than all before; returns whether it is. */
  boolean improves(Linear model) {
    double[] weights = new double[features.varying()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = model.coefficients()[0][features.positions()[j]];
    }
    products.sums(weights, sums);
    double intercept = model.intercepts()[0];
    int rows = 0;
    double error = 0;
    double mean = 0;
    for (int i = 0; i < sums.length; i++) {
      double residual = Math.abs(target[i] - sums[i] - intercept);
      near[i] = (squared ? residual * residual : residual) <= threshold;
      if (near[i]) {
        rows++;
        error += residual * residual;
        mean += (target[i] - mean) / rows;
      }
    }
    if (rows < count) {
      return false;
    }
    double explained = explained(error, mean);
    if (found && rows == count && explained < score) {
      return false;
    }
    boolean[] free = nearBest;
    nearBest = near;
    near = free;
    count = rows;
    score = explained;
    found = true;
    return true;
  }

  /** The share of the near rows' variance that a model explains. */
  private double explained(double error, double mean) {
    double variance = 0;
    for (int i = 0; i < target.length; i++) {
      variance += near[i] ? (target[i] - mean) * (target[i] - mean) : 0;
    }
    if (variance > 0) {
      return 1 - error / variance;
    }
    return error == 0 ? 1 : 0;
  }

  /** The share of rows that are near to the best model. */
  double share() {
    return (double) count / target.length;
  }

  /** Positions of the rows that are near to the best model; none if there is no such model. */
  int[] inliers() {
    return IntStream.range(0, target.length).filter(i -> nearBest[i]).toArray();
  }
}
