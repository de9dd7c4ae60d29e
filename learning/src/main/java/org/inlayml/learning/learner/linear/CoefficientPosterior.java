// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What is believed of coefficients after the rows have been seen, where each has a normal prior of
 * its own precision: means and variances. Inverts a matrix as great as the features that are kept,
 * or as the rows where these are fewer (by Woodbury's identity). Not thread-safe.
 *
 * <p>Source: Tipping, Sparse Bayesian Learning and the Relevance Vector Machine, 2001, 2.
 */
final class CoefficientPosterior {
  private final double[][] rows;
  private final int width;
  private final double[] precisions;
  private final double[] coefficients;
  private final double[] variances;
  private final DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
  private final DMatrixRMaj decomposed = new DMatrixRMaj(1, 1);
  private final DMatrixRMaj inverse = new DMatrixRMaj(1, 1);
  private int[] kept;

  CoefficientPosterior(ReducedProblem problem) {
    rows = problem.rows();
    width = problem.width();
    precisions = new double[width];
    Arrays.fill(precisions, 1);
    coefficients = new double[width];
    variances = new double[width];
    kept = new int[width];
    Arrays.setAll(kept, j -> j);
  }

  /** Bytes that it needs. */
  static long memory(long rows, int width) {
    long side = Math.min(rows, width + 1L);
    return 8 * (4 * side * (side + 100) + 100L * width);
  }

  /** How many coefficients are not dropped. */
  int kept() {
    return kept.length;
  }

  /** A copy of the means. */
  double[] coefficients() {
    return coefficients.clone();
  }

  /** Finds means and variances from the precisions. */
  void update(double noise) {
    if (kept.length <= rows.length) {
      updateByFeatures(noise);
    } else {
      updateByRows(noise);
    }
  }

  private void updateByFeatures(double noise) {
    int count = kept.length;
    matrix.reshape(count, count);
    matrix.zero();
    double[] withTarget = new double[count];
    for (double[] row : rows) {
      for (int a = 0; a < count; a++) {
        double left = noise * row[kept[a]];
        withTarget[a] += left * row[width];
        for (int b = 0; b <= a && left != 0; b++) {
          matrix.data[a * count + b] += left * row[kept[b]];
        }
      }
    }
    for (int a = 0; a < count; a++) {
      matrix.data[a * count + a] += precisions[kept[a]];
      for (int b = 0; b < a; b++) {
        matrix.data[b * count + a] = matrix.data[a * count + b];
      }
    }
    invert();
    for (int a = 0; a < count; a++) {
      double sum = 0;
      for (int b = 0; b < count; b++) {
        sum += inverse.data[a * count + b] * withTarget[b];
      }
      coefficients[kept[a]] = sum;
      variances[kept[a]] = inverse.data[a * count + a];
    }
  }

  private void updateByRows(double noise) {
    int count = rows.length;
    matrix.reshape(count, count);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = a == b ? 1 / noise : 0;
        for (int j : kept) {
          sum += rows[a][j] / precisions[j] * rows[b][j];
        }
        matrix.data[a * count + b] = sum;
        matrix.data[b * count + a] = sum;
      }
    }
    invert();
    double[] solved = new double[count];
    for (int j : kept) {
      double mean = 0;
      double explained = 0;
      for (int a = 0; a < count; a++) {
        solved[a] = 0;
        for (int b = 0; b < count; b++) {
          solved[a] += inverse.data[a * count + b] * rows[b][j];
        }
        mean += solved[a] * rows[a][width];
        explained += solved[a] * rows[a][j];
      }
      coefficients[j] = mean / precisions[j];
      variances[j] = (1 - explained / precisions[j]) / precisions[j];
    }
  }

  /** Inverts the matrix; takes the pseudo-inverse of what has none to within rounding. */
  private void invert() {
    inverse.reshape(matrix.numRows, matrix.numCols);
    decomposed.setTo(matrix);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(matrix.numRows);
    if (solver.setA(decomposed)) {
      solver.invert(inverse);
    } else {
      CommonOps_DDRM.pinv(matrix, inverse);
    }
  }

  /** Estimates the precisions anew; returns how many parameters the rows determine. */
  double reconsider(BayesianPriors priors) {
    double all = 0;
    for (int j : kept) {
      double used = 1 - precisions[j] * variances[j];
      all += used;
      precisions[j] = priors.precision(used, coefficients[j] * coefficients[j]);
    }
    return all;
  }

  /** The squared error with the means as coefficients. */
  double squaredError() {
    double error = 0;
    for (double[] row : rows) {
      double residual = row[width];
      for (int j : kept) {
        residual -= coefficients[j] * row[j];
      }
      error += residual * residual;
    }
    return error;
  }

  /** Makes coefficients zero whose precision is not below the threshold. */
  void drop(double threshold) {
    kept = Arrays.stream(kept).filter(j -> precisions[j] < threshold).toArray();
    double[] before = coefficients.clone();
    Arrays.fill(coefficients, 0);
    for (int j : kept) {
      coefficients[j] = before[j];
    }
  }
}
