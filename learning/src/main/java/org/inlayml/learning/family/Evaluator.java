// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedRow;

/**
 * A model in the form in which it predicts fastest, made from it when it is loaded. Gives the same
 * bits as {@link Model#predict}. Immutable, thread-safe; what {@link #forRows} and {@link
 * #forBlocks} give belongs to one thread.
 */
public interface Evaluator {
  /** Makes the buffers that predicting single rows takes. */
  OfRows forRows();

  /** Makes the buffers that predicting blocks takes. */
  OfBlocks forBlocks();

  /** How much memory the form takes besides the model, in bytes. */
  long bytes();

  /** Predicts row by row. Not thread-safe. */
  @FunctionalInterface
  interface OfRows {
    /**
     * Predicts one row; allocates nothing.
     *
     * @param outputs room for {@link Model#outputs} values, all written
     */
    void predict(EncodedRow row, double[] outputs);
  }

  /** Predicts many rows at a time. Not thread-safe. */
  @FunctionalInterface
  interface OfBlocks {
    /**
     * Predicts the rows of a block.
     *
     * @param outputs outputs × rows
     * @param to where the rows begin in {@code outputs}
     */
    void predict(EncodedBlock block, double[][] outputs, int to);
  }
}
