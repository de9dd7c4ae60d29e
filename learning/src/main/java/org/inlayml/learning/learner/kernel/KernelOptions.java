// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.List;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.KernelFunction.Kind;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * The options that choose a kernel, named as in scikit-learn, whose defaults differ by learner.
 * Immutable.
 */
record KernelOptions(
    Option<String> kernel, Option<Object> gamma, Option<Integer> degree, Option<Double> coef0) {
  static KernelOptions of(String kernel, String gamma, double coef0) {
    return new KernelOptions(
        Option.choice("kernel", "linear", "rbf", "poly", "sigmoid", "laplacian")
            .defaultsTo(kernel)
            .doc(
                "How alike two rows are: 'linear' x·z, 'rbf' exp(-gamma |x - z|²), 'poly'"
                    + " (gamma x·z + coef0)^degree, 'sigmoid' tanh(gamma x·z + coef0), 'laplacian'"
                    + " exp(-gamma Σ|x - z|)."),
        Option.numberOrWord("gamma", 0, Double.POSITIVE_INFINITY, "scale", "auto")
            .defaultsTo(gamma)
            .doc(
                "The factor in the kernel; 'scale' is 1 / (features · variance of all their"
                    + " values), 'auto' is 1 / features."),
        Option.integer("degree", 0, 100).defaultsTo(3).doc("The exponent of the kernel 'poly'."),
        Option.number("coef0", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .defaultsTo(coef0)
            .doc("What the kernels 'poly' and 'sigmoid' add to the product."));
  }

  List<Option<?>> all() {
    return List.of(kernel, gamma, degree, coef0);
  }

  KernelFunction function(Options options, FeatureMatrix features) {
    Kind kind =
        switch (options.get(kernel)) {
          case "linear" -> Kind.LINEAR;
          case "poly" -> Kind.POLYNOMIAL;
          case "sigmoid" -> Kind.SIGMOID;
          case "laplacian" -> Kind.LAPLACIAN;
          default -> Kind.RBF;
        };
    return new KernelFunction(
        kind, factor(options, features), options.get(coef0), options.get(degree));
  }

  private double factor(Options options, FeatureMatrix features) {
    Object given = options.get(gamma);
    if (given instanceof Double number) {
      return number;
    }
    double variance = given.equals("auto") ? 1 : variance(features);
    double factor = variance > 0 ? 1 / variance / features.width() : 1;
    // however great the values are, rows that differ must differ
    return Math.max(Double.MIN_NORMAL, Math.min(Double.MAX_VALUE, factor));
  }

  /** Of all values, whatever their column. */
  private static double variance(FeatureMatrix features) {
    double count = (double) features.rows() * features.width();
    double mean = 0;
    for (double[] column : features.columns()) {
      for (int i = 0; i < features.rows(); i++) {
        mean += column[i] / count;
      }
    }
    double variance = 0;
    for (double[] column : features.columns()) {
      for (int i = 0; i < features.rows(); i++) {
        variance += (column[i] - mean) * (column[i] - mean) / count;
      }
    }
    return variance;
  }
}
