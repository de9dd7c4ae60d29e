// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.List;
import java.util.Set;
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
 * Linear discriminant analysis: classes are normal with a covariance in common, and as frequent as
 * among the rows. Stateless, thread-safe.
 */
public final class LinearDiscriminantAnalysisLearner implements Learner {
  private static final Option<Double> SHRINKAGE =
      Option.number("shrinkage", 0, 1)
          .defaultsTo(0.0)
          .doc(
              "How far the covariance is drawn towards equal, independent features; 0 not at all,"
                  + " for few rows of many features more.");

  private static final Option<Double> TOLERANCE =
      Option.number("tol", 0, 1)
          .defaultsTo(1e-4)
          .doc(
              "Without shrinkage, directions in which standardised features spread less than this"
                  + " within the classes are left out.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "linear_discriminant_analysis",
          List.of("LinearDiscriminantAnalysis", "lda"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(SHRINKAGE, TOLERANCE),
          "Linear discriminant analysis: probabilities of classes that are normal, each around a"
              + " centre of its own, with one covariance.",
          "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.3");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    ClassSpread spread = ClassSpread.of(features, target, context.checkpoint());
    double shrinkage = hyperparameters.get(SHRINKAGE);
    double[][] directions =
        shrinkage > 0
            ? spread.shrunkDirections(shrinkage, context.checkpoint())
            : spread.directions(hyperparameters.get(TOLERANCE), context.checkpoint());
    double[] intercepts = spread.intercepts(directions);
    if (intercepts.length != 2) {
      return new Linear(directions, intercepts, Link.SOFTMAX, intercepts.length);
    }
    double[] difference = new double[features.width()];
    for (int j = 0; j < difference.length; j++) {
      difference[j] = directions[1][j] - directions[0][j];
    }
    return new Linear(
        new double[][] {difference},
        new double[] {intercepts[1] - intercepts[0]},
        Link.LOGISTIC,
        2);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ClassSpread.memory(rows, width, classes)
        + (hyperparameters.get(SHRINKAGE) > 0
            ? NormalEquations.memory(width, classes)
            : ReducedProblem.memory(rows, width));
  }
}
