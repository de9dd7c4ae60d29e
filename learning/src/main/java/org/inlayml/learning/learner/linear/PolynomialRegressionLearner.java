// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Polynomial;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Least squares on products of the features, as scikit-learn's PolynomialFeatures with
 * LinearRegression or Ridge: minimises {@code |y - Xw|² + alpha |w|²}, where X holds all products
 * of up to so many features; of many that do so, the shortest w. Stateless, thread-safe.
 *
 * <p>Products are made as they are needed: memory grows with the square of the lesser of their
 * number and that of the rows.
 */
public final class PolynomialRegressionLearner implements Learner {
  private static final Option<Integer> DEGREE =
      Option.integer("degree", 1, 10).defaultsTo(2).doc("How many factors a product has at most.");

  private static final Option<Boolean> INTERACTION_ONLY =
      Option.flag("interaction_only")
          .defaultsTo(false)
          .doc("Whether no product has a factor twice.");

  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.0)
          .doc("Weight of a penalty on the square sum of the coefficients; 0 is least squares.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "polynomial_regression",
          List.of("PolynomialRegression", "polynomial", "PolynomialFeatures"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(DEGREE, INTERACTION_ONLY, ALPHA, FIT_INTERCEPT),
          "Least squares on the features, their squares, their products and so on: curves, and"
              + " features that matter together.",
          "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 5.1");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options options, FitContext context) {
    Products products =
        Products.of(features.width(), options.get(DEGREE), options.get(INTERACTION_ONLY));
    PolynomialFit fit =
        new PolynomialFit(
            features, target, products, options.get(FIT_INTERCEPT), context.checkpoint());
    double[] coefficients =
        products.count() <= features.rows()
            ? fit.byProducts(options.get(ALPHA))
            : fit.byRows(options.get(ALPHA));
    Linear sums =
        new Linear(
            new double[][] {coefficients},
            new double[] {fit.intercept(coefficients)},
            Link.IDENTITY,
            1);
    return new Polynomial(features.width(), products.parents(), products.factors(), sums);
  }

  @Override
  public long memory(long rows, int width, int classes, Options options) {
    double count = Products.count(width, options.get(DEGREE), options.get(INTERACTION_ONLY));
    double side = Math.min(count, (double) rows);
    double bytes =
        // the products, what they weigh, and rows and equations to solve
        48 * count + 24 * side * side + 8 * 16 * (count + (double) rows) + 8.0 * width;
    return (long) Math.min(bytes, Long.MAX_VALUE / 4.0);
  }
}
