// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.family.Model;
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
 * Orthogonal matching pursuit, as scikit-learn's OrthogonalMatchingPursuit with normalize=False.
 * Stateless, thread-safe.
 */
public final class OrthogonalMatchingPursuitLearner implements Learner {
  private static final Option<Integer> NONZERO =
      Option.integer("n_nonzero_coefs", 1, 1_000_000)
          .doc("How many features are taken up, at most; when absent a tenth of them, at least 1.");

  private static final Option<Double> ERROR =
      Option.number("tol", 0, Double.POSITIVE_INFINITY)
          .doc(
              "Features are taken up until the squared error is at most this, whatever"
                  + " n_nonzero_coefs says; when absent n_nonzero_coefs counts.");

  /** A correlation, as a share of what could be, that is but rounding. */
  private static final double ROUNDING = 1e-12;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "orthogonal_matching_pursuit",
          List.of("orthoganl_matching_pursuit", "OrthogonalMatchingPursuit", "omp"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(NONZERO, ERROR, FIT_INTERCEPT),
          "Least squares on few features: takes up one after the other, that which tells most of"
              + " what those before leave over.",
          "Pati, Rezaiifar, Krishnaprasad, Orthogonal Matching Pursuit, 1993; with a growing"
              + " Cholesky factor: Rubinstein, Zibulevsky, Elad, Efficient Implementation of the"
              + " K-SVD Algorithm, 2008");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    CentredFeatures centred =
        CentredFeatures.of(features, target.weights(), hyperparameters.get(FIT_INTERCEPT));
    int most = Math.min(taken(features.width(), hyperparameters), centred.varying());
    InnerProducts products = InnerProducts.of(centred, target.values(), most, context.checkpoint());
    double error = hyperparameters.find(ERROR).orElse(0.0);
    double[] coefficients = pursue(products, most, error, context);
    return centred.regression(coefficients, products.targetMean());
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long taken = Math.min(taken(width, hyperparameters), rows);
    return InnerProducts.memory(rows, width, taken) + GrowingCholesky.memory(taken) + 40L * width;
  }

  /** How many features are taken up, at most. */
  private static int taken(int width, Options options) {
    Optional<Integer> given = options.find(NONZERO);
    return options.find(ERROR).isPresent() ? width : given.orElse(Math.max(1, width / 10));
  }

  private static double[] pursue(
      InnerProducts products, int most, double error, FitContext context) {
    double[] withTarget = products.withTarget();
    double[] squares = products.squares();
    double total = products.targetSquare();
    double left = total;
    double[] coefficients = new double[products.width()];
    double[] correlations = withTarget.clone();
    List<Integer> active = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    GrowingCholesky cholesky = new GrowingCholesky(most);
    while (active.size() < most && (left > error || active.isEmpty())) {
      context.checkpoint().reached(0.5 + 0.5 * active.size() / most);
      int next = greatest(correlations, products.width());
      double could = Math.sqrt(squares[next]) * Math.sqrt(total);
      if (active.contains(next) || !(Math.abs(correlations[next]) > ROUNDING * could)) {
        break;
      }
      double[] column = products.withFeature(next);
      double[] withActive = active.stream().mapToDouble(j -> column[j]).toArray();
      if (!cholesky.add(withActive, column[next])) {
        break;
      }
      active.add(next);
      columns.add(column);
      double[] solved = cholesky.solve(active.stream().mapToDouble(j -> withTarget[j]).toArray());
      left = total;
      System.arraycopy(withTarget, 0, correlations, 0, correlations.length);
      for (int i = 0; i < solved.length; i++) {
        coefficients[active.get(i)] = solved[i];
        left -= solved[i] * withTarget[active.get(i)];
        for (int j = 0; j < correlations.length; j++) {
          correlations[j] -= solved[i] * columns.get(i)[j];
        }
      }
    }
    return coefficients;
  }

  private static int greatest(double[] values, int count) {
    int greatest = 0;
    for (int j = 1; j < count; j++) {
      greatest = Math.abs(values[j]) > Math.abs(values[greatest]) ? j : greatest;
    }
    return greatest;
  }
}
