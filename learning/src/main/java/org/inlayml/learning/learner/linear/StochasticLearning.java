// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Calibration;
import org.inlayml.learning.family.Isotonic;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Sigmoids;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.calibration.SigmoidCalibration;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * What the learners that descend row by row share: options, one sum for two classes and one against
 * all others for each of more, and probabilities: those of the loss where it has them, else
 * sigmoids of the scores.
 */
final class StochasticLearning {
  static final Option<Integer> EPOCHS =
      Option.integer("max_iter", 1, 1_000_000)
          .defaultsTo(1000)
          .doc("How often the rows are passed, at most.");

  static final Option<Double> TOLERANCE =
      Option.number("tol", 0, 1)
          .defaultsTo(1e-3)
          .doc("By how much the mean loss, or the score, must improve to go on.");

  static final Option<Integer> PATIENCE =
      Option.integer("n_iter_no_change", 1, 1_000_000)
          .defaultsTo(5)
          .doc("How many passes without improvement end the training.");

  static final Option<Boolean> EARLY_STOPPING =
      Option.flag("early_stopping")
          .defaultsTo(false)
          .doc("Whether improvement is told by rows held out, not by the loss of those passed.");

  static final Option<Double> VALIDATION_FRACTION =
      Option.numberBetween("validation_fraction", 0, 1)
          .defaultsTo(0.1)
          .doc("With early_stopping the share of rows held out.");

  static final Option<String> PENALTY =
      Option.choice("penalty", "l2", "l1", "elasticnet", "none")
          .defaultsTo("l2")
          .doc(
              "What of the coefficients is kept small: their squares, their absolute values, both,"
                  + " or nothing.");

  static final Option<Double> ALPHA =
      Option.numberBetween("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-4)
          .doc("Weight of the penalty; steps of the rate 'optimal' depend on it, too.");

  static final Option<Double> L1_RATIO =
      Option.number("l1_ratio", 0, 1)
          .defaultsTo(0.15)
          .doc("With the penalty 'elasticnet' the share of the one on absolute values.");

  private static final String AVERAGE_DOC =
      "Whether the model is the mean of those after each of the latest steps; else it is the last,"
          + " which depends much on the rows met last.";

  static final Option<Boolean> AVERAGE = Option.flag("average").defaultsTo(true).doc(AVERAGE_DOC);

  /** As {@link #AVERAGE}; see {@link #isAverage}. */
  static final Option<Boolean> AVERAGE_OF_CLASSES =
      Option.flag("average")
          .doc(
              AVERAGE_DOC
                  + " Where absent, true for classes, unless the penalty is to make coefficients"
                  + " 0.");

  private StochasticLearning() {}

  /** The share of the penalty that is on absolute values; -1 for no penalty at all. */
  static double shareOfAbsolute(String penalty, double l1Ratio) {
    return switch (penalty) {
      case "l1" -> 1;
      case "elasticnet" -> l1Ratio;
      case "l2" -> 0;
      default -> -1;
    };
  }

  static double validationShare(Options options) {
    return options.get(EARLY_STOPPING) ? options.get(VALIDATION_FRACTION) : 0;
  }

  /** A mean is a long way behind numbers that are far from 0, and it is hardly ever 0. */
  static boolean isAverage(Options options, Task task, double absolute) {
    return options.find(AVERAGE_OF_CLASSES).orElse(task == Task.CLASSIFICATION && absolute <= 0);
  }

  static Model fit(
      StochasticSettings settings,
      FeatureMatrix features,
      TargetVector target,
      FitContext context) {
    if (target.task() != Task.CLASSIFICATION) {
      return scores(settings, features, target, context);
    }
    return switch (settings.loss()) {
      case LOG_LOSS -> probabilities(settings, features, target, context);
      case MODIFIED_HUBER ->
          new Calibrated(scores(settings, features, target, context), clipped(target.classes()));
      case HINGE,
          SQUARED_HINGE,
          PERCEPTRON,
          SQUARED_ERROR,
          HUBER,
          EPSILON_INSENSITIVE,
          SQUARED_EPSILON_INSENSITIVE ->
          SigmoidCalibration.fit(features, target, context, (f, t, c) -> scores(settings, f, t, c));
    };
  }

  private static Model probabilities(
      StochasticSettings settings,
      FeatureMatrix features,
      TargetVector target,
      FitContext context) {
    Linear scores = scores(settings, features, target, context);
    int sums = scores.outputs();
    if (sums == 1) {
      return new Linear(scores.coefficients(), scores.intercepts(), Link.LOGISTIC, 2);
    }
    double[] slopes = new double[sums];
    Arrays.fill(slopes, 1);
    return new Calibrated(scores, new Sigmoids(slopes, new double[sums]));
  }

  /** From -1 to 1 in a straight line; source: Zhang, Statistical Behavior, 2004, section 3.2. */
  private static Calibration clipped(int classes) {
    int sums = classes == 2 ? 1 : classes;
    double[][] knots = new double[sums][];
    double[][] probabilities = new double[sums][];
    for (int k = 0; k < sums; k++) {
      knots[k] = new double[] {-1, 1};
      probabilities[k] = new double[] {0, 1};
    }
    return new Isotonic(knots, probabilities);
  }

  /** One sum for two classes and for numbers, else one a class. */
  private static Linear scores(
      StochasticSettings settings,
      FeatureMatrix features,
      TargetVector target,
      FitContext context) {
    int sums = target.classes() > 2 ? target.classes() : 1;
    double[][] rows = features.toRows();
    double[][] coefficients = new double[sums][];
    double[] intercepts = new double[sums];
    SplittableRandom random = new SplittableRandom(context.seed());
    for (int k = 0; k < sums; k++) {
      double[] truth = target.values();
      if (target.classes() > 0) {
        int positive = sums == 1 ? 1 : k;
        truth = Arrays.stream(truth).map(label -> label == positive ? 1 : -1).toArray();
      }
      double done = (double) k / sums;
      double[] found =
          StochasticDescent.run(
              settings,
              rows,
              truth,
              target.weights(),
              start(context, features.width(), k),
              random.split(),
              share -> context.checkpoint().reached(done + share / sums));
      coefficients[k] = Arrays.copyOf(found, features.width());
      intercepts[k] = found[features.width()];
    }
    return new Linear(coefficients, intercepts, Link.IDENTITY, sums);
  }

  private static double[] start(FitContext context, int width, int sum) {
    Model model = context.previous().orElse(null);
    if (model instanceof Calibrated calibrated) {
      model = calibrated.scores();
    }
    if (!(model instanceof Linear linear)) {
      return new double[0];
    }
    double[] start = Arrays.copyOf(linear.coefficients()[sum], width + 1);
    start[width] = linear.intercepts()[sum];
    return start;
  }

  /** Rows are copied, in cross-fitting twice. */
  static long memory(long rows, int width, int classes) {
    long copies = classes == 0 ? 1 : 2;
    return rows * (copies * (8L * width + 32) + 32 + 8L * Math.max(1, classes))
        + 8L * 4 * width * Math.max(1, classes);
  }
}
