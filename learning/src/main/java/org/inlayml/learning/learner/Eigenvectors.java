// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import java.util.Arrays;
import org.inlayml.learning.family.Products;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, the greatest value first. Householder's
 * reflections leave a matrix of three diagonals, Givens' rotations with Wilkinson's shifts make it
 * one; between two reflections, and between two sweeps of rotations, the work may be stopped.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 8.3.
 *
 * @param values by eigenvector
 * @param vectors of length 1, one a row
 */
public record Eigenvectors(double[] values, double[][] vectors) {
  private static final double ROUNDING = 0x1p-53;

  /** Of the greatest element: what is less is nothing. */
  private static final double NOTHING = 0x1p-500;

  /** Far more sweeps an eigenvalue than the two or so that are needed. */
  private static final int MOST_SWEEPS = 60;

  /**
   * Finds them.
   *
   * @param matrix finite, all of it; is used up
   */
  public static Eigenvectors of(double[][] matrix, Checkpoint checkpoint) {
    double greatest = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    double scale = greatest > 0 ? greatest : 1;
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= scale;
      }
    }
    Work work = new Work(matrix, checkpoint);
    work.reflect();
    work.collectReflections();
    work.rotate();
    return work.sorted(scale);
  }

  /** Bytes of {@link #of} beyond the matrix. */
  public static long memory(long width) {
    return 8 * width * width + 100 * width;
  }

  /** The matrix on its way. */
  private static final class Work {
    private final double[][] matrix;
    private final Checkpoint checkpoint;
    private final int width;

    /** Rows are eigenvectors of what the rotations have made so far. */
    private final double[][] vectors;

    private final double[] diagonal;

    /** Element i is right of element i of the diagonal. */
    private final double[] beside;

    /** By reflection: 2 over the squared length of its vector; 0 where nothing is reflected. */
    private final double[] factors;

    Work(double[][] matrix, Checkpoint checkpoint) {
      this.matrix = matrix;
      this.checkpoint = checkpoint;
      width = matrix.length;
      vectors = new double[width][width];
      diagonal = new double[width];
      beside = new double[width];
      factors = new double[width];
    }

    /** From the last row up; row k is left with the vector of its reflection. */
    void reflect() {
      double[] product = new double[width];
      for (int k = width - 1; k > 0; k--) {
        checkpoint.reached(0.4 * (width - k) / width);
        double[] vector = matrix[k];
        double square = 0;
        for (int j = 0; j < k - 1; j++) {
          square += vector[j] * vector[j];
        }
        diagonal[k] = vector[k];
        double last = vector[k - 1];
        beside[k - 1] = last;
        if (square > NOTHING * NOTHING) {
          double length = Math.sqrt(square + last * last);
          beside[k - 1] = last > 0 ? -length : length;
          vector[k - 1] = last - beside[k - 1];
          factors[k] = 2 / (square + vector[k - 1] * vector[k - 1]);
          reflectRest(k, vector, product);
        }
      }
      diagonal[0] = matrix[0][0];
    }

    /** Reflects the rows and columns before k. */
    private void reflectRest(int k, double[] vector, double[] product) {
      Arrays.fill(product, 0, k, 0);
      Products.addRows(product, k, vector, matrix, k);
      double along = 0;
      for (int j = 0; j < k; j++) {
        product[j] *= factors[k];
        along += product[j] * vector[j];
      }
      along *= factors[k] / 2;
      for (int j = 0; j < k; j++) {
        product[j] -= along * vector[j];
      }
      for (int i = 0; i < k; i++) {
        double[] row = matrix[i];
        double ofVector = product[i];
        double ofProduct = vector[i];
        for (int j = 0; j < k; j++) {
          row[j] -= ofVector * vector[j] + ofProduct * product[j];
        }
      }
    }

    /** The product of all reflections, as rows. */
    void collectReflections() {
      double[] product = new double[width];
      for (int k = 0; k < width; k++) {
        checkpoint.reached(0.4 + 0.1 * k / width);
        vectors[k][k] = 1;
        double[] vector = matrix[k];
        if (factors[k] > 0) {
          Arrays.fill(product, 0, k, 0);
          Products.addRows(product, k, vector, vectors, k);
          for (int i = 0; i < k; i++) {
            double[] row = vectors[i];
            double weight = factors[k] * vector[i];
            for (int j = 0; j < k; j++) {
              row[j] -= weight * product[j];
            }
          }
        }
      }
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < i; j++) {
          double other = vectors[i][j];
          vectors[i][j] = vectors[j][i];
          vectors[j][i] = other;
        }
      }
    }

    /** Sweeps over what is not diagonal yet, from the end. */
    void rotate() {
      int to = width - 1;
      for (int sweep = 0; to > 0 && sweep < MOST_SWEEPS * width; sweep++) {
        if (isNothing(to - 1)) {
          to--;
          continue;
        }
        checkpoint.reached(0.5 + 0.5 * (width - 1 - to) / width);
        int from = to - 1;
        while (from > 0 && !isNothing(from - 1)) {
          from--;
        }
        sweep(from, to);
      }
    }

    private boolean isNothing(int i) {
      double around = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
      return Math.abs(beside[i]) <= ROUNDING * around + NOTHING;
    }

    private void sweep(int from, int to) {
      double half = (diagonal[to - 1] - diagonal[to]) / 2;
      double square = beside[to - 1] * beside[to - 1];
      double root = Math.copySign(Math.sqrt(half * half + square), half);
      double x = diagonal[from] - (diagonal[to] - square / (half + root));
      double z = beside[from];
      for (int k = from; k < to; k++) {
        double length = Math.sqrt(x * x + z * z);
        double cosine = length > 0 ? x / length : 1;
        double sine = length > 0 ? z / length : 0;
        if (k > from) {
          beside[k - 1] = length;
        }
        double first = diagonal[k];
        double second = diagonal[k + 1];
        double mixed = 2 * cosine * sine * beside[k];
        diagonal[k] = cosine * cosine * first + mixed + sine * sine * second;
        diagonal[k + 1] = sine * sine * first - mixed + cosine * cosine * second;
        beside[k] = cosine * sine * (second - first) + (cosine * cosine - sine * sine) * beside[k];
        if (k + 1 < to) {
          x = beside[k];
          z = sine * beside[k + 1];
          beside[k + 1] *= cosine;
        }
        turn(vectors[k], vectors[k + 1], cosine, sine);
      }
    }

    private static void turn(double[] one, double[] other, double cosine, double sine) {
      for (int j = 0; j < one.length; j++) {
        double x = one[j];
        double y = other[j];
        one[j] = cosine * x + sine * y;
        other[j] = cosine * y - sine * x;
      }
    }

    Eigenvectors sorted(double scale) {
      Integer[] order = new Integer[width];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Double.compare(diagonal[b], diagonal[a]));
      double[] values = new double[width];
      double[][] rows = new double[width][];
      for (int i = 0; i < width; i++) {
        values[i] = scale * diagonal[order[i]];
        rows[i] = vectors[order[i]];
      }
      return new Eigenvectors(values, rows);
    }
  }
}
