// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * A network of dense layers: each unit adds up the values of the layer before, weighted; hidden
 * ones apply the activation. Source: Goodfellow, Bengio, Courville, Deep Learning, 2016, ch. 6.
 *
 * @param weights layers × units × units of the layer before, the first layer's being the inputs
 * @param biases layers × units
 * @param activation of the hidden layers, which are all but the last
 * @param link from the last layer's sums to the outputs
 */
public record Layers(
    double[][][] weights, double[][] biases, Activation activation, Link link, int outputs)
    implements Model {
  public Layers {
    if (weights.length == 0 || biases.length != weights.length) {
      throw new IllegalArgumentException("as many biases as layers are needed");
    }
    for (int layer = 0; layer < weights.length; layer++) {
      int before = layer == 0 ? width(weights[0]) : weights[layer - 1].length;
      if (weights[layer].length == 0 || biases[layer].length != weights[layer].length) {
        throw new IllegalArgumentException("a layer has no units or not all biases");
      }
      for (double[] unit : weights[layer]) {
        if (unit.length != before) {
          throw new IllegalArgumentException("a unit does not take what the layer before gives");
        }
      }
    }
    if (weights[weights.length - 1].length != link.sums(outputs)) {
      throw new IllegalArgumentException("the last layer does not give the outputs");
    }
  }

  private static int width(double[][] layer) {
    return layer.length == 0 ? 0 : layer[0].length;
  }

  @Override
  public int inputs() {
    return width(weights[0]);
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    dense().predict(features, outputs);
  }

  @Override
  public Evaluator evaluator() {
    return dense();
  }

  private DenseEvaluator dense() {
    double[][][] transposed = new double[weights.length][][];
    for (int layer = 0; layer < weights.length; layer++) {
      int before = layer == 0 ? inputs() : weights[layer - 1].length;
      transposed[layer] = new double[before][weights[layer].length];
      for (int unit = 0; unit < weights[layer].length; unit++) {
        for (int j = 0; j < before; j++) {
          transposed[layer][j][unit] = weights[layer][unit][j];
        }
      }
    }
    return new DenseEvaluator(inputs(), outputs, () -> new LayersKernel(this, transposed), bytes());
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (double[][] layer : weights) {
      bytes += layer.length * (32L + Double.BYTES * (long) width(layer));
    }
    return bytes;
  }
}
