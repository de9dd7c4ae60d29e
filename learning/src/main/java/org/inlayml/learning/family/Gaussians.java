// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Normal densities, one an output, weighed against each other: output k is the share of {@code
 * exp(constant k - |F (x - mean k)|² / 2)} in their sum, where F is a diagonal or a lower triangle
 * with {@code F'F} the inverse of the covariance. What quadratic discriminant analysis and mixtures
 * of Gaussians give. Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning,
 * 2nd ed., 4.3 and 8.5.
 *
 * @param constants logarithm of the prior plus that of the determinant of F; minus infinity for
 *     what never occurs
 * @param means outputs × inputs
 * @param factors per output the diagonal of F, or its rows up to the diagonal one after another
 */
public record Gaussians(double[] constants, double[][] means, double[][] factors) implements Model {
  /** What stands for a distance beyond all numbers. */
  static final double FARTHEST = 1e300;

  public Gaussians {
    if (constants.length == 0
        || means.length != constants.length
        || factors.length != constants.length) {
      throw new IllegalArgumentException("as many constants as means and factors are needed");
    }
    int width = means[0].length;
    for (int k = 0; k < means.length; k++) {
      if (means[k].length != width
          || (factors[k].length != width && factors[k].length != triangle(width))) {
        throw new IllegalArgumentException("means or factors have the wrong length");
      }
    }
  }

  /** How many numbers a triangle has. */
  public static long triangle(int width) {
    return width * (width + 1L) / 2;
  }

  /** {@code -log(2 pi) / 2} a feature: what turns the constants into those of densities. */
  public static double densityConstant(int width) {
    return -0.5 * width * StrictMath.log(2 * Math.PI);
  }

  @Override
  public int inputs() {
    return means[0].length;
  }

  @Override
  public int outputs() {
    return constants.length;
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
    return new DenseEvaluator(inputs(), outputs(), () -> new GaussiansKernel(this), 0);
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (double[] factor : factors) {
      bytes += 48L + Double.BYTES * (1L + inputs() + factor.length);
    }
    return bytes;
  }
}
