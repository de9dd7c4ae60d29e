// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

/**
 * Solves small least-squares problems fast: of all coefficients with the least squared error it
 * finds the shortest, by a complete orthogonal decomposition. Far quicker than the singular values
 * of {@link LeastSquares}, and less exact where the columns nearly make up one another.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 5.4.2 and 5.5.
 */
final class ShortestSolution {
  private static final double ROUNDING = 0x1p-50;

  private final double[][] rows;
  private final int width;
  private final int[] order;
  private int rank;

  private ShortestSolution(double[][] rows) {
    this.rows = rows;
    width = rows[0].length - 1;
    order = new int[width];
    for (int j = 0; j < width; j++) {
      order[j] = j;
    }
  }

  /** Solves for rows of features and, last, the target; they are used up. */
  static double[] of(double[][] rows) {
    ShortestSolution solution = new ShortestSolution(rows);
    solution.triangulate();
    double[] factors = solution.straighten();
    return solution.coefficients(factors);
  }

  /** Turns the rows into a triangle, longest column first; finds the rank. */
  private void triangulate() {
    double negligible = 0;
    int most = Math.min(rows.length, width);
    for (int k = 0; k < most; k++) {
      int longest = k;
      double greatest = -1;
      for (int j = k; j < width; j++) {
        double square = square(k, j);
        if (square > greatest) {
          greatest = square;
          longest = j;
        }
      }
      if (k == 0) {
        double share = Math.max(rows.length, width) * ROUNDING;
        negligible = greatest * share * share;
      }
      if (!(greatest > negligible)) {
        return;
      }
      swap(k, longest);
      reflectColumns(k, Math.sqrt(greatest));
      rank = k + 1;
    }
  }

  private double square(int from, int column) {
    double sum = 0;
    for (int i = from; i < rows.length; i++) {
      sum += rows[i][column] * rows[i][column];
    }
    return sum;
  }

  private void swap(int a, int b) {
    if (a != b) {
      for (double[] row : rows) {
        double value = row[a];
        row[a] = row[b];
        row[b] = value;
      }
      int position = order[a];
      order[a] = order[b];
      order[b] = position;
    }
  }

  /** Reflects the rows from k on so that nothing is left of column k but its head. */
  private void reflectColumns(int k, double length) {
    double turned = rows[k][k] > 0 ? -length : length;
    double head = rows[k][k] - turned;
    rows[k][k] = head;
    double factor = -1 / (turned * head);
    double[] products = new double[width + 1];
    for (int i = k; i < rows.length; i++) {
      double[] row = rows[i];
      double weight = row[k] * factor;
      for (int j = k + 1; j <= width; j++) {
        products[j] += weight * row[j];
      }
    }
    for (int i = k; i < rows.length; i++) {
      double[] row = rows[i];
      double weight = row[k];
      for (int j = k + 1; j <= width; j++) {
        row[j] -= weight * products[j];
      }
    }
    rows[k][k] = turned;
  }

  /**
   * Reflects the columns beyond the rank into those before it; returns the reflections' factors.
   */
  private double[] straighten() {
    double[] heads = new double[rank];
    for (int i = rank - 1; i >= 0 && rank < width; i--) {
      double[] pivot = rows[i];
      double beyond = 0;
      for (int j = rank; j < width; j++) {
        beyond += pivot[j] * pivot[j];
      }
      if (beyond == 0) {
        continue;
      }
      double length = Math.sqrt(pivot[i] * pivot[i] + beyond);
      double turned = pivot[i] > 0 ? -length : length;
      double head = pivot[i] - turned;
      double factor = -1 / (turned * head);
      for (int above = 0; above < i; above++) {
        double[] row = rows[above];
        double product = head * row[i];
        for (int j = rank; j < width; j++) {
          product += pivot[j] * row[j];
        }
        product *= factor;
        row[i] -= product * head;
        for (int j = rank; j < width; j++) {
          row[j] -= product * pivot[j];
        }
      }
      pivot[i] = turned;
      heads[i] = head;
    }
    return heads;
  }

  private double[] coefficients(double[] heads) {
    double[] x = new double[width];
    for (int i = rank - 1; i >= 0; i--) {
      double sum = rows[i][width];
      for (int j = i + 1; j < rank; j++) {
        sum -= rows[i][j] * x[j];
      }
      x[i] = sum / rows[i][i];
    }
    for (int i = 0; i < rank; i++) {
      if (heads[i] != 0) {
        double product = heads[i] * x[i];
        for (int j = rank; j < width; j++) {
          product += rows[i][j] * x[j];
        }
        product *= -1 / (rows[i][i] * heads[i]);
        x[i] -= product * heads[i];
        for (int j = rank; j < width; j++) {
          x[j] -= product * rows[i][j];
        }
      }
    }
    double[] coefficients = new double[width];
    for (int j = 0; j < width; j++) {
      coefficients[order[j]] = x[j];
    }
    return coefficients;
  }
}
