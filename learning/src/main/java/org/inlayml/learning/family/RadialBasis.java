// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * Bells around centres, {@code exp(-rate |x - center|²)}, and a linear model of their heights.
 * Source: Broomhead, Lowe, Multivariable Functional Interpolation and Adaptive Networks, 1988.
 *
 * @param centers bells × inputs
 * @param rate above 0
 * @param output takes one feature a bell
 */
public record RadialBasis(double[][] centers, double rate, Linear output) implements Model {
  public RadialBasis {
    if (centers.length == 0
        || centers[0].length == 0
        || Arrays.stream(centers).anyMatch(c -> c.length != centers[0].length)
        || output.inputs() != centers.length
        || !(rate > 0)) {
      throw new IllegalArgumentException("bells and weights do not fit");
    }
  }

  @Override
  public int inputs() {
    return centers[0].length;
  }

  @Override
  public int outputs() {
    return output.outputs();
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    predict(features, new double[centers.length], outputs);
  }

  private void predict(double[] features, double[] bells, double[] outputs) {
    for (int k = 0; k < centers.length; k++) {
      double[] center = centers[k];
      double sum = 0;
      for (int j = 0; j < center.length; j++) {
        double difference = features[j] - center[j];
        sum += difference * difference;
      }
      bells[k] = height(sum, rate);
    }
    output.predict(bells, outputs);
  }

  /** The height of a bell where the square of the distance to its centre is so much. */
  public static double height(double square, double rate) {
    return StrictMath.exp(-rate * square);
  }

  @Override
  public Evaluator evaluator() {
    return new PlainEvaluator(
        this,
        () -> {
          double[] bells = new double[centers.length];
          return (features, outputs) -> predict(features, bells, outputs);
        });
  }

  @Override
  public long bytes() {
    return centers.length * (16L + (long) Double.BYTES * inputs()) + output.bytes();
  }
}
