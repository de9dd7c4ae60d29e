// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * What a row measures along a few directions: output k is {@code (x - mean) · component k / scale
 * k}. Source: Jolliffe, Principal Component Analysis, 2nd ed., 2002, ch. 2.
 *
 * @param means one an input; all 0 where nothing is centred
 * @param components outputs × inputs, of length 1 and at right angles
 * @param scales one an output, not 0; all 1 unless the outputs shall vary alike
 * @param explained one an output: its share of the variance
 */
public record Projection(double[] means, double[][] components, double[] scales, double[] explained)
    implements Model {
  public Projection {
    if (components.length == 0
        || scales.length != components.length
        || explained.length != components.length) {
      throw new IllegalArgumentException("as many scales as components are needed");
    }
    for (double[] component : components) {
      if (component.length != means.length) {
        throw new IllegalArgumentException("a component has the wrong length");
      }
    }
  }

  /** The weighted sums that it comes to. */
  private Linear linear() {
    double[][] coefficients = new double[components.length][means.length];
    double[] intercepts = new double[components.length];
    for (int k = 0; k < components.length; k++) {
      for (int j = 0; j < means.length; j++) {
        coefficients[k][j] = components[k][j] / scales[k];
        intercepts[k] -= means[j] * coefficients[k][j];
      }
    }
    return new Linear(coefficients, intercepts, Link.IDENTITY, components.length);
  }

  @Override
  public int inputs() {
    return means.length;
  }

  @Override
  public int outputs() {
    return components.length;
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
    Linear linear = linear();
    return new DenseEvaluator(
        inputs(), outputs(), () -> new SumsKernel(linear, false, 0), linear.bytes());
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * means.length
        + components.length * (32L + Double.BYTES * (means.length + 2L));
  }
}
