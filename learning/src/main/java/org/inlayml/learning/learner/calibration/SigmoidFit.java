// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.calibration;

import org.inlayml.learning.family.Sigmoids;

/**
 * Fits the sigmoid that makes probabilities of scores, by Newton's method with backtracking on
 * targets that keep clear of 0 and 1. Source: Lin, Lin, Weng, A Note on Platt's Probabilistic
 * Outputs for Support Vector Machines, 2007.
 */
public final class SigmoidFit {
  private static final int MOST_STEPS = 100;
  private static final double SMALLEST_STEP = 1e-10;
  private static final double RIDGE = 1e-12;
  private static final double FLAT = 1e-5;

  private final double[] scores;
  private final double[] targets;
  private final double[] weights;
  private double slope;
  private double offset;

  private SigmoidFit(double[] scores, boolean[] positive, double[] weights) {
    this.scores = scores;
    this.weights = weights;
    double positives = 0;
    double negatives = 0;
    for (int i = 0; i < scores.length; i++) {
      positives += positive[i] ? weights[i] : 0;
      negatives += positive[i] ? 0 : weights[i];
    }
    double high = (positives + 1) / (positives + 2);
    double low = 1 / (negatives + 2);
    targets = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      targets[i] = positive[i] ? high : low;
    }
    offset = StrictMath.log((positives + 1) / (negatives + 1));
  }

  /**
   * Fits one sigmoid a score.
   *
   * @param scores scores × rows
   * @param labels per row its class; with one score the second of two classes is the positive one
   * @param weights per row how much it counts
   */
  public static Sigmoids fit(double[][] scores, int[] labels, double[] weights) {
    double[] slopes = new double[scores.length];
    double[] offsets = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      int positive = scores.length == 1 ? 1 : k;
      boolean[] isPositive = new boolean[labels.length];
      for (int i = 0; i < labels.length; i++) {
        isPositive[i] = labels[i] == positive;
      }
      SigmoidFit fit = new SigmoidFit(scores[k], isPositive, weights);
      double shares = fit.offset;
      fit.minimise();
      // Where scores tell nothing, those of rows held out lean to the wrong side: each class is
      // rarer among the rows that the model was fitted on. Turning them round would be wrong.
      boolean tells = fit.slope >= 0;
      slopes[k] = tells ? fit.slope : 0;
      offsets[k] = tells ? fit.offset : shares;
    }
    return new Sigmoids(slopes, offsets);
  }

  private void minimise() {
    double loss = loss(slope, offset);
    for (int step = 0; step < MOST_STEPS; step++) {
      double slopeSlope = RIDGE;
      double offsetOffset = RIDGE;
      double slopeOffset = 0;
      double bySlope = 0;
      double byOffset = 0;
      for (int i = 0; i < scores.length; i++) {
        double p = probability(slope * scores[i] + offset);
        double curvature = weights[i] * p * (1 - p);
        slopeSlope += scores[i] * scores[i] * curvature;
        offsetOffset += curvature;
        slopeOffset += scores[i] * curvature;
        double deviation = weights[i] * (p - targets[i]);
        bySlope += scores[i] * deviation;
        byOffset += deviation;
      }
      if (Math.abs(bySlope) < FLAT && Math.abs(byOffset) < FLAT) {
        return;
      }
      double determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
      double slopeStep = -(offsetOffset * bySlope - slopeOffset * byOffset) / determinant;
      double offsetStep = -(slopeSlope * byOffset - slopeOffset * bySlope) / determinant;
      double descent = bySlope * slopeStep + byOffset * offsetStep;
      double size = 1;
      double better = loss(slope + slopeStep, offset + offsetStep);
      while (size >= SMALLEST_STEP && !(better < loss + 1e-4 * size * descent)) {
        size /= 2;
        better = loss(slope + size * slopeStep, offset + size * offsetStep);
      }
      if (size < SMALLEST_STEP) {
        return;
      }
      slope += size * slopeStep;
      offset += size * offsetStep;
      loss = better;
    }
  }

  private double loss(double slope, double offset) {
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      double sum = slope * scores[i] + offset;
      // log(1 + exp(-|sum|)) never overflows
      double tail = StrictMath.log1p(StrictMath.exp(-Math.abs(sum)));
      loss += weights[i] * ((sum >= 0 ? (1 - targets[i]) * sum : -targets[i] * sum) + tail);
    }
    return loss;
  }

  private static double probability(double sum) {
    return 1 / (1 + StrictMath.exp(-sum));
  }
}
