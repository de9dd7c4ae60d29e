// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * A model in the form in which it predicts fastest, made from it when it is loaded. Gives the same
 * bits as {@link Model#predict}. Immutable, thread-safe.
 */
public interface Evaluator {
  /**
   * Predicts one row; allocates nothing.
   *
   * @param features at least {@link Model#inputs} finite values
   * @param outputs room for {@link Model#outputs} values, all written
   */
  void predict(double[] features, double[] outputs);

  /**
   * Predicts many rows.
   *
   * @param rows rows × features
   * @param outputs rows × outputs, all written
   */
  default void predict(double[][] rows, double[][] outputs) {
    for (int row = 0; row < rows.length; row++) {
      predict(rows[row], outputs[row]);
    }
  }
}
