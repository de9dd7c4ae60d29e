// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.inlayml.learning.family.Activation;
import org.inlayml.learning.family.Layers;
import org.inlayml.learning.family.Link;

/**
 * A network that is being learnt.
 *
 * @param weights layers × units × units before
 * @param biases layers × units
 */
record Network(double[][][] weights, double[][] biases, Activation activation, Link link) {
  /**
   * Draws weights that keep the spread of values from layer to layer. Source: Glorot, Bengio,
   * Understanding the Difficulty of Training Deep Feedforward Neural Networks, 2010; bounds as in
   * scikit-learn.
   *
   * @param sizes inputs, units of the hidden layers, sums
   */
  static Network drawn(int[] sizes, Activation activation, Link link, SplittableRandom random) {
    double[][][] weights = new double[sizes.length - 1][][];
    double[][] biases = new double[sizes.length - 1][];
    double factor = activation == Activation.LOGISTIC ? 2 : 6;
    for (int layer = 0; layer < weights.length; layer++) {
      double bound = Math.sqrt(factor / (sizes[layer] + sizes[layer + 1]));
      weights[layer] = new double[sizes[layer + 1]][sizes[layer]];
      biases[layer] = new double[sizes[layer + 1]];
      for (double[] unit : weights[layer]) {
        draw(unit, bound, random);
      }
      draw(biases[layer], bound, random);
    }
    return new Network(weights, biases, activation, link);
  }

  private static void draw(double[] values, double bound, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble(-bound, bound);
    }
  }

  /** Goes on from a model, whose last layer gives numbers in the units of the target. */
  static Network from(Layers model, double mean, double deviation) {
    Network network =
        new Network(model.weights(), model.biases(), model.activation(), model.link()).copy();
    network.rescaleLast(1 / deviation, -mean / deviation);
    return network;
  }

  /** The model, whose last layer gives numbers in the units of the target. */
  Layers model(double mean, double deviation, int outputs) {
    Network network = copy();
    network.rescaleLast(deviation, mean);
    return new Layers(network.weights, network.biases, activation, link, outputs);
  }

  private void rescaleLast(double factor, double offset) {
    if (link != Link.IDENTITY) {
      return;
    }
    int last = weights.length - 1;
    for (int unit = 0; unit < biases[last].length; unit++) {
      for (int j = 0; j < weights[last][unit].length; j++) {
        weights[last][unit][j] *= factor;
      }
      biases[last][unit] = biases[last][unit] * factor + offset;
    }
  }

  Network copy() {
    double[][][] copied = new double[weights.length][][];
    double[][] copiedBiases = new double[weights.length][];
    for (int layer = 0; layer < copied.length; layer++) {
      copied[layer] = new double[weights[layer].length][];
      for (int unit = 0; unit < copied[layer].length; unit++) {
        copied[layer][unit] = weights[layer][unit].clone();
      }
      copiedBiases[layer] = biases[layer].clone();
    }
    return new Network(copied, copiedBiases, activation, link);
  }

  /** A network of the same shape, all 0. */
  Network zeros() {
    Network zeros = copy();
    zeros.parameters().forEach(values -> Arrays.fill(values, 0));
    return zeros;
  }

  /** All arrays of numbers that are learnt, always in the same order. */
  List<double[]> parameters() {
    List<double[]> parameters = new ArrayList<>();
    for (int layer = 0; layer < weights.length; layer++) {
      parameters.addAll(List.of(weights[layer]));
      parameters.add(biases[layer]);
    }
    return parameters;
  }

  /** Units of all layers, the inputs first. */
  int[] sizes() {
    int[] sizes = new int[weights.length + 1];
    sizes[0] = weights[0][0].length;
    for (int layer = 0; layer < weights.length; layer++) {
      sizes[layer + 1] = weights[layer].length;
    }
    return sizes;
  }
}
