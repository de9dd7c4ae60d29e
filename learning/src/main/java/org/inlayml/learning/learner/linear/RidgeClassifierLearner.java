// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.calibration.SigmoidCalibration;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Ridge regression on 1 for the class and -1 for the others, as scikit-learn's RidgeClassifier: one
 * sum for two classes, else one a class. Stateless, thread-safe.
 */
public final class RidgeClassifierLearner implements Learner {
  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of the penalty on the square sum of the coefficients; 0 is least squares.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "ridge_classifier",
          List.of("RidgeClassifier", "ridge_classification", "ridge"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.DRAWS, Trait.CALIBRATED),
          List.of(ALPHA, FIT_INTERCEPT),
          "Least squares on 1 for a class and -1 for the others, with a penalty on the squares of"
              + " the coefficients: classes in one step, however many rows.",
          "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.2");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return SigmoidCalibration.fit(
        features, target, context, (f, t, c) -> scores(f, t, hyperparameters, c.checkpoint()));
  }

  private static Linear scores(
      FeatureMatrix features, TargetVector target, Options options, Checkpoint checkpoint) {
    boolean intercept = options.get(FIT_INTERCEPT);
    CentredFeatures centred = WeightedMeans.centre(features, target, intercept);
    int sums = target.classes() == 2 ? 1 : target.classes();
    double[] means = new double[sums];
    double[][] truth = new double[sums][];
    for (int k = 0; k < sums; k++) {
      truth[k] = truth(target, sums == 1 ? 1 : k);
      means[k] = intercept ? WeightedMeans.mean(truth[k], target) : 0;
      for (int i = 0; i < truth[k].length; i++) {
        truth[k][i] -= means[k];
      }
    }
    double[][] solutions =
        NormalEquations.of(centred, target, truth, checkpoint)
            .solve(options.get(ALPHA), () -> checkpoint.reached(0.9));
    double[][] coefficients = new double[sums][];
    double[] intercepts = new double[sums];
    for (int k = 0; k < sums; k++) {
      coefficients[k] = centred.spread(solutions[k]);
      intercepts[k] = centred.intercept(solutions[k], means[k]);
    }
    return new Linear(coefficients, intercepts, Link.IDENTITY, sums);
  }

  private static double[] truth(TargetVector target, int positive) {
    double[] truth = new double[target.rows()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = target.values()[i] == positive ? 1 : -1;
    }
    return truth;
  }

  /** A part of the rows is copied in cross-fitting. */
  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return NormalEquations.memory(width, classes) + rows * (8L * width + 16L * classes + 64);
  }
}
