// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import static org.inlayml.learning.learner.bayes.PriorOptions.PRIORS;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Eigenvectors;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Reflections;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Quadratic discriminant analysis, as scikit-learn's; a row of weight 2 counts as two rows.
 * Stateless, thread-safe.
 *
 * <p>Where scikit-learn warns of collinear features and divides by variances that are but rounding,
 * here the variance along a direction in which the rows of a class do not vary is a small one, the
 * same for all classes. So a row that lies aside of one class is not its member, and rows that lie
 * aside of all are told apart by the rest.
 */
public final class QuadraticDiscriminantLearner implements Learner {
  private static final Option<Double> REG_PARAM =
      Option.number("reg_param", 0, 1)
          .defaultsTo(0.0)
          .doc("How far the variances are drawn towards 1: v becomes (1 - it) v + it.");

  private static final Option<Double> SINGULAR =
      Option.number("tol", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-4)
          .doc(
              "The singular value of the centred rows of a class up to which they do not vary in"
                  + " its direction; it is then taken to be this.");

  /** The share of the greatest variance that is the least, whatever the tolerance. */
  private static final double ROUNDING = 1e-14;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "quadratic_discriminant_analysis",
          List.of("QuadraticDiscriminantAnalysis", "qda"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(REG_PARAM, SINGULAR, PRIORS),
          "Within a class the features are jointly normal, with means and covariances of its own;"
              + " borders between classes are quadratic.",
          "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.3");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    context.checkpoint().reached(0);
    ClassRows rows = ClassRows.of(target);
    double[] priors = PriorOptions.priors(hyperparameters, rows.counts());
    double total = 0;
    for (double count : rows.counts()) {
      total += count;
    }
    double tolerance = hyperparameters.get(SINGULAR);
    Shape shape =
        new Shape(tolerance, tolerance * tolerance / total, hyperparameters.get(REG_PARAM));
    int classes = target.classes();
    double[] constants = new double[classes];
    double[][] means = new double[classes][features.width()];
    double[][] factors = new double[classes][];
    for (int k = 0; k < classes; k++) {
      Checkpoint stage =
          context.checkpoint().stage("class", (double) k / classes, (k + 1.0) / classes);
      constants[k] = StrictMath.log(priors[k]);
      if (rows.counts()[k] > 0) {
        ClassCovariance covariance = ClassCovariance.of(features, rows, k, means[k], stage);
        constants[k] += shape.factor(covariance, factors, k, stage);
      } else {
        factors[k] = new double[features.width()];
      }
    }
    context.checkpoint().reached(1);
    return new Gaussians(constants, means, factors);
  }

  /**
   * What a covariance is made to be.
   *
   * @param tolerance up to which a singular value is none
   * @param least the variance in its place
   * @param drawn how far variances are drawn towards 1
   */
  private record Shape(double tolerance, double least, double drawn) {
    /** Writes the factor of the inverse; returns the logarithm of its determinant. */
    double factor(ClassCovariance covariance, double[][] factors, int k, Checkpoint checkpoint) {
      int width = covariance.width();
      Eigenvectors eigen =
          Eigenvectors.of(covariance.matrix(), checkpoint.stage("directions", 0.5, 0.8));
      double greatest = Math.max(0, eigen.values()[0]);
      double[][] whitening = new double[width][width];
      double logarithm = 0;
      for (int i = 0; i < width; i++) {
        double variance = eigen.values()[i];
        if (!(variance * covariance.freedom() > tolerance * tolerance)) {
          variance = least;
        }
        variance = Math.max(variance, ROUNDING * greatest);
        variance = (1 - drawn) * variance + drawn;
        variance = variance > 0 ? variance : 1;
        logarithm -= 0.5 * StrictMath.log(variance);
        double scale = 1 / Math.sqrt(variance);
        for (int j = 0; j < width; j++) {
          // in reverse, so that the upper triangle below is a lower one
          whitening[i][width - 1 - j] = scale * eigen.vectors()[i][j];
        }
      }
      factors[k] = triangle(whitening, () -> checkpoint.reached(0.8));
      return logarithm;
    }

    /** Turns rows, which changes no length of a product, until they are a triangle. */
    private static double[] triangle(double[][] reversed, Runnable pause) {
      int width = reversed.length;
      double[][] upper = new double[width][width];
      Reflections.append(upper, reversed, width, pause);
      double[] rows = new double[(int) Gaussians.triangle(width)];
      int next = 0;
      for (int i = 0; i < width; i++) {
        for (int j = 0; j <= i; j++) {
          rows[next++] = upper[width - 1 - i][width - 1 - j];
        }
      }
      return rows;
    }
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    long square = 8L * width * width;
    return ClassRows.memory(rows)
        + 8 * rows
        + 6 * square
        + Math.min(classes, Math.max(1, rows)) * (square / 2 + 64)
        + 16L * classes * (width + 8L);
  }
}
