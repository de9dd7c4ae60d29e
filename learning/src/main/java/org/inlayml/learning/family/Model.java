// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * What was learnt, as one of the families: takes encoded features, gives outputs. For a regression
 * one output, the value; for a classification one probability a class, in the order of the classes.
 * Immutable, thread-safe.
 */
public sealed interface Model permits Linear, Trees {
  /** How many encoded features it takes. */
  int inputs();

  /** How many outputs it gives. */
  int outputs();

  /**
   * Predicts one row; allocates nothing.
   *
   * @param features at least {@link #inputs} values
   * @param outputs room for {@link #outputs} values, all written
   */
  void predict(double[] features, double[] outputs);

  /** Makes the form that predicts fastest; costs time and memory of the order of the model. */
  Evaluator evaluator();
}
