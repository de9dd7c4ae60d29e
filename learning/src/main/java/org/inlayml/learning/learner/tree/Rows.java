// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import org.inlayml.learning.feature.FeatureMatrix;
import smile.data.DataFrame;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;
import smile.sort.QuickSort;

/**
 * Training rows as Smile wants them, sharing the columns of the matrix.
 *
 * @param order per column, its rows in ascending order of value
 */
record Rows(double[][] columns, DataFrame frame, int[][] order) {
  /** A leaf, an inner node and what the search keeps of them. */
  private static final int NODE_BYTES = 300;

  /**
   * Orders the rows.
   *
   * @param stop called before each column; may throw to end the work
   */
  static Rows of(FeatureMatrix features, Runnable stop) {
    BaseVector<?, ?, ?>[] vectors = new BaseVector<?, ?, ?>[features.width()];
    for (int j = 0; j < vectors.length; j++) {
      // Names of the matrix may repeat in another case, which Smile need not bear.
      vectors[j] = DoubleVector.of("x" + j, features.columns()[j]);
    }
    int[][] order = new int[vectors.length][];
    for (int j = 0; j < vectors.length; j++) {
      stop.run();
      order[j] = QuickSort.sort(features.columns()[j].clone());
    }
    return new Rows(features.columns(), DataFrame.of(vectors), order);
  }

  int count() {
    return frame.size();
  }

  /** What these need with {@code growing} trees at a time, in bytes. */
  static long bytes(long rows, int width, long growing, long leaves) {
    long order = Integer.BYTES * rows * width;
    long tree = order + rows * (3 * Integer.BYTES + Double.BYTES + 1) + leaves * NODE_BYTES;
    return order + rows * Double.BYTES + growing * tree;
  }
}
