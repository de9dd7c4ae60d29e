// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.family.Products;
import org.inlayml.learning.learner.Eigenvectors;

/**
 * What is believed of coefficients after the rows have been seen, where each has a normal prior of
 * its own precision: means and variances. Inverts a matrix as great as the features that are kept,
 * or as the rows where these are fewer (by Woodbury's identity), as the product of a root with
 * itself. Not thread-safe.
 *
 * <p>Source: Tipping, Sparse Bayesian Learning and the Relevance Vector Machine, 2001, 2.
 */
final class CoefficientPosterior {
  private static final double ROUNDING = 0x1p-52;

  /** How many rows are added to the matrix at a time. */
  private static final int BLOCK_ROWS = 64;

  private final double[][] rows;
  private final int width;
  private final double[] precisions;
  private final double[] coefficients;
  private final double[] variances;
  private final double[][] block;
  private final double[] weighted = new double[BLOCK_ROWS];

  /** By row of what {@link #fill} adds up. */
  private final double[] weights;

  private final double[] solved;

  /** Lower triangle; of what is right of it so much as was filled is 0. */
  private final double[][] matrix;

  private final Runnable pause;
  private int[] kept;

  /**
   * @param pause called often while matrices are made and inverted; may throw to end the work
   */
  CoefficientPosterior(ReducedProblem problem, Runnable pause) {
    this.pause = pause;
    rows = problem.rows();
    width = problem.width();
    int side = Math.min(rows.length, width);
    block = new double[BLOCK_ROWS][side];
    weights = new double[Math.max(rows.length, width)];
    solved = new double[side];
    matrix = new double[side][side];
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
    return 8 * (4 * side * (side + 100 + BLOCK_ROWS) + 100L * width);
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
    double[] diagonal = new double[count];
    Arrays.setAll(diagonal, a -> precisions[kept[a]]);
    Arrays.fill(weights, 0, rows.length, noise);
    double[][] root = root(diagonal, rows.length, (row, a) -> rows[row][kept[a]]);
    double[] withTarget = new double[count];
    for (double[] row : rows) {
      for (int a = 0; a < count; a++) {
        withTarget[a] += noise * row[kept[a]] * row[width];
      }
    }
    double[] means = new double[count];
    double[] squares = new double[count];
    for (int i = 0; i < count; i++) {
      double part = product(root[i], withTarget, count);
      for (int a = 0; a < count; a++) {
        means[a] += part * root[i][a];
        squares[a] += root[i][a] * root[i][a];
      }
    }
    for (int a = 0; a < count; a++) {
      coefficients[kept[a]] = means[a];
      variances[kept[a]] = squares[a];
    }
  }

  private void updateByRows(double noise) {
    int count = rows.length;
    double[] diagonal = new double[count];
    Arrays.fill(diagonal, 1 / noise);
    Arrays.setAll(weights, a -> a < kept.length ? 1 / precisions[kept[a]] : 0);
    double[][] root = root(diagonal, kept.length, (a, row) -> rows[row][kept[a]]);
    double[] target = new double[count];
    double[] column = new double[count];
    Arrays.setAll(column, row -> rows[row][width]);
    Arrays.setAll(target, i -> product(root[i], column, count));
    for (int j : kept) {
      pause.run();
      Arrays.setAll(column, row -> rows[row][j]);
      double mean = 0;
      double explained = 0;
      for (int i = 0; i < count; i++) {
        double part = product(root[i], column, count);
        mean += part * target[i];
        explained += part * part;
      }
      coefficients[j] = mean / precisions[j];
      variances[j] = (1 - explained / precisions[j]) / precisions[j];
    }
  }

  /** An element of a matrix. */
  @FunctionalInterface
  private interface Element {
    double at(int row, int column);
  }

  /**
   * Rows of which the products of the columns are the inverse of a matrix, which is a diagonal and
   * the weighted products of the columns of another; its pseudo-inverse where it has none to within
   * rounding.
   */
  private double[][] root(double[] diagonal, int terms, Element element) {
    int count = diagonal.length;
    fill(diagonal, terms, element);
    if (invertFactor(count)) {
      return matrix;
    }
    fill(diagonal, terms, element);
    double[][] whole = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        whole[i][j] = matrix[i][j];
        whole[j][i] = matrix[i][j];
      }
    }
    Eigenvectors eigen = Eigenvectors.of(whole, share -> pause.run());
    double negligible = count * ROUNDING * eigen.values()[0];
    double[][] root = eigen.vectors();
    for (int i = 0; i < count; i++) {
      double value = eigen.values()[i];
      double factor = value > negligible ? 1 / Math.sqrt(value) : 0;
      for (int j = 0; j < count; j++) {
        root[i][j] *= factor;
      }
    }
    return root;
  }

  /** Fills the lower triangle. */
  private void fill(double[] diagonal, int terms, Element element) {
    int count = diagonal.length;
    for (int i = 0; i < count; i++) {
      Arrays.fill(matrix[i], 0, count, 0);
      matrix[i][i] = diagonal[i];
    }
    for (int from = 0; from < terms; from += block.length) {
      int some = Math.min(block.length, terms - from);
      for (int i = 0; i < some; i++) {
        for (int j = 0; j < count; j++) {
          block[i][j] = element.at(from + i, j);
        }
      }
      for (int j = 0; j < count; j++) {
        pause.run();
        for (int i = 0; i < some; i++) {
          weighted[i] = weights[from + i] * block[i][j];
        }
        Products.addRows(matrix[j], j + 1, weighted, block, some);
      }
    }
  }

  /** Makes of the lower triangle the inverse of its Cholesky factor, unless it has none. */
  private boolean invertFactor(int count) {
    for (int i = 0; i < count; i++) {
      pause.run();
      double[] row = matrix[i];
      for (int j = 0; j < i; j++) {
        row[j] = (row[j] - product(row, matrix[j], j)) / matrix[j][j];
      }
      double left = row[i] - product(row, row, i);
      if (!(left > 8 * ROUNDING * row[i])) {
        return false;
      }
      row[i] = Math.sqrt(left);
    }
    for (int i = 0; i < count; i++) {
      pause.run();
      double[] row = matrix[i];
      for (int j = 0; j < i; j++) {
        solved[j] = -row[j];
        row[j] = 0;
      }
      Products.addRows(row, i, solved, matrix, i);
      double diagonal = row[i];
      for (int j = 0; j < i; j++) {
        row[j] /= diagonal;
      }
      row[i] = 1 / diagonal;
    }
    return true;
  }

  /** The product of the heads of two vectors; four sums keep the processor busy. */
  private static double product(double[] a, double[] b, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = 0;
    for (; j + 3 < count; j += 4) {
      s0 += a[j] * b[j];
      s1 += a[j + 1] * b[j + 1];
      s2 += a[j + 2] * b[j + 2];
      s3 += a[j + 3] * b[j + 3];
    }
    for (; j < count; j++) {
      s0 += a[j] * b[j];
    }
    return (s0 + s1) + (s2 + s3);
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
