// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Weighted sums of products of the features. Every product is one of fewer factors, its parent,
 * times one feature more; sums are added up from the longest products to the shortest, one
 * multiplication a product (Horner's rule).
 *
 * <p>Features beyond what products can bear are taken for the greatest that they can.
 *
 * @param inputs how many features; each is a product by itself
 * @param parents per product the position of its parent, which is before it, or {@link #NONE}
 * @param factors per product the feature that it has besides its parent
 * @param sums from the products to the outputs
 */
public record Polynomial(int inputs, int[] parents, int[] factors, Linear sums) implements Model {
  /** The parent of products of one factor. */
  public static final int NONE = -1;

  private static final double GREATEST_PRODUCT = 1e200;

  public Polynomial {
    if (parents.length != factors.length || parents.length != sums.inputs()) {
      throw new IllegalArgumentException(
          parents.length + " parents, " + factors.length + " factors, " + sums.inputs() + " sums");
    }
    if (inputs < 1 || inputs > parents.length) {
      throw new IllegalArgumentException(inputs + " inputs of " + parents.length + " products");
    }
    for (int t = 0; t < parents.length; t++) {
      if (parents[t] < NONE || parents[t] >= t || factors[t] < 0 || factors[t] >= inputs) {
        throw new IllegalArgumentException("product " + t + " is none of those before it");
      }
    }
  }

  @Override
  public int outputs() {
    return sums.outputs();
  }

  /** What a feature may be at most, so that no product is infinite. */
  double limit() {
    int[] degrees = new int[parents.length];
    int degree = 1;
    for (int t = 0; t < parents.length; t++) {
      degrees[t] = parents[t] == NONE ? 1 : degrees[parents[t]] + 1;
      degree = Math.max(degree, degrees[t]);
    }
    return StrictMath.pow(GREATEST_PRODUCT, 1.0 / degree);
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    double[] row = new double[inputs];
    clip(features, limit(), row);
    predict(row, new double[parents.length], outputs);
  }

  static void clip(double[] features, double limit, double[] row) {
    for (int j = 0; j < row.length; j++) {
      row[j] = Math.max(-limit, Math.min(features[j], limit));
    }
  }

  /**
   * Predicts one row.
   *
   * @param row the features, clipped
   * @param rests room for one value a product
   */
  void predict(double[] row, double[] rests, double[] outputs) {
    for (int k = 0; k < sums.intercepts().length; k++) {
      double[] weights = sums.coefficients()[k];
      System.arraycopy(weights, 0, rests, 0, weights.length);
      double sum = sums.intercepts()[k];
      for (int t = weights.length - 1; t >= 0; t--) {
        double term = rests[t] * row[factors[t]];
        if (parents[t] == NONE) {
          sum += term;
        } else {
          rests[parents[t]] += term;
        }
      }
      outputs[k] = sum;
    }
    sums.link().apply(outputs, outputs());
  }

  @Override
  public Evaluator evaluator() {
    return new PolynomialEvaluator(this);
  }

  @Override
  public long bytes() {
    return sums.bytes() + 2L * Integer.BYTES * parents.length;
  }
}
