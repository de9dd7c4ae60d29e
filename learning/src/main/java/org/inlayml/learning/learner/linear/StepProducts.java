// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

/**
 * The products of the second derivatives of a log loss with a step that changes parameter by
 * parameter. Not thread-safe.
 */
interface StepProducts {
  /** Starts from no step, with the derivatives at the parameters evaluated last. */
  void start();

  /** The product for a feature, or the intercept after them, of a sum. */
  double product(int sum, int feature);

  /** Changes the step along one parameter. */
  void move(int sum, int feature, double change);
}
