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
 * Logistic regression: minimises the weighted log loss summed over the rows plus {@code |w|² / (2
 * C)}, or {@code |w|₁ / C}, or both, as scikit-learn's LogisticRegression does; for more than two
 * classes the multinomial one, with coefficients for every class. Stateless, thread-safe.
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

  private static final Option<String> PENALTY =
      Option.choice("penalty", "l2", "l1", "elasticnet", "none")
          .defaultsTo("l2")
          .doc(
              "What of the coefficients is kept small: their squares, their absolute values, both,"
                  + " or nothing.");

  private static final Option<Double> L1_RATIO =
      Option.number("l1_ratio", 0, 1)
          .defaultsTo(0.5)
          .doc(
              "With the penalty 'elasticnet' the share of the one on absolute values; the rest is"
                  + " on squares.");

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
          Set.of(Trait.SCALED, Trait.COMPARED, Trait.WEIGHTED),
          List.of(PENALTY, WEIGHT_OF_LOSS, L1_RATIO, FIT_INTERCEPT, STEPS, SLOPE),
          "Logistic regression with a penalty on the squares or the absolute values of the"
              + " coefficients: linear log-odds of the classes.",
          "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.4;"
              + " solver: Lin, Weng, Keerthi, Trust Region Newton Method for Logistic Regression,"
              + " 2008; Yuan, Ho, Lin, An Improved GLMNET for L1-regularized Logistic Regression,"
              + " 2012");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    boolean intercept = hyperparameters.get(FIT_INTERCEPT);
    CentredFeatures centred = CentredFeatures.of(features, intercept);
    double strength = 1 / hyperparameters.get(WEIGHT_OF_LOSS);
    double absolute = strength * shareOfAbsolute(hyperparameters);
    boolean free = hyperparameters.get(PENALTY).equals("none");
    LogisticFit fit =
        new LogisticFit(
            absolute,
            free ? 0 : strength - absolute,
            hyperparameters.get(STEPS),
            hyperparameters.get(SLOPE),
            context.checkpoint());
    return model(centred, fit.minimise(centred, target), target.classes());
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return LogisticFit.memory(rows, width, classes, shareOfAbsolute(hyperparameters) > 0);
  }

  private static double shareOfAbsolute(Options hyperparameters) {
    return switch (hyperparameters.get(PENALTY)) {
      case "l1" -> 1;
      case "elasticnet" -> hyperparameters.get(L1_RATIO);
      default -> 0;
    };
  }

  /** The intercepts of several sums are made to add to 0: the softmax leaves that open. */
  private static Model model(CentredFeatures features, double[] parameters, int classes) {
    int sums = classes == 2 ? 1 : classes;
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
