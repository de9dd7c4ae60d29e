// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
 * Ridge regression in the space of a kernel, as scikit-learn's KernelRidge; no constant is added.
 * Stateless, thread-safe.
 */
public final class KernelRidgeLearner implements Learner {
  private static final KernelOptions KERNEL = KernelOptions.of("linear", "auto", 1);

  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Weight of the penalty on the function's length; the greater, the smoother it is.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "kernel_ridge",
          List.of("KernelRidge"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          Stream.concat(Stream.of(ALPHA), KERNEL.all().stream())
              .<Option<?>>map(option -> option)
              .toList(),
          "Least squares with a penalty in the space of a kernel. Memory grows with the square of"
              + " the rows, time with their cube.",
          "Murphy, Machine Learning: A Probabilistic Perspective, 2012, 14.4.3");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Work work = new Work(context.checkpoint());
    KernelFunction function = KERNEL.function(hyperparameters, features);
    double alpha = hyperparameters.get(ALPHA);
    int rows = features.rows();
    Cholesky parts =
        Cholesky.of(
            Cholesky.triangle(rows),
            triangle -> {
              KernelTriangle.fill(triangle, features, function, work);
              for (int row = 0; row < rows; row++) {
                triangle[row][0] += alpha / target.weight(row);
              }
            },
            work);
    double[] weights = parts.solve(target.values());
    work.reached(1);
    Machine machine = new Machine(IntStream.range(0, rows).toArray(), weights, 0);
    return Machines.model(List.of(machine), function, features);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return Cholesky.memory(rows) + rows * (8L * width + 64) + 8L * width;
  }
}
