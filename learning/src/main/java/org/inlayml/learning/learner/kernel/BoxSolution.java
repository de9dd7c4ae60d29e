// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

/**
 * Where a {@link BoxProblem} has its minimum.
 *
 * @param beta per variable its value
 * @param slope per variable the derivative of the objective there
 */
record BoxSolution(BoxProblem problem, double[] beta, double[] slope) {
  /**
   * The slope that all variables between their bounds have, on the average; where there are none,
   * the middle of what the others allow.
   *
   * @param part which of the sums
   */
  double level(int part) {
    double sum = 0;
    int free = 0;
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    for (int v = 0; v < beta.length; v++) {
      if (problem.part(v) != part) {
        continue;
      }
      boolean mayGrow = beta[v] < problem.upper()[v];
      boolean mayFall = beta[v] > problem.lower()[v];
      if (mayGrow && mayFall) {
        sum += slope[v];
        free++;
      } else if (mayGrow) {
        most = Math.min(most, slope[v]);
      } else if (mayFall) {
        least = Math.max(least, slope[v]);
      }
    }
    if (free > 0) {
      return sum / free;
    }
    if (least == Double.NEGATIVE_INFINITY || most == Double.POSITIVE_INFINITY) {
      return Double.isFinite(least) ? least : Double.isFinite(most) ? most : 0;
    }
    return (least + most) / 2;
  }
}
