// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * Naive Bayes of features that are counted: multinomial where a feature is how often something
 * occurs, Bernoulli where it is whether it occurs. Keeps the sums, so that it can go on with more
 * rows. Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, ch. 13.
 *
 * @param counts per class the sum of the weights of its rows; 0 for one that never occurred
 * @param sums classes × inputs: the weighted sums of the features, or of where they occur
 * @param smoothing added to each sum, above 0
 * @param priors per class its probability beforehand; 0 for one that never occurred
 * @param occurrence whether a feature counts but once, which makes it Bernoulli
 * @param threshold above it a feature occurs
 */
public record Counts(
    double[] counts,
    double[][] sums,
    double smoothing,
    double[] priors,
    boolean occurrence,
    double threshold)
    implements Model {
  public Counts {
    if (counts.length == 0
        || sums.length != counts.length
        || priors.length != counts.length
        || !(smoothing > 0)) {
      throw new IllegalArgumentException("the classes have not all they need");
    }
    for (double[] sum : sums) {
      if (sum.length != sums[0].length) {
        throw new IllegalArgumentException("sums have the wrong length");
      }
    }
  }

  /** The weighted sums that it comes to, of the features or of where they occur. */
  Linear linear() {
    double[][] coefficients = new double[counts.length][inputs()];
    double[] intercepts = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      // not minus infinity, which has no difference from itself
      intercepts[k] = priors[k] > 0 ? StrictMath.log(priors[k]) : -Gaussians.FARTHEST;
      if (occurrence) {
        intercepts[k] += bernoulli(sums[k], counts[k], coefficients[k]);
      } else {
        multinomial(sums[k], coefficients[k]);
      }
    }
    return new Linear(coefficients, intercepts, Link.SOFTMAX, counts.length);
  }

  private void multinomial(double[] sum, double[] coefficients) {
    double total = smoothing * sum.length + Arrays.stream(sum).sum();
    for (int j = 0; j < sum.length; j++) {
      coefficients[j] = StrictMath.log(sum[j] + smoothing) - StrictMath.log(total);
    }
  }

  /** Returns the logarithm of the probability that nothing occurs. */
  private double bernoulli(double[] sum, double count, double[] coefficients) {
    double nothing = 0;
    for (int j = 0; j < sum.length; j++) {
      double total = StrictMath.log(count + 2 * smoothing);
      double absent = StrictMath.log(Math.max(0, count - sum[j]) + smoothing) - total;
      coefficients[j] = StrictMath.log(sum[j] + smoothing) - total - absent;
      nothing += absent;
    }
    return nothing;
  }

  @Override
  public int inputs() {
    return sums[0].length;
  }

  @Override
  public int outputs() {
    return counts.length;
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
        inputs(), outputs(), () -> new SumsKernel(linear, occurrence, threshold), linear.bytes());
  }

  @Override
  public long bytes() {
    return outputs() * (32L + Double.BYTES * (2L + inputs()));
  }
}
