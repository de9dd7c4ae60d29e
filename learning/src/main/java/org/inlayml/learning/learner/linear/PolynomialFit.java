// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;

/**
 * Weighted least squares on products of features that are never all in memory. With fewer products
 * than rows it solves for the coefficients; else for one number a row, of which the coefficients
 * are sums. Not thread-safe.
 *
 * <p>Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 18.3.5.
 */
final class PolynomialFit {
  private static final int SLICE = 1 << 16;

  private final FeatureMatrix features;
  private final TargetVector target;
  private final Products products;
  private final Checkpoint checkpoint;
  private final double[] means;
  private final double targetMean;
  private final double[] roots;

  PolynomialFit(
      FeatureMatrix features,
      TargetVector target,
      Products products,
      boolean intercept,
      Checkpoint checkpoint) {
    this.features = features;
    this.target = target;
    this.products = products;
    this.checkpoint = checkpoint;
    means = new double[products.count()];
    roots = new double[features.rows()];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.sqrt(target.weight(i));
    }
    targetMean = intercept ? WeightedMeans.mean(target.values(), target) : 0;
    if (intercept) {
      double[] values = new double[features.rows()];
      for (int t = 0; t < means.length; t++) {
        pause(t, values.length, 0, 0.2 * t / means.length);
        products.multiply(t, features.columns(), values);
        means[t] = WeightedMeans.mean(values, target);
      }
    }
  }

  /** Reaches the checkpoint once a slice of numbers. */
  private void pause(int index, int length, double from, double share) {
    if (index % Math.max(1, SLICE / length) == 0) {
      checkpoint.reached(from + share);
    }
  }

  double[] byProducts(double penalty) {
    int count = products.count();
    NormalEquations equations = new NormalEquations(count, 1);
    double[] row = new double[features.width()];
    for (int i = 0; i < features.rows(); i++) {
      pause(i, count, 0.2, 0.6 * i / features.rows());
      for (int j = 0; j < row.length; j++) {
        row[j] = features.columns()[j][i];
      }
      double[] values = equations.next();
      products.multiply(row, values);
      for (int t = 0; t < count; t++) {
        values[t] = roots[i] * (values[t] - means[t]);
      }
      values[count] = roots[i] * (target.values()[i] - targetMean);
      equations.add();
    }
    return equations.solve(penalty, () -> checkpoint.reached(0.8))[0];
  }

  double[] byRows(double penalty) {
    int rows = features.rows();
    NormalEquations equations = new NormalEquations(rows, 1);
    for (int t = 0; t < products.count(); t++) {
      pause(t, rows * Math.min(rows, 64), 0.2, 0.6 * t / products.count());
      column(t, equations.next());
      equations.add();
    }
    double[] right = new double[rows];
    for (int i = 0; i < rows; i++) {
      right[i] = roots[i] * (target.values()[i] - targetMean);
    }
    equations.rightSide(0, right);
    double[] shares = equations.solve(penalty, () -> checkpoint.reached(0.8))[0];
    double[] coefficients = new double[products.count()];
    double[] values = new double[rows + 1];
    for (int t = 0; t < coefficients.length; t++) {
      pause(t, rows, 0.8, 0.2 * t / coefficients.length);
      column(t, values);
      for (int i = 0; i < rows; i++) {
        coefficients[t] += values[i] * shares[i];
      }
    }
    return coefficients;
  }

  /** One product, centred and weighted. */
  private void column(int product, double[] values) {
    double[] column = new double[features.rows()];
    products.multiply(product, features.columns(), column);
    for (int i = 0; i < column.length; i++) {
      values[i] = roots[i] * (column[i] - means[product]);
    }
  }

  /** The constant that belongs to the coefficients. */
  double intercept(double[] coefficients) {
    double intercept = targetMean;
    for (int t = 0; t < coefficients.length; t++) {
      intercept -= coefficients[t] * means[t];
    }
    return intercept;
  }
}
