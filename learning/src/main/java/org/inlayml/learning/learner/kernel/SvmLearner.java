// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
 * Support vector machines with a cost for rows on the wrong side, as scikit-learn's SVC and SVR.
 * Stateless, thread-safe.
 */
public final class SvmLearner implements Learner {
  private static final Option<Double> EPSILON =
      Option.number("epsilon", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.1)
          .doc("In a regression, how far a row may be from the function at no cost.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "svm",
          List.of("SVC", "SVR", "svm_classification", "svm_regression", "support_vector_machine"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.DRAWS, Trait.CALIBRATED),
          options(),
          "Support vector machine: the smoothest function of the kernel that keeps the rows of two"
              + " classes apart, or near to all numbers; several classes are told apart pair by"
              + " pair. Time and memory grow with the square of the rows.",
          "Cortes, Vapnik, Support-Vector Networks, 1995; solver: Fan, Chen, Lin, Working Set"
              + " Selection Using Second Order Information for Training Support Vector Machines,"
              + " 2005");

  private static List<Option<?>> options() {
    return Stream.concat(
            Stream.of(SvmOptions.COST, EPSILON),
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

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    KernelFunction function = SvmOptions.KERNEL.function(hyperparameters, features);
    double cost = hyperparameters.get(SvmOptions.COST);
    if (target.task() == Task.CLASSIFICATION) {
      return PairMachines.fit(
          features,
          target,
          function,
          SvmOptions.cache(hyperparameters),
          context,
          (kernel, rows, second, weights, work) ->
              classify(kernel, rows, second, weights, cost, hyperparameters, work));
    }
    BoxProblem problem =
        SupportVectorRegression.problem(target, cost, hyperparameters.get(EPSILON), 0, false);
    return SupportVectorRegression.fit(
        features, function, problem, hyperparameters, context, solution -> -solution.level(0));
  }

  private static Machine classify(
      KernelRows kernel,
      int[] rows,
      boolean[] second,
      double[] weights,
      double cost,
      Options options,
      Work work) {
    double[] lower = new double[rows.length];
    double[] upper = new double[rows.length];
    double[] linear = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      lower[i] = second[i] ? 0 : -cost * weights[i];
      upper[i] = second[i] ? cost * weights[i] : 0;
      linear[i] = second[i] ? -1 : 1;
    }
    BoxProblem problem = new BoxProblem(rows, lower, upper, linear, new double[rows.length], false);
    BoxSolution solution =
        SequentialSolver.solve(
            problem,
            kernel,
            options.get(SvmOptions.TOLERANCE),
            options.get(SvmOptions.STEPS),
            work);
    return Machine.of(rows, solution.beta(), -solution.level(0));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return classes > 0
        ? PairMachines.memory(rows, width, classes, SvmOptions.cache(hyperparameters))
        : SupportVectorRegression.memory(rows, width, hyperparameters);
  }
}
