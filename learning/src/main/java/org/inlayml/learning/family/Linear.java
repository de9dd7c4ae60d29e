// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Weighted sums of the features. Source: any text on generalised linear models.
 *
 * @param coefficients sums × inputs; {@code link.sums(outputs)} rows
 * @param intercepts one a sum
 */
public record Linear(double[][] coefficients, double[] intercepts, Link link, int outputs)
    implements Model {
  public Linear {
    if (coefficients.length != link.sums(outputs) || intercepts.length != coefficients.length) {
      throw new IllegalArgumentException(
          coefficients.length + " sums do not give " + outputs + " outputs by " + link);
    }
  }

  @Override
  public int inputs() {
    return coefficients[0].length;
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    for (int k = 0; k < coefficients.length; k++) {
      double[] weights = coefficients[k];
      double sum = intercepts[k];
      for (int j = 0; j < weights.length; j++) {
        sum += weights[j] * features[j];
      }
      outputs[k] = sum;
    }
    link.apply(outputs, this.outputs);
  }

  @Override
  public Evaluator evaluator() {
    return LinearEvaluator.suits(this) ? new LinearEvaluator(this) : new PlainEvaluator(this);
  }

  @Override
  public long bytes() {
    return coefficients.length * (16L + (long) Double.BYTES * inputs());
  }
}
