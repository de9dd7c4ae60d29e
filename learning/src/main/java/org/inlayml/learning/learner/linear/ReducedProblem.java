// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Reflections;

/**
 * A least-squares problem of few rows with the same squared error, for any coefficients, as the one
 * of all rows: {@code |y - Xw|²} is kept by turning the rows [X y] by orthogonal reflections.
 *
 * <p>Where there are more rows than columns, these are the triangle R of a QR decomposition of [X
 * y], made block of rows by block of rows: memory does not grow with the rows, and nothing of the
 * accuracy is lost that a Gram matrix X'X loses by squaring the condition. Else these are the rows
 * themselves. One thread in a fixed order: the result is the same on any machine.
 *
 * <p>Source: Golub, Van Loan, Matrix Computations, 4th ed., 5.2.2 and 6.5.3 (Householder QR,
 * appending rows). Rows that count more are the longer: each is multiplied by the root of its
 * weight.
 *
 * @param rows at most {@code width + 1} rows × {@code width + 1}, the target last
 * @param width how many features
 * @param targetMean what was taken off the target; 0 where nothing was centred
 * @param originalRows how many rows the problem had
 */
record ReducedProblem(double[][] rows, int width, double targetMean, int originalRows) {
  /**
   * Numbers in one block: it stays in the second-level cache while the reflections pass over it.
   */
  private static final int BLOCK_VALUES = 1 << 16;

  private static final int SMALLEST_BLOCK = 16;

  static ReducedProblem of(CentredFeatures features, double[] target, Checkpoint checkpoint) {
    int width = features.varying();
    double mean = features.targetMean(target);
    int kept = Math.min(features.rows(), width + 1);
    boolean reduced = features.rows() > kept;
    double[][] block = new double[reduced ? blockRows(width) : kept][width + 1];
    double[][] triangle = new double[reduced ? kept : 0][width + 1];
    for (int from = 0; from < features.rows(); from += block.length) {
      double share = 0.5 * from / features.rows();
      checkpoint.reached(share);
      int count = Math.min(block.length, features.rows() - from);
      for (int i = 0; i < count; i++) {
        features.copyRow(from + i, block[i]);
        block[i][width] = target[from + i] - mean;
        if (features.isWeighted()) {
          multiply(block[i], Math.sqrt(features.weights()[from + i]));
        }
      }
      if (reduced) {
        Reflections.append(triangle, block, count, () -> checkpoint.reached(share));
      }
    }
    return new ReducedProblem(reduced ? triangle : block, width, mean, features.rows());
  }

  /** Bytes that {@link #of} needs. */
  static long memory(long rows, int width) {
    long kept = Math.min(rows, width + 1L);
    return 8 * (width + 3L) * (kept + (rows > kept ? blockRows(width) : 0));
  }

  private static void multiply(double[] row, double factor) {
    for (int j = 0; j < row.length; j++) {
      row[j] *= factor;
    }
  }

  private static int blockRows(int width) {
    return Math.max(SMALLEST_BLOCK, BLOCK_VALUES / (width + 1));
  }
}
