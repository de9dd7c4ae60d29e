// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import static org.inlayml.learning.learner.bayes.PriorOptions.PRIORS;

import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Gaussians;
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
      FitContext.Checkpoint stage =
          context.checkpoint().stage("class", (double) k / classes, (k + 1.0) / classes);
      constants[k] = StrictMath.log(priors[k]);
      if (rows.counts()[k] > 0) {
        ClassCovariance covariance = ClassCovariance.of(features, rows, k, means[k], stage);
        constants[k] += shape.factor(covariance, factors, k);
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
    double factor(ClassCovariance covariance, double[][] factors, int k) {
      int width = covariance.width();
      EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
      if (!eigen.decompose(covariance.matrix())) {
        throw MlError.INVALID_VALUE.with("(all)", "numbers of which a covariance is", "not so");
      }
      double greatest = 0;
      for (int i = 0; i < width; i++) {
        greatest = Math.max(greatest, eigen.getEigenvalue(i).getReal());
      }
      DMatrixRMaj whitening = new DMatrixRMaj(width, width);
      double logarithm = 0;
      for (int i = 0; i < width; i++) {
        double variance = eigen.getEigenvalue(i).getReal();
        if (!(variance * covariance.freedom() > tolerance * tolerance)) {
          variance = least;
        }
        variance = Math.max(variance, ROUNDING * greatest);
        variance = (1 - drawn) * variance + drawn;
        variance = variance > 0 ? variance : 1;
        logarithm -= 0.5 * StrictMath.log(variance);
        DMatrixRMaj direction = eigen.getEigenVector(i);
        double scale = 1 / Math.sqrt(variance);
        for (int j = 0; j < width; j++) {
          // in reverse, so that the upper triangle below is a lower one
          whitening.set(i, width - 1 - j, scale * direction.get(j));
        }
      }
      factors[k] = triangle(whitening);
      return logarithm;
    }

    /** Turns rows, which changes no length of a product, until they are a triangle. */
    private static double[] triangle(DMatrixRMaj reversed) {
      int width = reversed.numCols;
      QRDecomposition<DMatrixRMaj> turned = DecompositionFactory_DDRM.qr(width, width);
      turned.decompose(reversed);
      DMatrixRMaj upper = turned.getR(null, true);
      double[] rows = new double[(int) Gaussians.triangle(width)];
      int next = 0;
      for (int i = 0; i < width; i++) {
        for (int j = 0; j <= i; j++) {
          rows[next++] = upper.get(width - 1 - i, width - 1 - j);
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
