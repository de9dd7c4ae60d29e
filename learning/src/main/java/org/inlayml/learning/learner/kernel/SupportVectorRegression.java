// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Options;

/**
 * What the two kinds of support vector regression share: two variables a row, one that lifts the
 * function towards the row and one that lowers it. Source: Smola, Schölkopf, A Tutorial on Support
 * Vector Regression, 2004.
 */
final class SupportVectorRegression {
  private SupportVectorRegression() {}

  /**
   * Fits the function of the problem that {@code problem} makes.
   *
   * @param offset of the solution
   */
  static Model fit(
      FeatureMatrix features,
      KernelFunction function,
      BoxProblem problem,
      Options options,
      FitContext context,
      ToDoubleFunction<BoxSolution> offset) {
    Work work = new Work(context.checkpoint());
    KernelRows kernel = new KernelRows(features, function, SvmOptions.cache(options), work);
    BoxSolution solution =
        SequentialSolver.solve(
            problem,
            kernel,
            options.get(SvmOptions.TOLERANCE),
            options.get(SvmOptions.STEPS),
            work);
    int rows = features.rows();
    double[] weights = Arrays.copyOf(solution.beta(), rows);
    for (int row = 0; row < rows; row++) {
      weights[row] += solution.beta()[rows + row];
    }
    Machine machine = Machine.of(positions(rows, 1), weights, offset.applyAsDouble(solution));
    work.reached(1);
    return Machines.model(List.of(machine), function, features);
  }

  /**
   * A problem in which the weight of a row is within {@code cost} times its own.
   *
   * @param epsilon how far a row may be from the function at no cost
   * @param start the weights to start with are this, plus and minus, or the greatest where less
   */
  static BoxProblem problem(
      TargetVector target, double cost, double epsilon, double start, boolean parted) {
    int rows = target.rows();
    double[] lower = new double[2 * rows];
    double[] upper = new double[2 * rows];
    double[] linear = new double[2 * rows];
    double[] starts = new double[2 * rows];
    double left = start;
    for (int row = 0; row < rows; row++) {
      double most = cost * target.weight(row);
      upper[row] = most;
      lower[rows + row] = -most;
      linear[row] = epsilon - target.values()[row];
      linear[rows + row] = -epsilon - target.values()[row];
      double taken = Math.min(left, most);
      starts[row] = taken;
      starts[rows + row] = -taken;
      left -= taken;
    }
    return new BoxProblem(positions(rows, 2), lower, upper, linear, starts, parted);
  }

  static long memory(long rows, int width, Options options) {
    return KernelRows.memory(rows, width, SvmOptions.cache(options))
        + SequentialSolver.memory(2 * rows)
        + rows * (8L * width + 48);
  }

  private static int[] positions(int rows, int times) {
    int[] positions = new int[times * rows];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i % rows;
    }
    return positions;
  }
}
