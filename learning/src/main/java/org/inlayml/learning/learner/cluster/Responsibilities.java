// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.GaussiansKernel;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * How much each component of a mixture has of each row: what an expectation step gives. Not
 * thread-safe.
 */
final class Responsibilities {
  private final FeatureMatrix features;
  private final double[] weights;
  private final double[][] shares;
  private final Runnable pause;

  /**
   * Makes room.
   *
   * @param weights of the rows
   */
  Responsibilities(FeatureMatrix features, double[] weights, int components, Runnable pause) {
    this.features = features;
    this.weights = weights;
    this.pause = pause;
    shares = new double[components][features.rows()];
  }

  FeatureMatrix features() {
    return features;
  }

  int components() {
    return shares.length;
  }

  /** By row the share of a component times the weight of the row. */
  double[] of(int component) {
    return shares[component];
  }

  double[] weights() {
    return weights;
  }

  Runnable pause() {
    return pause;
  }

  /**
   * Fills in shares by densities; returns the mean logarithm of the density, but for a constant.
   */
  double expect(Gaussians model) {
    logarithms(model);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (double[] share : shares) {
        greatest = Math.max(greatest, share[i]);
      }
      double density = 0;
      for (double[] share : shares) {
        share[i] = StrictMath.exp(share[i] - greatest);
        density += share[i];
      }
      for (double[] share : shares) {
        share[i] *= weights[i] / density;
      }
      sum += weights[i] * (greatest + StrictMath.log(density));
      total += weights[i];
    }
    return sum / total;
  }

  /** Gives each row to the component nearest; returns the sum of half the squared distances. */
  double assign(Gaussians model) {
    logarithms(model);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int nearest = 0;
      for (int k = 1; k < shares.length; k++) {
        if (shares[k][i] > shares[nearest][i]) {
          nearest = k;
        }
      }
      sum -= weights[i] * shares[nearest][i];
      for (int k = 0; k < shares.length; k++) {
        shares[k][i] = k == nearest ? weights[i] : 0;
      }
    }
    return sum;
  }

  private void logarithms(Gaussians model) {
    GaussiansKernel kernel = new GaussiansKernel(model);
    double[][] block = new double[features.width()][kernel.capacity()];
    for (int from = 0; from < features.rows(); from += kernel.capacity()) {
      pause.run();
      int rows = Math.min(kernel.capacity(), features.rows() - from);
      for (int j = 0; j < block.length; j++) {
        System.arraycopy(features.columns()[j], from, block[j], 0, rows);
      }
      kernel.logarithms(block, rows, shares, from);
    }
  }
}
