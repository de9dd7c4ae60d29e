// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.List;
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
import org.inlayml.learning.learner.calibration.SigmoidCalibration;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Support vector machines without a kernel, as scikit-learn's LinearSVC and LinearSVR; several
 * classes are told apart one against the rest. Stateless, thread-safe.
 */
public final class LinearSvmLearner implements Learner {
  private static final Option<String> LOSS =
      Option.choice(
              "loss",
              "hinge",
              "squared_hinge",
              "epsilon_insensitive",
              "squared_epsilon_insensitive")
          .doc(
              "How distances beyond what is free are counted, as they are or squared; absent,"
                  + " 'squared_hinge' in a classification, 'epsilon_insensitive' in a regression.");

  private static final Option<String> PENALTY =
      Option.choice("penalty", "l2", "l1")
          .defaultsTo("l2")
          .doc(
              "On the squares of the coefficients, or, with 'squared_hinge', on their sizes, which"
                  + " leaves many at 0.");

  private static final Option<Double> EPSILON =
      Option.number("epsilon", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.0)
          .doc("In a regression, how far a row may be from the function at no cost.");

  private static final Option<Boolean> FIT_INTERCEPT =
      Option.flag("fit_intercept").defaultsTo(true).doc("Whether a constant is learnt, too.");

  private static final Option<Double> INTERCEPT_SCALING =
      Option.numberBetween("intercept_scaling", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("The greater it is, the less the constant is penalised.");

  private static final Option<Double> TOLERANCE =
      Option.number("tol", 0, 1)
          .defaultsTo(1e-4)
          .doc("Stops where the slopes contradict the optimum by no more.");

  private static final Option<Integer> STEPS =
      Option.integer("max_iter", 1, 100_000_000)
          .defaultsTo(1000)
          .doc("How often all weights are improved, at most.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "linear_svm",
          List.of("LinearSVC", "LinearSVR", "linear_svc", "linear_svr"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.DRAWS, Trait.CALIBRATED),
          List.of(
              SvmOptions.COST,
              LOSS,
              PENALTY,
              EPSILON,
              FIT_INTERCEPT,
              INTERCEPT_SCALING,
              TOLERANCE,
              STEPS),
          "Support vector machine without a kernel: weighted sums of the features with wide margins"
              + " between classes, or near to the numbers; for many rows.",
          "Fan, Chang, Hsieh, Wang, Lin, LIBLINEAR: A Library for Large Linear Classification,"
              + " 2008");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  /** Errors: {@link MlError#INVALID_OPTION} where loss, penalty and task do not go together. */
  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    boolean classes = target.task() == Task.CLASSIFICATION;
    String standard = classes ? "squared_hinge" : "epsilon_insensitive";
    String loss = hyperparameters.find(LOSS).orElse(standard);
    if (loss.endsWith("hinge") != classes) {
      throw MlError.INVALID_OPTION.with(
          "loss", "'" + loss + "'", "'" + standard + "' or its other form in this task");
    }
    if (hyperparameters.get(PENALTY).equals("l1") && !loss.equals("squared_hinge")) {
      throw MlError.INVALID_OPTION.with("penalty", "'l1'", "'l2' with the loss '" + loss + "'");
    }
    return classes
        ? SigmoidCalibration.fit(
            features,
            target,
            context,
            (rows, truth, part) -> classify(rows, truth, loss, hyperparameters, part))
        : regress(features, target, loss, hyperparameters, context);
  }

  private static Linear classify(
      FeatureMatrix features,
      TargetVector target,
      String loss,
      Options options,
      FitContext context) {
    int sums = target.classes() == 2 ? 1 : target.classes();
    double[][] coefficients = new double[sums][];
    double[] intercepts = new double[sums];
    double[][] columns = columns(features, options);
    Work work = new Work(context.checkpoint());
    for (int k = 0; k < sums; k++) {
      work.part(k, sums);
      int positive = sums == 1 ? 1 : k;
      double[] targets =
          Arrays.stream(target.values()).map(label -> label == positive ? 1 : -1).toArray();
      LinearMachineProblem problem =
          new LinearMachineProblem(columns, targets, costs(target, options), true, 0);
      double[] weights = solve(problem, loss, options, context.seed(), work);
      coefficients[k] = Arrays.copyOf(weights, features.width());
      intercepts[k] = intercept(weights, features.width(), options);
    }
    work.reached(1);
    return new Linear(coefficients, intercepts, Link.IDENTITY, sums);
  }

  private static Linear regress(
      FeatureMatrix features,
      TargetVector target,
      String loss,
      Options options,
      FitContext context) {
    Work work = new Work(context.checkpoint());
    LinearMachineProblem problem =
        new LinearMachineProblem(
            columns(features, options),
            target.values(),
            costs(target, options),
            false,
            options.get(EPSILON));
    double[] weights = solve(problem, loss, options, context.seed(), work);
    work.reached(1);
    return new Linear(
        new double[][] {Arrays.copyOf(weights, features.width())},
        new double[] {intercept(weights, features.width(), options)},
        Link.IDENTITY,
        1);
  }

  private static double[][] columns(FeatureMatrix features, Options options) {
    double constant = options.get(FIT_INTERCEPT) ? options.get(INTERCEPT_SCALING) : 0;
    return LinearMachineProblem.columns(features, constant);
  }

  private static double intercept(double[] weights, int width, Options options) {
    return weights.length > width ? weights[width] * options.get(INTERCEPT_SCALING) : 0;
  }

  private static double[] costs(TargetVector target, Options options) {
    double cost = options.get(SvmOptions.COST);
    return Arrays.stream(target.allWeights()).map(weight -> cost * weight).toArray();
  }

  private static double[] solve(
      LinearMachineProblem problem, String loss, Options options, long seed, Work work) {
    int steps = options.get(STEPS);
    double tolerance = options.get(TOLERANCE);
    if (options.get(PENALTY).equals("l1")) {
      return SparseMachine.fit(problem, steps, tolerance, work);
    }
    return loss.startsWith("squared")
        ? PrimalMachine.fit(problem, steps, tolerance, work)
        : DualMachine.fit(problem, steps, tolerance, seed, work);
  }

  /** Folds hold a copy of the rows, and the dual method another. */
  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long sums = Math.max(1, classes);
    return rows * (8L * width + 16)
        + DualMachine.memory(rows, width)
        + rows * (48 + 16 * sums)
        + 8L * (width + 1) * (sums + 8);
  }
}
