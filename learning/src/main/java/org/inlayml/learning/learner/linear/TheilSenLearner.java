// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
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
 * The Theil-Sen estimator: fits a model to each of many small sets of rows and takes the spatial
 * median of their coefficients, as scikit-learn's TheilSenRegressor does. Stateless, thread-safe.
 */
public final class TheilSenLearner implements Learner {
  private static final Option<Integer> SETS =
      Option.integer("max_subpopulation", 1, 10_000_000)
          .defaultsTo(10_000)
          .doc("How many sets of rows are drawn; all possible ones where these are no more.");

  private static final Option<Integer> SET_SIZE =
      Option.integer("n_subsamples", 1, Integer.MAX_VALUE)
          .doc(
              "Rows in a set: the more, the less robust; when absent as many as there are"
                  + " coefficients, or all rows where these are fewer.");

  private static final Option<Integer> STEPS =
      Option.integer("max_iter", 1, 1_000_000)
          .defaultsTo(300)
          .doc("Steps towards the spatial median, at most.");

  private static final Option<Double> MOVE =
      Option.number("tol", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-3)
          .doc("Stops where the spatial median moved by less than this.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "theil_sen",
          List.of("TheilSenRegressor", "TheilSen"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.DRAWS),
          List.of(SETS, SET_SIZE, STEPS, MOVE, FIT_INTERCEPT),
          "The median of many models, each fitted to a few rows: copes with many outliers where"
              + " there are few features. Heeds no weights, for none are defined for it.",
          "Dang, Peng, Wang, Zhang, Theil-Sen Estimators in a Multiple Linear Regression Model,"
              + " 2008");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    boolean intercept = hyperparameters.get(FIT_INTERCEPT);
    int unknowns = features.width() + (intercept ? 1 : 0);
    int size = setSize(hyperparameters.find(SET_SIZE), features, unknowns);
    double possible = combinations(features.rows(), size);
    int sets = (int) Math.min(hyperparameters.get(SETS), possible);
    boolean all = sets == possible;
    RowDraws draws = new RowDraws(context.seed(), features.rows());
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = i;
    }
    double[][] models = new double[sets][];
    for (int set = 0; set < sets; set++) {
      context.checkpoint().reached(0.7 * set / sets);
      if (!all) {
        rows = draws.next(size);
      } else if (set > 0) {
        advance(rows, features.rows());
      }
      models[set] = ShortestSolution.of(problem(features, target, rows, intercept));
    }
    double[] median =
        SpatialMedian.of(
            models, hyperparameters.get(STEPS), hyperparameters.get(MOVE), context.checkpoint());
    double[] coefficients = new double[features.width()];
    System.arraycopy(median, 0, coefficients, 0, coefficients.length);
    double constant = intercept ? median[coefficients.length] : 0;
    return new Linear(new double[][] {coefficients}, new double[] {constant}, Link.IDENTITY, 1);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long size = hyperparameters.find(SET_SIZE).map(Integer::longValue).orElse(width + 1L);
    long sets = (long) Math.min(hyperparameters.get(SETS), combinations(rows, size));
    return 4 * rows + 8 * (width + 5L) * (sets + 3 * Math.min(size, rows));
  }

  private static int setSize(Optional<Integer> given, FeatureMatrix features, int unknowns) {
    int least = Math.min(unknowns, features.rows());
    int size = given.orElse(least);
    if (size < least || size > features.rows()) {
      throw MlError.INVALID_OPTION.with(
          SET_SIZE.name(), size, "a whole number from " + least + " to " + features.rows());
    }
    return size;
  }

  /** How many sets of that size there are, infinite if very many. */
  private static double combinations(long rows, long size) {
    double combinations = 1;
    for (long i = 1; i <= Math.min(size, rows - size) && combinations < 1e18; i++) {
      combinations = combinations * (rows - Math.min(size, rows - size) + i) / i;
    }
    return Math.max(1, Math.rint(combinations));
  }

  /** The next set of rows in lexicographic order. */
  private static void advance(int[] rows, int count) {
    int last = rows.length - 1;
    while (rows[last] == count - rows.length + last) {
      last--;
    }
    rows[last]++;
    for (int i = last + 1; i < rows.length; i++) {
      rows[i] = rows[i - 1] + 1;
    }
  }

  private static double[][] problem(
      FeatureMatrix features, TargetVector target, int[] rows, boolean intercept) {
    int width = features.width();
    double[][] problem = new double[rows.length][width + (intercept ? 2 : 1)];
    for (int i = 0; i < rows.length; i++) {
      double[] row = problem[i];
      for (int j = 0; j < width; j++) {
        row[j] = features.columns()[j][rows[i]];
      }
      row[width] = 1;
      row[row.length - 1] = target.values()[rows[i]];
    }
    return problem;
  }
}
