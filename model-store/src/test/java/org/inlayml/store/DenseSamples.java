// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import org.inlayml.learning.family.Activation;
import org.inlayml.learning.family.Bayes;
import org.inlayml.learning.family.Counts;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.Layers;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Projection;
import org.inlayml.learning.family.ReconstructionError;

/** One small model of two features of each family that is dense matrices, always the same. */
final class DenseSamples {
  private DenseSamples() {}

  static Bayes bayes() {
    return new Bayes(
        new double[] {3, 0, 4.5},
        new double[] {0.4, 0, 0.6},
        new double[][] {{0.1, -1}, {0, 0}, {2, 1.0 / 3}},
        new double[][] {{1, 0.5}, {0, 0}, {0.25, 7}},
        1e-9);
  }

  static Gaussians straight() {
    return new Gaussians(
        new double[] {-0.5, Double.NEGATIVE_INFINITY, -1.25},
        new double[][] {{0.1, -1}, {0, 0}, {2, 1.0 / 3}},
        new double[][] {{1, 0.5}, {0, 0}, {0.25, 7}});
  }

  static Gaussians slanted() {
    return new Gaussians(
        new double[] {-0.5, -1.25},
        new double[][] {{0.1, -1}, {2, 1.0 / 3}},
        new double[][] {{1, -0.3, 0.5}, {0.25, 0.1, 7}});
  }

  static Counts counts(boolean occurrence) {
    return new Counts(
        new double[] {3, 0, 4.5},
        new double[][] {{2, 1}, {0, 0}, {0.5, 4.25}},
        0.75,
        new double[] {0.4, 0, 0.6},
        occurrence,
        occurrence ? 0.5 : 0);
  }

  static Layers layers(Activation activation, Link link, int outputs) {
    double[][][] weights = {
      {{0.5, -1}, {1.0 / 3, 2}, {-0.25, 0.75}},
      {{1, -0.5, 0.25}, {0.1, 0.2, -0.3}},
      new double[link.sums(outputs)][2]
    };
    double[][] biases = {{0.1, -0.2, 0.3}, {0, 1}, new double[link.sums(outputs)]};
    for (int k = 0; k < weights[2].length; k++) {
      weights[2][k][0] = k + 0.5;
      weights[2][k][1] = 1.0 / (k + 3);
      biases[2][k] = -0.1 * k;
    }
    return new Layers(weights, biases, activation, link, outputs);
  }

  static Projection projection() {
    return new Projection(
        new double[] {0.5, -0.25},
        new double[][] {{0.6, 0.8}, {-0.8, 0.6}},
        new double[] {1.5, 1},
        new double[] {0.7, 0.3});
  }

  static ReconstructionError reconstructionError() {
    return new ReconstructionError(
        new double[] {0.5, -0.25}, new double[][] {{0.6, 0.8}}, new double[] {0.4}, 2);
  }
}
