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
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Logistic regression: minimises the log loss summed over the rows plus {@code |w|² / (2 C)}, as
 * scikit-learn's LogisticRegression does; for more than two classes the multinomial one, with
 * coefficients for every class. Stateless, thread-safe.
 *
 * <p>Not Smile's: that of 2.6.0 cannot be cancelled, adds up in an order that depends on the number
 * of threads, and has no coefficients for the last of many classes, so that the penalty treats one
 * class otherwise than the rest.
 */
public final class LogisticLearner implements Learner {
  private static final Option<Double> WEIGHT_OF_LOSS =
      Option.numberBetween("C", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc(
              "Weight of the log loss against the penalty; the smaller, the smaller coefficients.");

  private static final Option<Integer> STEPS =
      Option.integer("max_iter", 1, 100_000)
          .defaultsTo(100)
          .doc("Newton steps at most; some ten are usual.");

  private static final Option<Double> SLOPE =
      Option.number("tol", 0, 1)
          .defaultsTo(1e-4)
          .doc("Stops where no partial derivative of the objective is greater than this.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "logistic",
          List.of("LogisticRegression", "logistic_regression"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.SCALED, Trait.COMPARED),
          List.of(WEIGHT_OF_LOSS, FIT_INTERCEPT, STEPS, SLOPE),
          "Logistic regression with a penalty on the squares of the coefficients: linear log-odds"
              + " of the classes.",
          "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.4;"
              + " solver: Lin, Weng, Keerthi, Trust Region Newton Method for Logistic Regression,"
              + " 2008");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    boolean intercept = hyperparameters.get(FIT_INTERCEPT);
    CentredFeatures centred = CentredFeatures.of(features, intercept);
    LogisticObjective objective =
        new LogisticObjective(
            centred,
            target,
            1 / hyperparameters.get(WEIGHT_OF_LOSS),
            () -> context.checkpoint().reached(0));
    double[] parameters =
        NewtonMethod.minimise(
            objective,
            hyperparameters.get(STEPS),
            hyperparameters.get(SLOPE),
            context.checkpoint());
    return model(centred, parameters, objective.sums(), target.classes());
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return LogisticObjective.memory(rows, width, classes) + NewtonMethod.memory(width, classes);
  }

  /** The intercepts of several sums are made to add to 0: the softmax leaves that open. */
  private static Model model(CentredFeatures features, double[] parameters, int sums, int classes) {
    double[][] coefficients = new double[sums][];
    double[] intercepts = new double[sums];
    int varying = features.varying();
    double common = 0;
    for (int k = 0; sums > 1 && k < sums; k++) {
      common += parameters[k * (varying + 1) + varying] / sums;
    }
    for (int k = 0; k < sums; k++) {
      double[] own = new double[varying];
      int offset = k * (varying + 1);
      System.arraycopy(parameters, offset, own, 0, varying);
      coefficients[k] = features.spread(own);
      intercepts[k] = features.intercept(own, parameters[offset + varying] - common);
    }
    return new Linear(coefficients, intercepts, sums == 1 ? Link.LOGISTIC : Link.SOFTMAX, classes);
  }
}
