// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Exceedance;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.anomaly.Contamination;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * One-class support vector machine, as scikit-learn's OneClassSVM: the score is the decision value
 * turned round. Stateless, thread-safe.
 */
public final class OneClassSvmLearner implements Learner {
  private static final Option<Double> CONTAMINATION =
      Option.numberBetween("contamination", 0, 0.5)
          .doc(
              "The share of the training rows that are taken to be anomalies; absent, a row is one"
                  + " outside the machine's own boundary, which leaves out about the share nu.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "one_class_svm",
          List.of("OneClassSVM", "ocsvm"),
          Set.of(Task.ANOMALY_DETECTION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          Stream.concat(
                  Stream.of(SvmOptions.NU, CONTAMINATION),
                  Stream.concat(
                      SvmOptions.KERNEL.all().stream(),
                      Stream.of(SvmOptions.TOLERANCE, SvmOptions.STEPS, SvmOptions.CACHE)))
              .<Option<?>>map(option -> option)
              .toList(),
          "The smoothest boundary of the kernel around all rows but a share nu; what is outside is"
              + " strange. Time and memory grow with the square of the rows.",
          "Schölkopf, Platt, Shawe-Taylor, Smola, Williamson, Estimating the Support of a"
              + " High-Dimensional Distribution, 2001");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Work work = new Work(context.checkpoint());
    KernelFunction function = SvmOptions.KERNEL.function(hyperparameters, features);
    KernelRows kernel = new KernelRows(features, function, SvmOptions.cache(hyperparameters), work);
    BoxSolution solution =
        SequentialSolver.solve(
            problem(target, hyperparameters.get(SvmOptions.NU)),
            kernel,
            hyperparameters.get(SvmOptions.TOLERANCE),
            hyperparameters.get(SvmOptions.STEPS),
            work);
    double[] turned = Arrays.stream(solution.beta()).map(beta -> -beta).toArray();
    Machine machine = Machine.of(solution.problem().rows(), turned, solution.level(0));
    Kernel scores = Machines.model(List.of(machine), function, features);
    work.reached(1);
    double[] training =
        Arrays.stream(scores.predict(features)).mapToDouble(outputs -> outputs[0]).toArray();
    Optional<Double> contamination = hyperparameters.find(CONTAMINATION);
    return contamination.isPresent()
        ? Contamination.model(scores, training, contamination.get())
        : new Calibrated(scores, boundary(training));
  }

  /** The unit is the distance from the boundary to the median of the scores. */
  private static Exceedance boundary(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    double range = sorted[sorted.length - 1] - sorted[0];
    return new Exceedance(0, median < 0 ? -median : range > 0 ? range : 1);
  }

  private static BoxProblem problem(TargetVector target, double nu) {
    double[] upper = target.allWeights();
    double left = nu * Arrays.stream(upper).sum();
    double[] start = new double[upper.length];
    for (int row = 0; row < upper.length; row++) {
      start[row] = Math.min(left, upper[row]);
      left -= start[row];
    }
    int[] rows = IntStream.range(0, upper.length).toArray();
    double[] none = new double[upper.length];
    return new BoxProblem(rows, none, upper, none, start, false);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return KernelRows.memory(rows, width, SvmOptions.cache(hyperparameters))
        + SequentialSolver.memory(rows)
        + rows * (8L * width + 80);
  }
}
