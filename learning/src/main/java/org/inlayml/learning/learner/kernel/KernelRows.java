// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.feature.FeatureMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The kernel matrix of the training rows, row by row, each computed when it is asked for; those
 * used last are kept as far as memory is allowed. Not thread-safe.
 */
final class KernelRows {
  private static final int TILE = 512;

  private final double[][] columns;
  private final KernelFunction function;
  private final int rows;
  private final Work work;
  private final double[] diagonal;
  private final double[] point;
  private final double[][] tile = new double[3][TILE];

  /** Per row its values, where they are kept. */
  private final double[] @Nullable [] kept;

  /** Neighbours in a ring of the kept rows, the one used last after {@code rows}, its head. */
  private final int[] before;

  private final int[] after;
  private int room;

  /**
   * @param bytes how much may be kept; two rows are in any case
   */
  KernelRows(FeatureMatrix features, KernelFunction function, long bytes, Work work) {
    columns = features.columns();
    rows = features.rows();
    this.function = function;
    this.work = work;
    room = (int) Math.min(rows, Math.max(4, bytes / (8L * rows)));
    kept = new double[rows][];
    before = new int[rows + 1];
    after = new int[rows + 1];
    before[rows] = rows;
    after[rows] = rows;
    point = new double[columns.length];
    diagonal = new double[rows];
    for (int row = 0; row < rows; row++) {
      take(row);
      diagonal[row] = function.value(point, point.length, point, 0);
    }
  }

  /** Bytes of an instance that may keep so many. */
  static long memory(long rows, int width, long bytes) {
    long matrix = fits(rows, bytes) ? 8 * rows * rows : bytes;
    return Math.max(matrix, 32 * rows) + 40 * rows + 16L * width + 8_192;
  }

  /** Whether all of the matrix may be kept. */
  static boolean fits(long rows, long bytes) {
    return rows * rows <= bytes / 8;
  }

  double diagonal(int row) {
    return diagonal[row];
  }

  /** The values of a row with all rows; hold until two other rows have been asked for. */
  double[] row(int row) {
    double[] values = kept[row];
    if (values == null) {
      if (room > 0) {
        room--;
        values = new double[rows];
      } else {
        int oldest = before[rows];
        values = kept[oldest];
        kept[oldest] = null;
        leave(oldest);
      }
      compute(row, values);
      kept[row] = values;
    } else {
      leave(row);
    }
    int head = after[rows];
    after[rows] = row;
    before[row] = rows;
    after[row] = head;
    before[head] = row;
    return values;
  }

  private void leave(int row) {
    after[before[row]] = after[row];
    before[after[row]] = before[row];
  }

  private void compute(int row, double[] values) {
    take(row);
    for (int from = 0; from < rows; from += TILE) {
      int count = Math.min(TILE, rows - from);
      function.values(columns, from, count, point, 0, tile);
      System.arraycopy(tile[0], 0, values, from, count);
    }
    work.did((long) rows * (columns.length + 8));
  }

  private void take(int row) {
    for (int j = 0; j < point.length; j++) {
      point[j] = columns[j][row];
    }
  }
}
