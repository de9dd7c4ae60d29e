// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

/**
 * Turns rows into a triangle by orthogonal reflections: inner products of the columns stay.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 5.2.2 and 6.5.3 (Householder QR,
 * appending rows).
 */
public final class Reflections {
  private Reflections() {}

  /**
   * Turns further rows into an upper triangle.
   *
   * @param triangle columns × columns, or fewer rows; zeros before the first rows are appended
   * @param block the rows; used up
   * @param count how many of them
   * @param pause called before each reflection; may throw to end the work
   */
  public static void append(double[][] triangle, double[][] block, int count, Runnable pause) {
    int columns = triangle.length;
    double[] products = new double[columns == 0 ? 0 : triangle[0].length];
    for (int k = 0; k < columns; k++) {
      pause.run();
      double below = 0;
      for (int i = 0; i < count; i++) {
        below += block[i][k] * block[i][k];
      }
      if (below == 0) {
        continue;
      }
      double[] pivotRow = triangle[k];
      double pivot = pivotRow[k];
      double norm = Math.sqrt(pivot * pivot + below);
      double turned = pivot > 0 ? -norm : norm;
      double head = pivot - turned;
      reflect(pivotRow, block, count, k, head, 2 / (head * head + below), products);
      pivotRow[k] = turned;
    }
  }

  /** Reflects the columns after k by the vector of {@code head} and the block's column k. */
  private static void reflect(
      double[] pivotRow,
      double[][] block,
      int count,
      int k,
      double head,
      double factor,
      double[] products) {
    int columns = pivotRow.length;
    for (int j = k + 1; j < columns; j++) {
      products[j] = head * pivotRow[j];
    }
    for (int i = 0; i < count; i++) {
      double[] row = block[i];
      double weight = row[k];
      for (int j = k + 1; j < columns; j++) {
        products[j] += weight * row[j];
      }
    }
    for (int j = k + 1; j < columns; j++) {
      products[j] *= factor;
      pivotRow[j] -= head * products[j];
    }
    for (int i = 0; i < count; i++) {
      double[] row = block[i];
      double weight = row[k];
      for (int j = k + 1; j < columns; j++) {
        row[j] -= weight * products[j];
      }
    }
  }
}
