// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

/**
 * What Newton's method makes small. Keeps what it found at the parameters evaluated last; not
 * thread-safe.
 */
interface SmoothObjective {
  /** How many parameters. */
  int size();

  /** Returns the value at the parameters, infinite where there is none; writes the gradient. */
  double evaluate(double[] parameters, double[] gradient);

  /** Writes the product of the Hessian with a vector. */
  void multiply(double[] vector, double[] product);

  /** Writes the diagonal of the Hessian; 1 where it is 0. */
  void diagonal(double[] diagonal);

  /** Lets second derivatives be those at the parameters evaluated last; else they may be older. */
  default void renew() {}

  /** Whether its second derivatives are a matrix, by which vectors are multiplied at no cost. */
  default boolean isFormed() {
    return false;
  }
}
