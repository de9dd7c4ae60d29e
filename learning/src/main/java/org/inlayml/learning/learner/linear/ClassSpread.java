// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;

/**
 * Where classes have their centres, how far the rows lie from them, and which directions tell the
 * classes apart: {@code covariance^-1 (centre - mean)}. Weights count as repeated rows.
 *
 * <p>Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.3.2;
 * the order of standardising and cutting off as in scikit-learn's solvers svd and lsqr.
 *
 * @param shares per class its share of the rows
 * @param offsets classes × features: the centres less the mean of all rows; 0 for classes without
 *     rows
 * @param mean of all rows, per feature
 * @param deviations features × rows: the rows less the centre of their class
 */
record ClassSpread(
    double[] shares,
    double[][] offsets,
    double[] mean,
    double[][] deviations,
    TargetVector target,
    double total) {

  static ClassSpread of(FeatureMatrix features, TargetVector target, Checkpoint checkpoint) {
    int classes = target.classes();
    int[] labels = target.labels();
    double[] totals = new double[classes];
    int[] firsts = new int[classes];
    double total = 0;
    for (int i = labels.length - 1; i >= 0; i--) {
      totals[labels[i]] += target.weight(i);
      firsts[labels[i]] = i;
      total += target.weight(i);
    }
    double[] shares = new double[classes];
    for (int k = 0; k < classes; k++) {
      shares[k] = totals[k] / total;
    }
    int width = features.width();
    double[][] offsets = new double[classes][width];
    double[] mean = new double[width];
    double[][] deviations = new double[width][features.rows()];
    for (int j = 0; j < width; j++) {
      checkpoint.reached(0.3 * j / width);
      double[] column = features.columns()[j];
      double[] centres = new double[classes];
      for (int i = 0; i < labels.length; i++) {
        // sums of differences, so that the centre of equal values is just that value
        int k = labels[i];
        centres[k] += target.weight(i) * (column[i] - column[firsts[k]]);
      }
      for (int k = 0; k < classes; k++) {
        centres[k] = totals[k] > 0 ? column[firsts[k]] + centres[k] / totals[k] : 0;
        mean[j] += shares[k] * centres[k];
      }
      for (int k = 0; k < classes; k++) {
        offsets[k][j] = totals[k] > 0 ? centres[k] - mean[j] : 0;
      }
      for (int i = 0; i < labels.length; i++) {
        deviations[j][i] = column[i] - centres[labels[i]];
      }
    }
    return new ClassSpread(shares, offsets, mean, deviations, target, total);
  }

  static long memory(long rows, int width, int classes) {
    return 8L * rows * (width + 3L) + 8L * width * (2L * classes + 4) + 4 * rows;
  }

  private int rows() {
    return target.rows();
  }

  /**
   * The directions by the singular value decomposition of standardised deviations, which are used
   * up; those that spread no more than the tolerance are left out.
   *
   * @return classes × features
   */
  double[][] directions(double tolerance, Checkpoint checkpoint) {
    int width = deviations.length;
    double[] scales = new double[width];
    long occurring = IntStream.range(0, shares.length).filter(k -> shares[k] > 0).count();
    double freedom = total > occurring ? total - (double) occurring : total;
    double[] roots = new double[rows()];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.sqrt(target.weight(i) / freedom);
    }
    for (int j = 0; j < width; j++) {
      double squares = 0;
      for (int i = 0; i < roots.length; i++) {
        squares += target.weight(i) * deviations[j][i] * deviations[j][i];
      }
      scales[j] = squares > 0 ? Math.sqrt(squares / total) : 1;
      for (int i = 0; i < roots.length; i++) {
        deviations[j][i] *= roots[i] / scales[j];
      }
    }
    CentredFeatures standardised =
        new CentredFeatures(
            deviations,
            new double[width],
            IntStream.range(0, width).toArray(),
            width,
            rows(),
            false,
            new double[0]);
    double[][] rows = ReducedProblem.of(standardised, new double[rows()], checkpoint).rows();
    double[] squares = LeastSquares.orthogonalise(rows, width, 1e-24, checkpoint);
    double[][] directions = new double[shares.length][width];
    for (int i = 0; i < rows.length; i++) {
      if (squares[i] > tolerance * tolerance) {
        for (int k = 0; k < directions.length; k++) {
          double along = 0;
          for (int j = 0; j < width; j++) {
            along += rows[i][j] * offsets[k][j] / scales[j];
          }
          along /= squares[i] * squares[i];
          for (int j = 0; j < width; j++) {
            directions[k][j] += along * rows[i][j] / scales[j];
          }
        }
      }
    }
    return directions;
  }

  /** The directions by a covariance drawn towards a multiple of the identity. */
  double[][] shrunkDirections(double shrinkage, Checkpoint checkpoint) {
    int width = deviations.length;
    NormalEquations equations = new NormalEquations(width, shares.length);
    for (int i = 0; i < rows(); i++) {
      if (i % 64 == 0) {
        checkpoint.reached(0.3 + 0.6 * i / rows());
      }
      double[] row = equations.next();
      double root = Math.sqrt(target.weight(i) / total);
      for (int j = 0; j < width; j++) {
        row[j] = root * deviations[j][i];
      }
      for (int k = 0; k < shares.length; k++) {
        row[width + k] = 0;
      }
      equations.add();
    }
    equations.shrink(1 - shrinkage, shrinkage * equations.trace() / width);
    for (int k = 0; k < shares.length; k++) {
      equations.rightSide(k, offsets[k]);
    }
    return equations.solve(0, () -> checkpoint.reached(0.9));
  }

  /** The constants that belong to the directions; hardly any probability without rows. */
  double[] intercepts(double[][] directions) {
    double[] intercepts = new double[shares.length];
    for (int k = 0; k < intercepts.length; k++) {
      double sum = 0;
      for (int j = 0; j < mean.length; j++) {
        sum += directions[k][j] * (mean[j] + 0.5 * offsets[k][j]);
      }
      intercepts[k] = shares[k] > 0 ? StrictMath.log(shares[k]) - sum : -1e300;
    }
    return intercepts;
  }
}
