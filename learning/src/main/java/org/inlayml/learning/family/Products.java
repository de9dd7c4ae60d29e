// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Products of matrices that are arrays of rows. Every sum is added up in the order of its terms,
 * however many are taken at a time, so that all ways to a number give the same bits.
 */
public final class Products {
  private Products() {}

  /**
   * Adds the product of two matrices: {@code sums += left · right}.
   *
   * @param sums rows × columns
   * @param left rows × terms
   * @param right terms × columns
   * @param columns how many of the columns
   */
  public static void add(
      double[][] sums, double[][] left, double[][] right, int rows, int terms, int columns) {
    for (int i = 0; i < rows; i++) {
      addRows(sums[i], columns, left[i], right, terms);
    }
  }

  /**
   * Adds rows, weighted.
   *
   * @param columns how many of the columns
   * @param rows how many of the rows
   */
  public static void addRows(
      double[] sum, int columns, double[] weights, double[][] right, int rows) {
    int j = 0;
    for (; j + 4 <= rows; j += 4) {
      addFour(sum, columns, weights, j, right, j);
    }
    for (; j < rows; j++) {
      addOne(sum, columns, weights[j], right[j]);
    }
  }

  /**
   * Adds four rows, weighted.
   *
   * @param from where the weights begin
   * @param first the first of the rows
   */
  static void addFour(
      double[] sum, int columns, double[] weights, int from, double[][] rows, int first) {
    double weightA = weights[from];
    double weightB = weights[from + 1];
    double weightC = weights[from + 2];
    double weightD = weights[from + 3];
    double[] a = rows[first];
    double[] b = rows[first + 1];
    double[] c = rows[first + 2];
    double[] d = rows[first + 3];
    for (int i = 0; i < columns; i++) {
      sum[i] = sum[i] + weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }

  /** Adds a row, weighted. */
  public static void addRow(double[] sum, double weight, double[] row) {
    addOne(sum, sum.length, weight, row);
  }

  static void addOne(double[] sum, int columns, double weight, double[] row) {
    for (int i = 0; i < columns; i++) {
      sum[i] += weight * row[i];
    }
  }
}
