// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Gaussian naive Bayes: within a class the features are independent and normal. Keeps what it takes
 * to go on with more rows. Source: Hastie, Tibshirani, Friedman, The Elements of Statistical
 * Learning, 2nd ed., 6.6.3.
 *
 * @param counts per class the sum of the weights of its rows; 0 for one that never occurred
 * @param priors per class its probability beforehand; 0 for one that never occurred
 * @param means classes × inputs
 * @param variances classes × inputs, those of the rows alone
 * @param smoothing added to all variances, above 0
 */
public record Bayes(
    double[] counts, double[] priors, double[][] means, double[][] variances, double smoothing)
    implements Model {
  public Bayes {
    if (counts.length == 0
        || priors.length != counts.length
        || means.length != counts.length
        || variances.length != counts.length
        || !(smoothing > 0)) {
      throw new IllegalArgumentException("the classes have not all they need");
    }
    for (int k = 0; k < means.length; k++) {
      if (means[k].length != means[0].length || variances[k].length != means[0].length) {
        throw new IllegalArgumentException("means or variances have the wrong length");
      }
    }
  }

  /** The densities that it weighs against each other. */
  Gaussians densities() {
    double[] constants = new double[counts.length];
    double[][] factors = new double[counts.length][inputs()];
    for (int k = 0; k < constants.length; k++) {
      constants[k] = StrictMath.log(priors[k]);
      for (int j = 0; j < inputs(); j++) {
        double variance = variances[k][j] + smoothing;
        constants[k] -= 0.5 * StrictMath.log(variance);
        factors[k][j] = 1 / Math.sqrt(variance);
      }
    }
    return new Gaussians(constants, means, factors);
  }

  @Override
  public int inputs() {
    return means[0].length;
  }

  @Override
  public int outputs() {
    return counts.length;
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    densities().predict(features, outputs);
  }

  @Override
  public Evaluator evaluator() {
    return densities().evaluator();
  }

  @Override
  public long bytes() {
    return outputs() * (32L + Double.BYTES * (2L + 2L * inputs()));
  }
}
