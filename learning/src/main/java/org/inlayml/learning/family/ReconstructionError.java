// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * How far a row lies from the mean, in units of what is usual: along the components and in what
 * they leave. One output: {@code sum of weight k ((x - mean) · component k)² + rest |what is
 * left|²}. With the reciprocals of the variances as weights it is the squared distance of
 * probabilistic principal components. Source: Tipping, Bishop, Probabilistic Principal Component
 * Analysis, 1999, 3.2.
 *
 * @param means one an input
 * @param components components × inputs, of length 1 and at right angles
 * @param weights one a component
 * @param rest the weight of what they leave
 */
public record ReconstructionError(
    double[] means, double[][] components, double[] weights, double rest) implements Model {
  public ReconstructionError {
    if (weights.length != components.length) {
      throw new IllegalArgumentException("as many weights as components are needed");
    }
    for (double[] component : components) {
      if (component.length != means.length) {
        throw new IllegalArgumentException("a component has the wrong length");
      }
    }
  }

  @Override
  public int inputs() {
    return means.length;
  }

  @Override
  public int outputs() {
    return 1;
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
    return new DenseEvaluator(inputs(), 1, () -> new ReconstructionKernel(this), 0);
  }

  @Override
  public long bytes() {
    return Double.BYTES * (2L + means.length)
        + components.length * (24L + Double.BYTES * (means.length + 1L));
  }
}
