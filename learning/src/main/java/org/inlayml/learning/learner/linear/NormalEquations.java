// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.Optional;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;

/**
 * Sums of the products of vectors with themselves, and the equations that they make: the heads of
 * the vectors are unknowns, what stands behind them right sides. Four vectors are added at a time,
 * in the order in which they came. Not thread-safe.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 5.3.2 and 4.2.
 */
final class NormalEquations {
  private static final int BATCH = 4;

  /**
   * The least share of a diagonal element that must be left when what the unknowns before explain
   * is taken off: below it so many digits are lost that the equations are solved otherwise.
   */
  private static final double INDEPENDENT = 1e-10;

  /** About how many numbers are read between two checkpoints. */
  private static final int SLICE = 1 << 16;

  private final int unknowns;
  private final double[][] products;
  private final double[][] batch;
  private int waiting;
  private int added;

  NormalEquations(int unknowns, int rightSides) {
    this.unknowns = unknowns;
    products = new double[unknowns + rightSides][];
    for (int j = 0; j < products.length; j++) {
      products[j] = new double[Math.min(j + 1, unknowns)];
    }
    batch = new double[BATCH][unknowns + rightSides];
  }

  /**
   * Those of all rows, each as often as its weight says.
   *
   * @param target tells the weights
   * @param rightSides right sides × rows
   */
  static NormalEquations of(
      CentredFeatures features, TargetVector target, double[][] rightSides, Checkpoint checkpoint) {
    int unknowns = features.varying();
    NormalEquations equations = new NormalEquations(unknowns, rightSides.length);
    int slice = Math.max(1, SLICE / (unknowns + 1));
    for (int i = 0; i < features.rows(); i++) {
      if (i % slice == 0) {
        checkpoint.reached(0.9 * i / features.rows());
      }
      double[] row = equations.next();
      features.copyRow(i, row);
      for (int k = 0; k < rightSides.length; k++) {
        row[unknowns + k] = rightSides[k][i];
      }
      if (target.isWeighted()) {
        double root = Math.sqrt(target.weight(i));
        for (int j = 0; j < row.length; j++) {
          row[j] *= root;
        }
      }
      equations.add();
    }
    return equations;
  }

  /** Bytes that the sums and a solution need. */
  static long memory(long unknowns, long rightSides) {
    return 8 * (unknowns * (unknowns / 2 + 1) + unknowns * (unknowns + 1))
        + 8 * (unknowns + rightSides) * (BATCH + 8)
        + 8 * unknowns * rightSides * 2;
  }

  /** Room for the next vector, to be followed by {@link #add}. */
  double[] next() {
    return batch[waiting];
  }

  /** Adds what was written into {@link #next}. */
  void add() {
    waiting++;
    added++;
    if (waiting == BATCH) {
      flush();
    }
  }

  private void flush() {
    for (int i = waiting; i < BATCH; i++) {
      Arrays.fill(batch[i], 0);
    }
    double[] a = batch[0];
    double[] b = batch[1];
    double[] c = batch[2];
    double[] d = batch[3];
    for (int j = 0; j < products.length; j++) {
      add(products[j], a, b, c, d, a[j], b[j], c[j], d[j]);
    }
    waiting = 0;
  }

  private static void add(
      double[] sums,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double aj,
      double bj,
      double cj,
      double dj) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += (aj * a[k] + bj * b[k]) + (cj * c[k] + dj * d[k]);
    }
  }

  /** Sets a right side. */
  void rightSide(int index, double[] values) {
    flush();
    System.arraycopy(values, 0, products[unknowns + index], 0, unknowns);
  }

  /** The sum of the diagonal. */
  double trace() {
    flush();
    double trace = 0;
    for (int j = 0; j < unknowns; j++) {
      trace += products[j][j];
    }
    return trace;
  }

  /** Multiplies the left side by a factor and adds to its diagonal. */
  void shrink(double factor, double diagonal) {
    flush();
    for (int j = 0; j < unknowns; j++) {
      for (int k = 0; k <= j; k++) {
        products[j][k] *= factor;
      }
      products[j][j] += diagonal;
    }
  }

  /**
   * Solves the equations with a penalty on the diagonal: by Cholesky where they are independent,
   * else the shortest solutions by {@link LeastSquares}.
   *
   * @return right sides × unknowns
   */
  double[][] solve(double penalty, Runnable stop) {
    return solveIndependent(penalty, stop)
        .orElseGet(
            () ->
                Arrays.stream(products, unknowns, products.length)
                    .map(right -> shortest(right, stop))
                    .toArray(double[][]::new));
  }

  /** As {@link #solve}; empty where the equations depend on one another, or nearly. */
  Optional<double[][]> solveIndependent(double penalty, Runnable stop) {
    shrink(1, penalty);
    double[] scales = new double[unknowns];
    for (int j = 0; j < unknowns; j++) {
      scales[j] = products[j][j] > 0 ? 1 / Math.sqrt(products[j][j]) : 0;
    }
    double[][] triangle = triangle(scales, stop);
    if (triangle.length < unknowns) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(products, unknowns, products.length)
            .map(right -> solve(triangle, right, scales))
            .toArray(double[][]::new));
  }

  /** The triangle of the equations with a diagonal of ones; empty where they are dependent. */
  private double[][] triangle(double[] scales, Runnable stop) {
    double[][] triangle = new double[unknowns][];
    for (int j = 0; j < unknowns; j++) {
      stop.run();
      double[] row = new double[j + 1];
      for (int k = 0; k <= j; k++) {
        double sum = products[j][k] * scales[j] * scales[k] - product(row, triangle, j, k);
        if (k < j) {
          row[k] = sum / triangle[k][k];
        } else if (sum > INDEPENDENT) {
          row[j] = Math.sqrt(sum);
        } else {
          return new double[0][];
        }
      }
      triangle[j] = row;
    }
    return triangle;
  }

  private static double product(double[] row, double[][] triangle, int j, int k) {
    double[] other = k < j ? triangle[k] : row;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int m = 0;
    for (; m + 3 < k; m += 4) {
      s0 += row[m] * other[m];
      s1 += row[m + 1] * other[m + 1];
      s2 += row[m + 2] * other[m + 2];
      s3 += row[m + 3] * other[m + 3];
    }
    for (; m < k; m++) {
      s0 += row[m] * other[m];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double[] solve(double[][] triangle, double[] right, double[] scales) {
    double[] solution = new double[right.length];
    for (int j = 0; j < solution.length; j++) {
      double sum = right[j] * scales[j];
      for (int k = 0; k < j; k++) {
        sum -= triangle[j][k] * solution[k];
      }
      solution[j] = sum / triangle[j][j];
    }
    for (int j = solution.length - 1; j >= 0; j--) {
      solution[j] /= triangle[j][j];
      for (int k = 0; k < j; k++) {
        solution[k] -= triangle[j][k] * solution[j];
      }
    }
    for (int j = 0; j < solution.length; j++) {
      solution[j] *= scales[j];
    }
    return solution;
  }

  private double[] shortest(double[] right, Runnable stop) {
    double[][] rows = new double[unknowns][unknowns + 1];
    for (int j = 0; j < unknowns; j++) {
      for (int k = 0; k <= j; k++) {
        rows[j][k] = products[j][k];
        rows[k][j] = products[j][k];
      }
      rows[j][unknowns] = right[j];
    }
    int rounding = Math.max(added, unknowns);
    return LeastSquares.solve(
        new ReducedProblem(rows, unknowns, 0, rounding), 0, share -> stop.run());
  }
}
