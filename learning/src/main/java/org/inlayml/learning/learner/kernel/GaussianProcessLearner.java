// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.inlayml.learning.family.GaussianClassifier;
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
 * Gaussian processes with the kernel {@code exp(-|x - z|² / (2 length²))}, as scikit-learn's
 * GaussianProcessRegressor and GaussianProcessClassifier with the kernel RBF. Stateless,
 * thread-safe.
 */
public final class GaussianProcessLearner implements Learner {
  private static final Option<Double> LENGTH_SCALE =
      Option.numberBetween("length_scale", 0, Double.POSITIVE_INFINITY)
          .doc(
              "How far apart rows are that tell little of each other; the optimum is sought from"
                  + " here on. If absent, the square root of the number of features.");

  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .doc(
              "In a regression, the variance of the noise of the (normalised) numbers; absent, it"
                  + " is learnt along with the length.");

  private static final Option<Boolean> OPTIMIZED =
      Option.flag("optimize")
          .defaultsTo(true)
          .doc("Whether the length that makes the truth most likely is sought.");

  private static final Option<Integer> RESTARTS =
      Option.integer("n_restarts_optimizer", 0, 1_000)
          .defaultsTo(0)
          .doc("From how many more lengths, drawn at random, the optimum is sought.");

  private static final Option<Boolean> NORMALIZED =
      Option.flag("normalize_y")
          .defaultsTo(true)
          .doc("In a regression, whether the numbers are brought to mean 0 and variance 1.");

  private static final Option<Integer> STEPS =
      Option.integer("max_iter_predict", 1, 10_000)
          .defaultsTo(100)
          .doc("In a classification, how many steps of Newton's method are taken at most.");

  private static final double FIRST_NOISE = 0.1;
  private static final double BOUND = StrictMath.log(1e5);

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "gaussian_process",
          List.of("GaussianProcessRegressor", "GaussianProcessClassifier", "gp"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(LENGTH_SCALE, ALPHA, OPTIMIZED, RESTARTS, NORMALIZED, STEPS),
          "Gaussian process: all functions of a certain smoothness, weighted by how well they agree"
              + " with the rows. Memory grows with the square of the rows, time with their cube.",
          "Rasmussen, Williams, Gaussian Processes for Machine Learning, 2006");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    Work work = new Work(context.checkpoint());
    Search search = new Search(features, hyperparameters, context.seed(), work);
    Model model =
        target.task() == Task.CLASSIFICATION
            ? classify(features, target, hyperparameters, search, work)
            : regress(features, target, hyperparameters, search, work);
    work.reached(1);
    return model;
  }

  private static Model regress(
      FeatureMatrix features, TargetVector target, Options options, Search search, Work work) {
    GaussianRegression process =
        new GaussianRegression(features, target, options.get(NORMALIZED), work);
    Optional<Double> given = options.find(ALPHA);
    if (given.isPresent()) {
      double noise = given.get();
      double[] best = search.best(at -> process.evidence(function(at[0]), noise), 1);
      return process.model(function(best[0]), noise);
    }
    double[] best = search.best(at -> process.evidence(function(at[0]), StrictMath.exp(at[1])), 2);
    return process.model(function(best[0]), StrictMath.exp(best[1]));
  }

  /** One length for all classes would be less; each process has its own. */
  private static Model classify(
      FeatureMatrix features, TargetVector target, Options options, Search search, Work work) {
    int[] labels = target.labels();
    int[] occurring = Machines.occurring(labels);
    if (occurring.length == 1) {
      return Machines.constant(features.width(), occurring[0], target.classes());
    }
    int[] classes = target.classes() == 2 ? new int[] {1} : occurring;
    KernelFunction[] functions = new KernelFunction[classes.length];
    double[][] weights = new double[classes.length][];
    double[][] roots = new double[classes.length][];
    double[][] factors = new double[classes.length][];
    for (int k = 0; k < classes.length; k++) {
      int own = classes[k];
      double[] signs = Arrays.stream(labels).mapToDouble(label -> label == own ? 1 : -1).toArray();
      LaplaceApproximation process =
          new LaplaceApproximation(features, signs, target.allWeights(), options.get(STEPS), work);
      double[] best = search.best(at -> process.approximate(function(at[0])), 1);
      functions[k] = function(best[0]);
      process.approximate(functions[k]);
      weights[k] = process.weights();
      roots[k] = process.roots();
      factors[k] = process.factor();
    }
    return new GaussianClassifier(
        functions,
        features.width(),
        Machines.rows(features),
        target.classes(),
        classes,
        weights,
        roots,
        factors);
  }

  private static KernelFunction function(double logLength) {
    return KernelFunction.rbf(0.5 * StrictMath.exp(-2 * logLength));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long triangles = classes == 0 ? 1 : 2 + Math.max(1, classes);
    long triangle = Math.min(Cholesky.memory(rows), Long.MAX_VALUE / 4 / triangles);
    return triangles * triangle + rows * (8L * width + 96 + 16L * classes) + 16L * width;
  }

  /** Looks for the logarithms of the length and, where it is learnt, of the noise. */
  private record Search(FeatureMatrix features, Options options, long seed, Work work) {
    double[] best(ToDoubleFunction<double[]> evidence, int dimensions) {
      double length = options.find(LENGTH_SCALE).orElse(Math.sqrt(features.width()));
      double[] start = start(StrictMath.log(length), dimensions);
      if (!options.get(OPTIMIZED)) {
        return start;
      }
      int restarts = options.get(RESTARTS);
      work.part(0, restarts + 1);
      double[] best = climb(evidence, start);
      double greatest = evidence.applyAsDouble(best);
      SplittableRandom random = new SplittableRandom(seed);
      for (int restart = 1; restart <= restarts; restart++) {
        work.part(restart, restarts + 1);
        double drawn = StrictMath.log(length) + 7 * (random.nextDouble() - 0.5);
        double[] other = climb(evidence, start(drawn, dimensions));
        double value = evidence.applyAsDouble(other);
        if (value > greatest) {
          greatest = value;
          best = other;
        }
      }
      return best;
    }

    private static double[] climb(ToDoubleFunction<double[]> evidence, double[] start) {
      return Simplex.maximise(evidence, start, 0.5, BOUND);
    }

    private static double[] start(double logLength, int dimensions) {
      return dimensions == 1
          ? new double[] {logLength}
          : new double[] {logLength, StrictMath.log(FIRST_NOISE)};
    }
  }
}
