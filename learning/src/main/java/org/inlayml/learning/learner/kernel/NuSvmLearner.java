// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.KernelFunction;
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
 * Support vector machines that are told the share of rows outside instead of its cost, as
 * scikit-learn's NuSVC and NuSVR. Stateless, thread-safe.
 */
public final class NuSvmLearner implements Learner {
  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "nu_svm",
          List.of("NuSVC", "NuSVR", "nu_svm_classification", "nu_svm_regression"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.DRAWS, Trait.CALIBRATED),
          options(),
          "Support vector machine in which nu bounds the share of rows on the wrong side, or"
              + " outside a tube around the function. Time and memory grow with the square of the"
              + " rows.",
          "Schölkopf, Smola, Williamson, Bartlett, New Support Vector Algorithms, 2000");

  private static List<Option<?>> options() {
    return Stream.concat(
            Stream.of(
                SvmOptions.NU,
                Option.numberBetween("C", 0, Double.POSITIVE_INFINITY)
                    .defaultsTo(1.0)
                    .doc("In a regression, what a row outside the tube costs.")),
            Stream.concat(
                SvmOptions.KERNEL.all().stream(),
                Stream.of(SvmOptions.TOLERANCE, SvmOptions.STEPS, SvmOptions.CACHE)))
        .<Option<?>>map(option -> option)
        .toList();
  }

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  /** Errors: {@link MlError#INVALID_OPTION} where a nu that was given has no solution. */
  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    KernelFunction function = SvmOptions.KERNEL.function(hyperparameters, features);
    double nu = hyperparameters.get(SvmOptions.NU);
    if (target.task() == Task.CLASSIFICATION) {
      if (hyperparameters.isGiven(SvmOptions.NU)) {
        refuseTooGreat(nu, target);
      }
      return PairMachines.fit(
          features,
          target,
          function,
          SvmOptions.cache(hyperparameters),
          context,
          (kernel, rows, second, weights, work) ->
              classify(kernel, rows, second, weights, hyperparameters, work));
    }
    double cost = hyperparameters.get(SvmOptions.COST);
    double total = 0;
    for (int row = 0; row < target.rows(); row++) {
      total += target.weight(row);
    }
    BoxProblem problem =
        SupportVectorRegression.problem(target, cost, 0, cost * nu * total / 2, true);
    return SupportVectorRegression.fit(
        features,
        function,
        problem,
        hyperparameters,
        context,
        solution -> -(solution.level(0) + solution.level(1)) / 2);
  }

  private static void refuseTooGreat(double nu, TargetVector target) {
    double[] sums = new double[target.classes()];
    for (int row = 0; row < target.rows(); row++) {
      sums[(int) target.values()[row]] += target.weight(row);
    }
    for (double one : sums) {
      for (double other : sums) {
        double most = 2 * Math.min(one, other) / (one + other);
        if (one > 0 && other > 0 && nu > most) {
          throw MlError.INVALID_OPTION.with(
              "nu", nu, "at most twice the share of the rarer of any two classes, here " + most);
        }
      }
    }
  }

  private static Machine classify(
      KernelRows kernel,
      int[] rows,
      boolean[] second,
      double[] weights,
      Options options,
      Work work) {
    double[] lower = new double[rows.length];
    double[] upper = new double[rows.length];
    double[] start = new double[rows.length];
    double ofFirst = 0;
    double ofSecond = 0;
    for (int i = 0; i < rows.length; i++) {
      lower[i] = second[i] ? 0 : -weights[i];
      upper[i] = second[i] ? weights[i] : 0;
      ofFirst -= lower[i];
      ofSecond += upper[i];
    }
    double sum = options.get(SvmOptions.NU) * (ofFirst + ofSecond) / 2;
    sum = Math.min(sum, Math.min(ofFirst, ofSecond));
    double leftOfFirst = sum;
    double leftOfSecond = sum;
    for (int i = 0; i < rows.length; i++) {
      if (second[i]) {
        start[i] = Math.min(leftOfSecond, upper[i]);
        leftOfSecond -= start[i];
      } else {
        start[i] = -Math.min(leftOfFirst, -lower[i]);
        leftOfFirst += start[i];
      }
    }
    BoxProblem problem = new BoxProblem(rows, lower, upper, new double[rows.length], start, true);
    BoxSolution solution =
        SequentialSolver.solve(
            problem,
            kernel,
            options.get(SvmOptions.TOLERANCE),
            options.get(SvmOptions.STEPS),
            work);
    double ofSecondClass = solution.level(0);
    double ofFirstClass = solution.level(1);
    double half = (ofSecondClass - ofFirstClass) / 2;
    double unit = half > 0 ? half : 1;
    double[] scaled = Arrays.stream(solution.beta()).map(beta -> beta / unit).toArray();
    return Machine.of(rows, scaled, -(ofSecondClass + ofFirstClass) / 2 / unit);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return classes > 0
        ? PairMachines.memory(rows, width, classes, SvmOptions.cache(hyperparameters))
        : SupportVectorRegression.memory(rows, width, hyperparameters);
  }
}
