// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.Optional;
import org.inlayml.learning.learner.Eigenvectors;
import org.inlayml.learning.learner.SquareSums;
import org.inlayml.learning.learner.Triangle;

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

  private final double[][] rows;
  private final int width;
  private final double[] precisions;
  private final double[] coefficients;
  private final double[] variances;
  private final Runnable pause;
  private int[] kept;

  /**
   * @param pause called often while matrices are made and inverted; may throw to end the work
   */
  CoefficientPosterior(ReducedProblem problem, Runnable pause) {
    this.pause = pause;
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
    return 8 * (4 * side * (side + 100) + 100L * width) + 8 * (SquareSums.ROWS + 4) * side;
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
    double[] weights = new double[rows.length];
    Arrays.fill(weights, noise);
    SquareSums sums = squares(count, weights, (row, a) -> rows[row][kept[a]]);
    double[] withTarget = new double[count];
    for (int a = 0; a < count; a++) {
      sums.row(a)[a] += precisions[kept[a]];
      for (double[] row : rows) {
        withTarget[a] += noise * row[kept[a]] * row[width];
      }
    }
    double[] means = new double[count];
    double[] squares = new double[count];
    for (double[] row : root(sums)) {
      double part = product(row, withTarget);
      for (int a = 0; a < row.length; a++) {
        means[a] += part * row[a];
        squares[a] += row[a] * row[a];
      }
    }
    for (int a = 0; a < count; a++) {
      coefficients[kept[a]] = means[a];
      variances[kept[a]] = squares[a];
    }
  }

  private void updateByRows(double noise) {
    int count = rows.length;
    double[] weights = new double[kept.length];
    Arrays.setAll(weights, a -> 1 / precisions[kept[a]]);
    SquareSums sums = squares(count, weights, (a, row) -> rows[row][kept[a]]);
    for (int row = 0; row < count; row++) {
      sums.row(row)[row] += 1 / noise;
    }
    double[][] root = root(sums);
    double[] target = new double[count];
    double[] column = new double[count];
    Arrays.setAll(column, row -> rows[row][width]);
    Arrays.setAll(target, i -> product(root[i], column));
    for (int a = 0; a < kept.length; a++) {
      pause.run();
      int j = kept[a];
      Arrays.setAll(column, row -> rows[row][j]);
      double mean = 0;
      double explained = 0;
      for (int i = 0; i < count; i++) {
        double part = product(root[i], column);
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

  /** The sums of the products of a matrix's columns, its rows weighted. */
  private SquareSums squares(int columns, double[] weights, Element element) {
    SquareSums sums = new SquareSums(columns);
    double[][] block = new double[SquareSums.ROWS][columns];
    for (int from = 0; from < weights.length; from += SquareSums.ROWS) {
      int count = Math.min(SquareSums.ROWS, weights.length - from);
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < columns; j++) {
          block[i][j] = element.at(from + i, j);
        }
      }
      sums.add(block, Arrays.copyOfRange(weights, from, from + count), count, pause);
    }
    return sums;
  }

  /**
   * Rows of which the inner products of the columns are the inverse of a matrix; its pseudo-inverse
   * where it has none to within rounding.
   */
  private double[][] root(SquareSums sums) {
    int count = sums.width();
    Optional<Triangle> triangle = Triangle.of(sums, 1, 0, pause);
    double[][] root = new double[count][];
    if (triangle.isPresent()) {
      int next = 0;
      for (int i = 0; i < count; i++) {
        root[i] = Arrays.copyOfRange(triangle.get().rows(), next, next + i + 1);
        next += i + 1;
      }
      return root;
    }
    double[][] matrix = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = sums.row(i)[j];
        matrix[j][i] = matrix[i][j];
      }
    }
    Eigenvectors eigen = Eigenvectors.of(matrix, share -> pause.run());
    double negligible = count * ROUNDING * eigen.values()[0];
    for (int i = 0; i < count; i++) {
      double value = eigen.values()[i];
      double factor = value > negligible ? 1 / Math.sqrt(value) : 0;
      root[i] = Arrays.stream(eigen.vectors()[i]).map(element -> factor * element).toArray();
    }
    return root;
  }

  /** Of a row with the head of a vector. */
  private static double product(double[] row, double[] vector) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += row[j] * vector[j];
    }
    return sum;
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
